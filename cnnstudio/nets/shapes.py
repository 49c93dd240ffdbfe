"""What shape each layer's output has, and the weights it needs; a sentence where layers do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import text
from cnnstudio.nets.layer_shape import Shape, layer_output_shape, written_shape
from cnnstudio.nets.layers import BatchNorm2d, Conv2d, Dense, LayerSpec, Parallel, Pooling, Residual
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.spec_error import SpecError
from cnnstudio.nets.windows import window_size

__all__ = ["PlacedLayer", "Shape", "check_weights", "output_shapes", "placed_layers", "walk", "weight_shapes"]


@dataclass(frozen=True)
class PlacedLayer:
    """A layer where it stands, with the shapes of what it takes and gives for one picture: (C, H, W) or (D,).

    Attributes
    ----------
    place
        Its number, from 0; inside a block, the block's place, the path's number and its number on that path.
    paths
        Of a block, the layers on each of its paths.

    """

    place: tuple[int, ...]
    layer: LayerSpec
    input_shape: Shape
    output_shape: Shape
    paths: tuple[tuple[PlacedLayer, ...], ...] = ()

    @property
    def name(self) -> str:
        """What its weights' names begin with, counted from 0: "2" or, in a block, "2.0.1"."""
        return ".".join(map(str, self.place))

    @property
    def number(self) -> str:
        """What people call it, counted from 1: "3" or, in a block, "3.1.2"."""
        return ".".join(str(step + 1) for step in self.place)

    @property
    def weight_shapes(self) -> dict[str, Shape]:
        """The shapes of its own arrays, those of a block's layers not counted."""
        match self.layer:
            case Conv2d(filters=filters, bias=has_bias):
                weight: Shape = (filters, self.input_shape[0], *window_size(self.layer))
                return {"weight": weight, "bias": (filters,)} if has_bias else {"weight": weight}
            case Dense(units=units, bias=has_bias):
                weight = (units, self.input_shape[0])
                return {"weight": weight, "bias": (units,)} if has_bias else {"weight": weight}
            case BatchNorm2d():
                return dict.fromkeys(("weight", "bias", "running_mean", "running_var"), self.input_shape[:1])
            case _:
                return {}


def placed_layers(spec: NetworkSpec) -> tuple[PlacedLayer, ...]:
    """Return the layers with their shapes.

    Raises
    ------
    SpecError
        Naming the first layer that does not fit its input, why, and how to mend it.

    """
    placed = _place(spec.layers, spec.input_shape, (), 0)
    shape = placed[-1].output_shape if placed else spec.input_shape
    if shape != (len(spec.class_names),) and not (shape == (1,) and len(spec.class_names) == 2):
        raise SpecError(
            text(
                "The last layer gives {shape}, but the network has {count} classes. End with a dense layer of {count}.",
                shape=written_shape(shape),
                count=len(spec.class_names),
            )
        )
    return placed


def walk(placed: Sequence[PlacedLayer]) -> Iterator[PlacedLayer]:
    """Yield every layer, a block before the layers in it."""
    for layer in placed:
        yield layer
        for path in layer.paths:
            yield from walk(path)


def output_shapes(spec: NetworkSpec) -> tuple[Shape, ...]:
    """Return the shape of each layer's output for one picture; raises as `placed_layers` does."""
    return tuple(layer.output_shape for layer in placed_layers(spec))


def weight_shapes(spec: NetworkSpec) -> dict[str, Shape]:
    """Return the shape of every array by name, "0.weight" and "0.bias" of the first layer, "3.0.1.weight" in a block.

    Batch normalisation has its scale as "weight", its shift as "bias", and the statistics of the training as
    "running_mean" and "running_var".
    """
    return {
        f"{layer.name}.{name}": shape
        for layer in walk(placed_layers(spec))
        for name, shape in layer.weight_shapes.items()
    }


def check_weights(spec: NetworkSpec, weights: Mapping[str, FloatArray]) -> None:
    """Raise SpecError unless there is exactly one finite float32 array of the right shape for each layer."""
    wanted = weight_shapes(spec)
    if wanted.keys() != weights.keys():
        names = ", ".join(sorted(wanted.keys() ^ weights.keys())[:3])
        raise SpecError(text("Weights are missing, or belong to no layer: {names}.", names=names[:80]))
    for name, shape in wanted.items():
        array = weights[name]
        if array.shape != shape or array.dtype != np.float32:
            found = f"{array.dtype} {written_shape(array.shape)}"
            raise SpecError(
                text("{name} is {found}, not float32 {wanted}.", name=name, found=found, wanted=written_shape(shape))
            )
        if not np.isfinite(array).all():
            raise SpecError(text("{name} holds numbers that are not finite.", name=name))
        if name.endswith(".running_var") and (array < 0).any():
            raise SpecError(text("{name} holds a variance below 0.", name=name))


def _place(
    layers: Sequence[LayerSpec], shape: Shape, before: tuple[int, ...], poolings: int
) -> tuple[PlacedLayer, ...]:
    """Return layers that follow one another; `poolings` stand before the first of them."""
    placed = []
    for number, layer in enumerate(layers):
        place = (*before, number)
        paths: tuple[tuple[PlacedLayer, ...], ...] = ()
        if isinstance(layer, Residual | Parallel):
            paths = tuple(_place(path, shape, (*place, index), poolings) for index, path in enumerate(layer.paths))
        ends = tuple(path[-1].output_shape if path else shape for path in paths)
        output = layer_output_shape(layer, shape, ends, ".".join(str(step + 1) for step in place), poolings)
        placed.append(PlacedLayer(place, layer, shape, output, paths))
        poolings += isinstance(layer, Pooling)
        shape = output
    return tuple(placed)
