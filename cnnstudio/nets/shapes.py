"""What shape each layer's output has, and the weights it needs; a sentence where layers do not fit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, LayerSpec, MaxPool2d, NetworkSpec
from cnnstudio.ops.conv2d import output_size

Shape = tuple[int, ...]


def output_shapes(spec: NetworkSpec) -> tuple[Shape, ...]:
    """Return the shape of each layer's output for one picture: (C, H, W) or (D,).

    Raises
    ------
    ValueError
        Naming the first layer that does not fit its input, and why.

    """
    shapes: list[Shape] = []
    shape: Shape = spec.input_shape
    for number, layer in enumerate(spec.layers, start=1):
        try:
            shape = _output_shape(layer, shape)
        except ValueError as error:
            raise ValueError(f"layer {number} ({layer.kind}): {error}") from None
        shapes.append(shape)
    if shape != (len(spec.class_names),):
        raise ValueError(f"the last layer gives {shape}, the network has {len(spec.class_names)} classes")
    return tuple(shapes)


def weight_shapes(spec: NetworkSpec) -> dict[str, Shape]:
    """Return the shape of every weight and bias by name, "0.weight" for the first layer's."""
    shapes: dict[str, Shape] = {}
    inputs = (spec.input_shape, *output_shapes(spec))
    for number, (layer, shape) in enumerate(zip(spec.layers, inputs, strict=False)):
        match layer:
            case Conv2d():
                shapes[f"{number}.weight"] = (layer.filters, shape[0], layer.kernel_size, layer.kernel_size)
                shapes[f"{number}.bias"] = (layer.filters,)
            case Dense():
                shapes[f"{number}.weight"] = (layer.units, shape[0])
                shapes[f"{number}.bias"] = (layer.units,)
            case _:
                pass
    return shapes


def check_weights(spec: NetworkSpec, weights: Mapping[str, FloatArray]) -> None:
    """Raise ValueError unless there is exactly one finite float32 array of the right shape for each layer."""
    wanted = weight_shapes(spec)
    if wanted.keys() != weights.keys():
        raise ValueError(f"weights missing or unknown: {sorted(wanted.keys() ^ weights.keys())}")
    for name, shape in wanted.items():
        array = weights[name]
        if array.shape != shape or array.dtype != np.float32:
            raise ValueError(f"{name} is {array.dtype} {array.shape}, not float32 {shape}")
        if not np.isfinite(array).all():
            raise ValueError(f"{name} holds numbers that are not finite")


def _output_shape(layer: LayerSpec, shape: Shape) -> Shape:
    match layer:
        case Conv2d():
            _, height, width = _picture(shape)
            size = tuple(output_size(n, layer.kernel_size, layer.stride, layer.padding) for n in (height, width))
            return _fitting((layer.filters, *size), f"a {layer.kernel_size}×{layer.kernel_size} kernel", shape)
        case MaxPool2d():
            channels, height, width = _picture(shape)
            size = tuple(output_size(n, layer.size, layer.stride or layer.size) for n in (height, width))
            return _fitting((channels, *size), f"a {layer.size}×{layer.size} window", shape)
        case Flatten():
            return (int(np.prod(shape)),)
        case Dense():
            if len(shape) != 1:
                raise ValueError("a dense layer takes a row of numbers; flatten the maps first")
            return (layer.units,)
        case _:
            return shape


def _picture(shape: Shape) -> tuple[int, int, int]:
    if len(shape) != 3:
        raise ValueError("needs maps, but its input is a row of numbers")
    return shape[0], shape[1], shape[2]


def _fitting(output: Shape, what: str, shape: Shape) -> Shape:
    if min(output) < 1:
        raise ValueError(f"{what} does not fit maps of {shape[1]}×{shape[2]}")
    return output
