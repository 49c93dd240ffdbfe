"""What the learner sets in the convolution lab, and what follows from it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.kernel_presets import preset
from cnnstudio.ops.window import AxisFit, Paddings, Pair, axis_fits, paddings, pair, same_padding

InputSource = Literal["specimen", "grid", "photo"]
GradientKind = Literal["ones", "output"]
Unit = Literal["cell", "product", "row"]

GIVEN = "given"
"""The name of a kernel that another lab handed over, in the place of a preset's."""

OWN = "own"
"""The name of a kernel that was typed, in the place of a preset's."""


def _first_kernel() -> FloatArray:
    return preset("sobel_x").make(3, 3)[None, None]


@dataclass(frozen=True, eq=False)
class ConvolutionParams:
    """One moment of the lab.

    Attributes
    ----------
    source
        Whether the input is the specimen of all labs, a small grid of numbers, or the opened photo at full size.
    grid
        (C, H, W) the small grid.
    weight
        (K, C, FH, FW) one kernel a filter, one slice a channel.
    bias
        (K,) added to each map.
    presets
        The preset each of the K kernels comes from; `OWN` for one that was typed.
    stride, dilation
        Height and width.
    padding
        Rings around the input, height and width; or "same", which keeps the size at stride 1.
    padding_mode
        "zeros", "reflect" or "replicate".
    flip
        Whether the kernel is turned by 180° first: convolution as mathematics has it.
    activation
        A key of `ops.activations.ACTIVATIONS`.
    filter, channel
        Which map and which slice are looked at.
    backward
        Whether gradients are stepped instead of sums.
    gradient
        What comes back to the output: ones, the gradient of its sum; or the output, that of half its sum of squares.
    unit
        What one step is.
    cell
        The output cell of the moment, in reading order.
    terms
        How many of its products have been added; None for all.

    """

    source: InputSource = "grid"
    grid: FloatArray = field(default_factory=lambda: np.zeros((1, 4, 4)))
    weight: FloatArray = field(default_factory=_first_kernel)
    bias: FloatArray = field(default_factory=lambda: np.zeros(1))
    presets: tuple[str, ...] = ("sobel_x",)
    stride: Pair = (1, 1)
    padding: Pair | Literal["same"] = (0, 0)
    dilation: Pair = (1, 1)
    padding_mode: str = "zeros"
    flip: bool = False
    activation: str = "identity"
    filter: int = 0
    channel: int = 0
    backward: bool = False
    gradient: GradientKind = "ones"
    unit: Unit = "cell"
    cell: int = 0
    terms: int | None = None

    @property
    def kernel_size(self) -> Pair:
        """Height and width of the kernels."""
        return pair((self.weight.shape[2], self.weight.shape[3]))

    @property
    def kernel(self) -> FloatArray:
        """(C, FH, FW) the kernel that is looked at."""
        kernel: FloatArray = self.weight[self.filter]
        return kernel

    @property
    def term_count(self) -> int:
        """How many products make one output cell."""
        return math.prod(self.weight.shape[1:])

    @property
    def terms_added(self) -> int:
        """How many products of the output cell of the moment have been added."""
        return self.term_count if self.terms is None else self.terms

    def paddings_for(self, input_size: Pair) -> Paddings:
        """Return the cells added above, below, left and right of an input."""
        if self.padding == "same" and min(self.stride) < 1:
            return paddings(0)  # such a window never moves: there is nothing to keep the size of
        if self.padding == "same":
            return same_padding(input_size, self.kernel_size, self.stride, self.dilation)
        return paddings(self.padding)

    def fits_for(self, input_size: Pair) -> tuple[AxisFit, AxisFit]:
        """Return how the kernel fits an input, in height and in width."""
        return axis_fits(input_size, self.kernel_size, self.stride, self.paddings_for(input_size), self.dilation)

    def keywords(self, input_size: Pair) -> dict[str, Any]:
        """Return the settings as `ops.conv2d` names them."""
        return {
            "stride": self.stride,
            "padding": self.paddings_for(input_size),
            "dilation": self.dilation,
            "padding_mode": self.padding_mode,
            "flip": self.flip,
        }


@dataclass(frozen=True, eq=False)
class ConvolutionResult:
    """What a convolution gave.

    Attributes
    ----------
    params
        What it was computed from; while a setting is impossible, the last one that was possible.
    input
        (C, H, W) the input.
    padded
        (C, PH, PW) the input with its padding.
    fits
        How the kernel fits, in height and in width.
    filters
        The filters whose maps were computed: all, or the one looked at where the input is large.
    before
        (K, OH, OW) maps before the activation, one for each of `filters`.
    after
        (K, OH, OW) maps after it.

    """

    params: ConvolutionParams
    input: FloatArray
    padded: FloatArray
    fits: tuple[AxisFit, AxisFit]
    filters: tuple[int, ...]
    before: FloatArray
    after: FloatArray

    @property
    def output_size(self) -> Pair:
        """Height and width of the output."""
        return self.before.shape[1], self.before.shape[2]

    @property
    def term_count(self) -> int:
        """How many products make one output cell."""
        return self.params.term_count

    @cached_property
    def channels(self) -> tuple[FloatArray, ...]:
        """The (PH, PW) channels of the padded input, each the same array whenever it is asked for."""
        return tuple(self.padded)

    @cached_property
    def maps(self) -> dict[int, FloatArray]:
        """The (OH, OW) maps after the activation by filter, each the same array whenever it is asked for."""
        return dict(zip(self.filters, self.after, strict=True))

    def map_before(self, number: int) -> FloatArray:
        """Return the (OH, OW) map of a filter before the activation."""
        map_: FloatArray = self.before[self.filters.index(number)]
        return map_
