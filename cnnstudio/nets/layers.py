"""The layers that a network can have, each as frozen data: what it does is computed elsewhere.

Sizes, strides and paddings are one number for both directions, or (height, width).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from cnnstudio.ops.window import Pair

Size = int | Pair
"""One number for both directions, or (height, width)."""

Padding = int | Pair | Literal["same"]
"""Rings around the maps; "same": as many as give ⌈N / S⌉ cells, one more after than before where it is odd."""


@dataclass(frozen=True)
class Conv2d:
    """`filters` kernels slid over the maps; without a bias where a batch normalisation follows, which has its own."""

    kind: ClassVar[str] = "conv2d"
    filters: int
    kernel_size: Size
    stride: Size = 1
    padding: Padding = 0
    bias: bool = True


@dataclass(frozen=True)
class BatchNorm2d:
    """Each map brought to mean 0 and variance 1, then scaled and shifted; trained, with the training's statistics."""

    kind: ClassVar[str] = "batch_norm2d"


@dataclass(frozen=True)
class LocalResponseNorm:
    """Each cell quieted by its neighbours in `size` maps; α is divided by the size, as PyTorch does."""

    kind: ClassVar[str] = "local_response_norm"
    size: int = 5
    alpha: float = 1e-4
    beta: float = 0.75
    k: float = 1.0


@dataclass(frozen=True)
class Normalise:
    """(x − mean) / deviation with fixed numbers, one of each a channel: how the pictures come in."""

    kind: ClassVar[str] = "normalise"
    mean: tuple[float, ...] = (0.0,)
    deviation: tuple[float, ...] = (1.0,)


@dataclass(frozen=True)
class Activation:
    """A function applied to every cell, by its name in `ops.activations.ACTIVATIONS`."""

    kind: ClassVar[str] = "activation"
    function: str = "relu"


@dataclass(frozen=True)
class MaxPool2d:
    """The largest value of each window; windows stand side by side unless a stride is given. Padding never wins."""

    kind: ClassVar[str] = "max_pool2d"
    size: Size
    stride: Size | None = None
    padding: Padding = 0


@dataclass(frozen=True)
class AveragePool2d:
    """The mean of each window; the zeros of the padding count unless told otherwise."""

    kind: ClassVar[str] = "average_pool2d"
    size: Size
    stride: Size | None = None
    padding: Padding = 0
    count_padding: bool = True


@dataclass(frozen=True)
class GlobalAveragePool2d:
    """The mean of each map, as a map of one cell."""

    kind: ClassVar[str] = "global_average_pool2d"


@dataclass(frozen=True)
class Flatten:
    """All maps in one row of numbers."""

    kind: ClassVar[str] = "flatten"


@dataclass(frozen=True)
class Dense:
    """`units` weighted sums of all inputs."""

    kind: ClassVar[str] = "dense"
    units: int
    bias: bool = True


@dataclass(frozen=True)
class Dropout:
    """While training, each number is dropped with this probability; otherwise nothing happens."""

    kind: ClassVar[str] = "dropout"
    probability: float = 0.5


@dataclass(frozen=True)
class Residual:
    """What the layers make of x, plus x: F(x) + x. A shortcut of layers of its own changes the shape of x to fit."""

    kind: ClassVar[str] = "residual"
    layers: tuple[LayerSpec, ...]
    shortcut: tuple[LayerSpec, ...] = ()

    @property
    def paths(self) -> tuple[tuple[LayerSpec, ...], ...]:
        """The two ways from the block's input to the sum."""
        return self.layers, self.shortcut


@dataclass(frozen=True)
class Parallel:
    """Several branches on the same input, their maps laid one after another; an empty branch hands the input on."""

    kind: ClassVar[str] = "parallel"
    branches: tuple[tuple[LayerSpec, ...], ...]

    @property
    def paths(self) -> tuple[tuple[LayerSpec, ...], ...]:
        """The ways from the block's input to its output."""
        return self.branches


Block = Residual | Parallel
"""A layer made of layers, along several paths."""

Pooling = MaxPool2d | AveragePool2d

Windowed = Conv2d | MaxPool2d | AveragePool2d
"""A layer that lays a window on its maps."""

LayerSpec = (
    Conv2d
    | BatchNorm2d
    | LocalResponseNorm
    | Normalise
    | Activation
    | MaxPool2d
    | AveragePool2d
    | GlobalAveragePool2d
    | Flatten
    | Dense
    | Dropout
    | Residual
    | Parallel
)
"""Any layer."""
