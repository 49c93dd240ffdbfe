"""What a grid of numbers shows: the numbers, their colours, and which of its cells are padding or out of reach."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.numbers import decimals_for


class Pyramid:
    """The (H, W) numbers of a grid, and the means of 2 × 2, 4 × 4, 8 × 8 … of them.

    Where cells are smaller than a pixel, the means are shown: a photo of 12 million numbers is averaged once and not
    read at each painting.
    """

    def __init__(self, values: FloatArray) -> None:
        self.values = values
        self._levels = [values]

    def level(self, number: int) -> FloatArray:
        """Return the means of 2^number × 2^number cells."""
        while len(self._levels) <= number:
            self._levels.append(_halved(self._levels[-1]))
        return self._levels[number]

    @cached_property
    def extremes(self) -> tuple[float, float]:
        """The lowest and the highest of the finite numbers; 0 and 0 where there is none."""
        low, high = float(self.values.min(initial=0)), float(self.values.max(initial=0))
        if math.isfinite(low) and math.isfinite(high):
            return low, high
        finite = self.values[np.isfinite(self.values)]
        return float(finite.min(initial=0)), float(finite.max(initial=0))

    @cached_property
    def is_whole(self) -> bool:
        """Whether no number has a fraction."""
        return decimals_for(self.values, 1) == 0


def _halved(values: FloatArray) -> FloatArray:
    return np.ascontiguousarray(_pair_means(_pair_means(values).T).T)


def _pair_means(values: FloatArray) -> FloatArray:
    """Return the means of the first and second row, third and fourth …; a last row without a partner stays."""
    even = len(values) // 2 * 2
    with np.errstate(over="ignore", invalid="ignore"):
        means = values[:even:2] * 0.5
        means += values[1:even:2] * 0.5
    return means if even == len(values) else np.concatenate([means, values[-1:]])


@dataclass(frozen=True)
class Margins:
    """How many of the outermost rows and columns are padding, and whether they are hatched."""

    top: int = 0
    left: int = 0
    bottom: int = 0
    right: int = 0
    hatched: bool = True

    def __bool__(self) -> bool:
        return bool(self.top or self.left or self.bottom or self.right)


@dataclass(frozen=True, eq=False)
class GridContent:
    """All that the ground layer of a grid shows; another object means another picture.

    Attributes
    ----------
    pyramid
        The numbers.
    colormap
        Asked for the map at each painting: light may have become dark.
    limit
        The number that takes the last colour.
    decimals
        With how many decimals numbers are written; None: as many as fit.
    margins
        The outermost cells that are padding.
    unused
        How many rows and columns at the far edge no window reaches.

    """

    pyramid: Pyramid
    colormap: Callable[[], Colormap]
    limit: float = 1.0
    decimals: int | None = None
    margins: Margins = field(default_factory=Margins)
    unused: tuple[int, int] = (0, 0)

    @property
    def values(self) -> FloatArray:
        """The (H, W) numbers."""
        return self.pyramid.values

    def is_hatched(self, row: int, column: int) -> bool:
        """Whether a cell is hatched padding, which has a ground of its own instead of its number's colour."""
        margins = self.margins
        if not margins:
            return False
        height, width = self.values.shape
        inside = margins.top <= row < height - margins.bottom and margins.left <= column < width - margins.right
        return margins.hatched and not inside
