"""What a plot of curves is made of: axes, curves, levels, points that are looked at."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed


@dataclass(frozen=True)
class Axis:
    """One direction of a plot.

    Attributes
    ----------
    low, high
        The numbers at its ends; `low` may be the larger.
    ticks
        Numbers that are marked, and how they are written.
    label
        What is measured.
    is_logarithmic
        Whether equal steps are equal factors.

    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    label: str
    is_logarithmic: bool = False

    def share(self, value: float) -> float:
        """Return how far along the axis a number lies, 0…1; beyond its ends, at them.

        >>> Axis(1e-4, 1.0, (), "", is_logarithmic=True).share(0.01)
        0.5
        """
        return float(self.shares(np.array([value]))[0])

    def shares(self, values: FloatArray) -> FloatArray:
        """Return how far along the axis (n,) numbers lie, as `share` does for one."""
        shares: FloatArray = np.clip(self.free_shares(values), 0.0, 1.0)
        return shares

    def free_shares(self, values: FloatArray) -> FloatArray:
        """Return how far along the axis (n,) numbers lie; beyond its ends they are below 0 or above 1."""
        low, high = self._measured(self.low), self._measured(self.high)
        here = np.log10(np.maximum(values, 1e-300)) if self.is_logarithmic else values
        shares: FloatArray = (here - low) / (high - low)
        return shares

    def value(self, share: float) -> float:
        """Return the number that lies so far along the axis."""
        low, high = self._measured(self.low), self._measured(self.high)
        here = low + min(max(share, 0.0), 1.0) * (high - low)
        return 10.0**here if self.is_logarithmic else here

    def _measured(self, value: float) -> float:
        return math.log10(max(value, 1e-300)) if self.is_logarithmic else value


@dataclass(frozen=True, eq=False)
class Curve:
    """Points that are joined.

    Attributes
    ----------
    xs, ys
        (n,) where they lie.
    color
        Which colour of the palette it has.
    name
        What stands at it in the legend.
    is_dashed
        Whether it is interrupted.

    """

    xs: FloatArray
    ys: FloatArray
    color: str
    name: str = ""
    is_dashed: bool = False


@dataclass(frozen=True)
class Level:
    """A horizontal line that means something, such as a tolerance, with its name above it."""

    y: float
    name: str


@dataclass(frozen=True)
class Dot:
    """A point of a curve that is looked at, with what is written beside it."""

    x: float
    y: float
    color: str
    name: str = ""


def even_ticks(low: float, high: float, most: int = 6) -> tuple[tuple[float, str], ...]:
    """Return round numbers between two ends, no more than asked for, one of them 0 where it lies between.

    >>> even_ticks(-1.2, 4.0)
    ((-1.0, '−1'), (0.0, '0'), (1.0, '1'), (2.0, '2'), (3.0, '3'), (4.0, '4'))
    """
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(size * power for size in (1, 2, 5, 10, 20) if (high - low) / (size * power) < most)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    values = np.arange(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1) * step
    return tuple((float(value), fixed(float(value), decimals)) for value in values)
