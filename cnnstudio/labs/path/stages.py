"""The stages of a network as columns of one picture, from the specimen to the loss.

The first convolution and what follows it stand side by side, one layer a column; every later block of convolution,
activation and pooling is one column, shown by its last maps; so is every dense layer with its activation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from cnnstudio.nets.shapes import output_shapes, weight_shapes
from cnnstudio.nets.spec import Conv2d, Dense, LayerSpec, NetworkSpec


class Kind(Enum):
    """What happens in a stage."""

    SPECIMEN = "specimen"
    CONVOLUTION = "convolution"
    ACTIVATION = "activation"
    POOLING = "pooling"
    BLOCK = "block"
    DENSE = "dense"
    LOGITS = "logits"
    SOFTMAX = "softmax"
    LOSS = "loss"


_UNCHANGED = ("flatten", "dropout")
"""Kinds of layers that change no number, and have no column."""

_BRANCHING = ("residual", "parallel")
"""Kinds of layers that are blocks by themselves."""

MAPS = (Kind.CONVOLUTION, Kind.ACTIVATION, Kind.POOLING, Kind.BLOCK)
"""The stages whose output is a stack of maps."""


@dataclass(frozen=True)
class Stage:
    """One column.

    Attributes
    ----------
    kind
        What happens.
    layers
        Numbers of the layers that are computed in it, in their order; none for specimen, softmax and loss.
    number
        Which block of convolution it is, from 1; of dense layers, which one.

    """

    kind: Kind
    layers: tuple[int, ...] = ()
    number: int = 1

    @property
    def output(self) -> int:
        """The layer whose output is shown."""
        return self.layers[-1]


@dataclass(frozen=True)
class Followed:
    """The layer of which one weight is followed: the first convolution, or without one the first dense layer.

    Attributes
    ----------
    layer
        Its number.
    stage
        The place of its stage.
    shape
        (K, C, H, W) of its weights, those of a dense layer laid out like the maps that it looks at.

    """

    layer: int
    stage: int
    shape: tuple[int, int, int, int]

    @property
    def name(self) -> str:
        """What the network calls the weights."""
        return f"{self.layer}.weight"


def stages_of(spec: NetworkSpec) -> tuple[Stage, ...]:
    """Return the columns of a network.

    >>> from cnnstudio.nets.spec import Activation, Flatten, MaxPool2d
    >>> spec = NetworkSpec("tiny", (1, 28, 28), (Conv2d(8, 3), Activation(), MaxPool2d(2), Flatten(), Dense(10)))
    >>> [stage.kind.value for stage in stages_of(spec)]
    ['specimen', 'convolution', 'activation', 'pooling', 'logits', 'softmax', 'loss']
    """
    stages = [Stage(Kind.SPECIMEN)]
    for number, layer in enumerate(spec.layers):
        _add(stages, number, layer)
    last = len(spec.layers) - 1
    if stages[-1].kind is Kind.DENSE:
        stages[-1] = replace(stages[-1], kind=Kind.LOGITS)
    else:
        stages.append(Stage(Kind.LOGITS, (last,)))
    return (*stages, Stage(Kind.SOFTMAX), Stage(Kind.LOSS))


def _add(stages: list[Stage], number: int, layer: LayerSpec) -> None:
    """Put a layer into the last column, or into one of its own; what changes no number has none."""
    last = stages[-1]
    blocks = sum(stage.kind in (Kind.CONVOLUTION, Kind.BLOCK) for stage in stages)
    match layer:
        case Conv2d() if blocks == 0:
            stages.append(Stage(Kind.CONVOLUTION, (number,)))
        case Dense():
            stages.append(Stage(Kind.DENSE, (number,), 1 + sum(stage.kind is Kind.DENSE for stage in stages)))
        case _ if isinstance(layer, Conv2d) or layer.kind in _BRANCHING:
            stages.append(Stage(Kind.BLOCK, (number,), blocks + 1))
        case _ if layer.kind in _UNCHANGED:
            pass
        case _ if last.kind in (Kind.BLOCK, Kind.DENSE):
            stages[-1] = replace(last, layers=(*last.layers, number))
        case _:
            is_pooling = layer.kind.endswith("pool2d")
            stages.append(Stage(Kind.POOLING if is_pooling else Kind.ACTIVATION, (number,)))


def followed_in(spec: NetworkSpec, stages: tuple[Stage, ...]) -> Followed | None:
    """Return where a weight can be followed; None in a network without weights."""
    weights = weight_shapes(spec)
    for kind in (Conv2d, Dense):
        for number, layer in enumerate(spec.layers):
            if isinstance(layer, kind):
                place = next(place for place, stage in enumerate(stages) if number in stage.layers)
                return Followed(number, place, _as_pictures(weights[f"{number}.weight"], spec, number))
    return None


def _as_pictures(shape: tuple[int, ...], spec: NetworkSpec, number: int) -> tuple[int, int, int, int]:
    """Return the shape of a layer's weights, those of a dense layer as pictures of the maps it looks at."""
    if len(shape) == 4:
        return shape[0], shape[1], shape[2], shape[3]
    seen = (spec.input_shape, *output_shapes(spec)[:number])
    channels, height, width = next(maps for maps in reversed(seen) if len(maps) == 3)
    return shape[0], channels, height, width
