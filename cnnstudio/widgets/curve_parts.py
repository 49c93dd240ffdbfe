"""What a plot of growing curves is made of, and how thousands of points become as many as there are pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.plot_parts import Axis

Line = Literal["solid", "dashed", "dotted", "noise", "rings"]
"""How a curve is drawn: "noise" is thin and pale, of "rings" each point is marked."""

_NOWHERE = Axis(0, 1, (), "")


@dataclass(frozen=True, eq=False)
class Trace:
    """A curve from left to right.

    Attributes
    ----------
    xs, ys
        (n,) where its points lie, xs rising; what is not finite is left out.
    color
        Which colour of the palette it has.
    line
        How it is drawn.
    label
        What stands at its end.

    """

    xs: FloatArray
    ys: FloatArray
    color: str
    line: Line = "solid"
    label: str = ""


@dataclass(frozen=True, eq=False)
class CurvePicture:
    """All that a plot shows.

    Attributes
    ----------
    title, note
        What is drawn, and a quieter note on it.
    x, y
        The axes.
    still
        Curves that stay as they are; the same tuple means the same curves, and they are not drawn again.
    live
        Curves that grow, above the others.
    dividers
        Places of the horizontal axis where something new begins.
    now
        The place that is looked at, and its name; None where there is no such place.
    more
        A further note, where there is room for both.

    """

    title: str = ""
    note: str = ""
    x: Axis = _NOWHERE
    y: Axis = _NOWHERE
    still: tuple[Trace, ...] = ()
    live: tuple[Trace, ...] = ()
    dividers: tuple[float, ...] = ()
    now: tuple[float, str] | None = None
    more: str = ""

    def has_ground_of(self, other: CurvePicture) -> bool:
        """Whether all that stays the same while curves grow is that of another picture."""
        return self.still is other.still and self._ground == other._ground

    @property
    def _ground(self) -> tuple[object, ...]:
        return self.title, self.note, self.more, self.x, self.y, self.dividers


def envelope(xs: FloatArray, ys: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the lowest and the highest point of each pixel's column, one after the other.

    No peak is lost, and there are at most two points a column; `xs` are pixels that rise.

    >>> xs, ys = envelope(np.array([0.0, 0.2, 0.4, 0.6, 1.5]), np.array([3.0, 9.0, 1.0, 4.0, 2.0]))
    >>> xs.tolist(), ys.tolist()
    ([0.0, 0.0, 1.5], [1.0, 9.0, 2.0])
    """
    starts = _column_starts(xs)
    if not len(starts):
        return xs, ys
    both = np.stack([np.minimum.reduceat(ys, starts), np.maximum.reduceat(ys, starts)], axis=1)
    is_needed = np.stack([np.ones(len(starts), bool), both[:, 0] != both[:, 1]], axis=1)
    return np.repeat(xs[starts], 2)[is_needed.ravel()], both[is_needed]


def last_points(xs: FloatArray, ys: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the last point of each pixel's column: enough of a smooth curve; `xs` are pixels that rise.

    >>> [values.tolist() for values in last_points(np.array([0.0, 0.5, 1.2]), np.array([5.0, 6.0, 7.0]))]
    [[0.5, 1.2], [6.0, 7.0]]
    """
    starts = _column_starts(xs)
    if not len(starts):
        return xs, ys
    ends = np.append(starts[1:], len(xs)) - 1
    return xs[ends], ys[ends]


def spaced(xs: FloatArray, least: float) -> NDArray[np.intp]:
    """Return which points to mark, from the first on, so that two marks are at least so many pixels apart.

    The last point has a mark; one too near to it has none. All others stay marked while more points come.

    >>> spaced(np.array([0.0, 5.0, 10.0, 15.0, 20.0, 24.0]), 10).tolist()
    [0, 2, 5]
    """
    chosen: list[int] = []
    place = 0
    while place < len(xs):
        chosen.append(place)
        place = max(place + 1, int(np.searchsorted(xs, xs[place] + least)))
    chosen[-1:] = [len(xs) - 1] if chosen else []
    return np.array(chosen, np.intp)


def column_spans(xs: FloatArray, ys: FloatArray, width: float) -> tuple[int, NDArray[np.int64], NDArray[np.int64]]:
    """Return which pixels of each column a line covers; `xs`, `ys` are pixels, xs rising, `width` that of the line.

    Returns
    -------
    int
        The first column.
    (n,) ndarray, (n,) ndarray
        The first row that is covered in it and in each after it, and the first row below that is not.

    >>> first, tops, bottoms = column_spans(np.array([2.5, 4.5]), np.array([1.5, 5.5]), 1)
    >>> first, tops.tolist(), bottoms.tolist()
    (2, [1, 2, 4], [3, 5, 6])

    """
    if not len(xs):
        return 0, np.zeros(0, np.int64), np.zeros(0, np.int64)
    starts = _column_starts(xs)
    columns = np.floor(xs[starts]).astype(np.int64)
    first = int(columns[0])
    count = int(columns[-1]) - first + 1
    tops, bottoms = np.full(count, np.inf), np.full(count, -np.inf)
    tops[columns - first] = np.minimum.reduceat(ys, starts)
    bottoms[columns - first] = np.maximum.reduceat(ys, starts)
    crossings = np.interp(np.arange(first + 1, first + count), xs, ys)  # where the line goes from column to column
    for side in (slice(None, -1), slice(1, None)):
        tops[side] = np.minimum(tops[side], crossings)
        bottoms[side] = np.maximum(bottoms[side], crossings)
    rows = np.floor(tops - width / 2 + 0.5).astype(np.int64)
    ends = np.floor(bottoms + width / 2 + 0.5).astype(np.int64)
    return first, rows, np.maximum(ends, rows + 1)


def _column_starts(xs: FloatArray) -> NDArray[np.intp]:
    """Return the places at which another column of pixels begins."""
    if not len(xs):
        return np.zeros(0, np.intp)
    columns = np.floor(xs)
    starts: NDArray[np.intp] = np.concatenate([[0], np.flatnonzero(np.diff(columns)) + 1]).astype(np.intp)
    return starts
