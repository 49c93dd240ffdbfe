"""What the learner sets in the pooling lab, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.lab_numbers import PoolingNumbers
from cnnstudio.data.pooling_examples import pooling_example
from cnnstudio.ops.window import AxisFits, Pair, axis_fits, coverage
from cnnstudio.ops.window_views import cells_of

InputSource = Literal["convolution", "specimen", "grid", "given"]
GradientKind = Literal["ones", "output"]
Unit = Literal["cell", "term", "row"]


@dataclass(frozen=True, eq=False)
class PoolingParams:
    """One moment of the lab.

    Attributes
    ----------
    source
        Whether the input is the feature maps of the convolution lab, the specimen of all labs, a small grid of
        numbers, or what another lab handed over.
    grid
        (C, H, W) the small grid.
    given
        What another lab handed over; None before it did.
    kind
        "max", "average" or "l2".
    is_global
        Whether one window is as large as the input; size, stride and padding then play no part.
    size, stride, padding
        Of the window, in height and width.
    count_include_pad
        Whether an average counts the zeros of the padding.
    channel
        Which map is looked at.
    backward
        Whether gradients are stepped instead of what goes on.
    gradient
        What comes back to the output: ones, the gradient of its sum; or the output, that of half its sum of squares.
    unit
        What one step is.
    cell
        The output cell of the moment, in reading order.
    terms
        How many values of its window have been taken; None for all.

    """

    source: InputSource = "grid"
    grid: FloatArray = field(default_factory=lambda: pooling_example("four_winners").input)
    given: PoolingNumbers | None = None
    kind: str = "max"
    is_global: bool = False
    size: Pair = (2, 2)
    stride: Pair = (2, 2)
    padding: Pair = (0, 0)
    count_include_pad: bool = True
    channel: int = 0
    backward: bool = False
    gradient: GradientKind = "ones"
    unit: Unit = "cell"
    cell: int = 0
    terms: int | None = None

    def fits_for(self, input_size: Pair) -> AxisFits:
        """Return how the window fits an input, in height and in width."""
        if self.is_global:
            return axis_fits(input_size, input_size, input_size)
        return axis_fits(input_size, self.size, self.stride, self.padding)

    def keywords(self) -> dict[str, Any]:
        """Return the settings as `ops.pool2d` names them; not for global pooling."""
        names = ("kind", "size", "stride", "padding", "count_include_pad")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, eq=False)
class PoolingResult:
    """What a pooling gave.

    Attributes
    ----------
    params
        What it was computed from; while a setting is impossible, the last one that was possible.
    input
        (C, H, W) the input.
    padded
        (C, PH, PW) the input with its padding: −∞ for the maximum, else zeros.
    fits
        How the window fits, in height and in width.
    output
        (C, OH, OW) pooled maps.

    """

    params: PoolingParams
    input: FloatArray
    padded: FloatArray
    fits: AxisFits
    output: FloatArray

    @property
    def output_size(self) -> Pair:
        """Height and width of the output."""
        return self.output.shape[1], self.output.shape[2]

    @property
    def term_count(self) -> int:
        """How many values are under the window."""
        height, width = self.fits
        return height.kernel_size * width.kernel_size

    @cached_property
    def channels(self) -> tuple[FloatArray, ...]:
        """The (PH, PW) channels of the padded input, each the same array whenever it is asked for."""
        return tuple(self.padded)

    @cached_property
    def maps(self) -> tuple[FloatArray, ...]:
        """The (OH, OW) pooled channels, each the same array whenever it is asked for."""
        return tuple(self.output)

    @cached_property
    def _winners(self) -> dict[int, NDArray[np.int64]]:
        return {}

    def winners(self, channel: int) -> NDArray[np.int64]:
        """Return (OH, OW): where in the flat padded channel the largest of each window stands, the first of equals."""
        if channel not in self._winners:
            self._winners[channel] = self._find_winners(channel)
        return self._winners[channel]

    def _find_winners(self, channel: int) -> NDArray[np.int64]:
        (top, _), (left, _) = (axis.padding for axis in self.fits)
        if self.params.is_global:
            return np.array([[self.input[channel].argmax()]])
        rows, columns = self.padded.shape[1:]
        # Padding never wins: no number is equal to not a number.
        inside = np.full((1, 1, rows, columns), np.nan, self.input.dtype)
        inside[0, 0, top : top + self.input.shape[1], left : left + self.input.shape[2]] = self.input[channel]
        places = np.arange(rows * columns).reshape(1, 1, rows, columns)
        winners = np.full(self.output_size, -1, np.int64)
        for (_, values), (_, here) in zip(cells_of(inside, self.fits), cells_of(places, self.fits), strict=True):
            wins = (winners < 0) & (values[0, 0] == self.output[channel])
            winners[wins] = here[0, 0][wins]
        return winners

    def dropped(self, channel: int) -> float:
        """Return which share of a channel's cells goes nowhere: wins in no window, or lies under none."""
        if self.params.kind == "max":
            reached = np.unique(self.winners(channel)).size
        else:
            reached = int(np.count_nonzero(coverage(self.fits)))
        return 1 - reached / float(self.input[channel].size)
