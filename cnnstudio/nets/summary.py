"""What a network consists of and what it costs: output shapes, parameters, multiply-adds and memory, layer by layer.

                 parameters                    multiply-adds for one picture
    convolution  K · C · FH · FW + K           OH · OW · K · C · FH · FW
    dense        K · D + K                     K · D
    batch norm   2 · C                         –

Only the products of convolutions and dense layers are counted, as in the tables of He, Zhang, Ren, Sun, "Deep residual
learning for image recognition" (2016). Memory is what the outputs take as float32 while all are kept for the way back;
activation, flatten and dropout are computed in place and take none.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

from cnnstudio.core.texts import Text
from cnnstudio.nets.layer_words import describe_settings
from cnnstudio.nets.layers import Activation, Conv2d, Dense, Dropout, Flatten
from cnnstudio.nets.shapes import PlacedLayer, Shape, placed_layers
from cnnstudio.nets.spec import NetworkSpec

BYTES_A_NUMBER = 4
"""A float32."""


@dataclass(frozen=True)
class LayerRow:
    """One layer; the numbers of a block are those of all that is in it.

    Attributes
    ----------
    number
        Counted from 1, "3" or in a block "3.1.2": layer 3, its first path, the second layer there.
    kind
        What the layer is called in JSON.
    description
        What it is, with its settings.
    output_shape
        (C, H, W) or (D,) for one picture.
    parameters
        Numbers that are learnt.
    multiply_adds
        Products for one picture.
    memory_bytes
        What its output takes for one picture.
    parts
        Of a block, the layers in it, path after path.

    """

    number: str
    kind: str
    description: Text
    output_shape: Shape
    parameters: int
    multiply_adds: int
    memory_bytes: int
    parts: tuple[LayerRow, ...] = ()


@dataclass(frozen=True)
class NetworkSummary:
    """All layers of a network, and what they come to; the memory is that of the outputs and of the picture itself."""

    name: str
    input_shape: Shape
    class_names: tuple[str, ...]
    rows: tuple[LayerRow, ...]
    total_parameters: int
    total_multiply_adds: int
    memory_bytes: int

    @property
    def parameter_bytes(self) -> int:
        """What the parameters take as float32."""
        return BYTES_A_NUMBER * self.total_parameters


def summarise(spec: NetworkSpec) -> NetworkSummary:
    """Return the summary of a network; raises `SpecError` where its layers do not fit."""
    rows = tuple(_row(placed) for placed in placed_layers(spec))
    return NetworkSummary(
        name=spec.name,
        input_shape=spec.input_shape,
        class_names=spec.class_names,
        rows=rows,
        total_parameters=sum(row.parameters for row in rows),
        total_multiply_adds=sum(row.multiply_adds for row in rows),
        memory_bytes=BYTES_A_NUMBER * prod(spec.input_shape) + sum(row.memory_bytes for row in rows),
    )


def _row(placed: PlacedLayer) -> LayerRow:
    parts = tuple(_row(part) for path in placed.paths for part in path)
    return LayerRow(
        number=placed.number,
        kind=placed.layer.kind,
        description=describe_settings(placed.layer),
        output_shape=placed.output_shape,
        parameters=_parameters(placed) + sum(part.parameters for part in parts),
        multiply_adds=_multiply_adds(placed) + sum(part.multiply_adds for part in parts),
        memory_bytes=_memory(placed) + sum(part.memory_bytes for part in parts),
        parts=parts,
    )


def _parameters(placed: PlacedLayer) -> int:
    """Return how many numbers of a layer are learnt; the statistics of a batch normalisation are not."""
    return sum(prod(shape) for name, shape in placed.weight_shapes.items() if name in ("weight", "bias"))


def _multiply_adds(placed: PlacedLayer) -> int:
    if not isinstance(placed.layer, Conv2d | Dense):
        return 0
    places = prod(placed.output_shape[1:])  # of the window; a dense layer has one
    return places * prod(placed.weight_shapes["weight"])


def _memory(placed: PlacedLayer) -> int:
    is_in_place = isinstance(placed.layer, Activation | Flatten | Dropout)
    return 0 if is_in_place else BYTES_A_NUMBER * prod(placed.output_shape)
