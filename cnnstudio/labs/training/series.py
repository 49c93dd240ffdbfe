"""The numbers of all batches of a run, in room that does not grow for ever.

Every batch is kept at first. Once there are `most`, two neighbours become their mean, and so do those that follow:
an hour of training takes no more room than a minute, and a curve on the screen looks the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray

_MOST = 16_384
_FIRST = 256


class Series:
    """Some numbers for each batch, one column each.

    >>> series = Series(1, most=4)
    >>> for batch in range(1, 7):
    ...     series.append(batch, 10.0 * batch)
    >>> series.steps.tolist(), series.column(0).tolist()
    ([2, 4, 6], [15.0, 35.0, 55.0])
    """

    def __init__(self, columns: int, most: int = _MOST) -> None:
        self._most = most
        self._steps = np.zeros(min(_FIRST, most), np.int64)
        self._values = np.zeros((columns, len(self._steps)), np.float32)
        self._count = 0
        self._together = 1
        self._pending = np.zeros(columns)
        self._waiting = 0

    @classmethod
    def restored(cls, steps: NDArray[np.int64], values: FloatArray, together: int) -> Series:
        """Return the series that had these `steps`, (n,), and columns of `values`, (columns, n)."""
        series = cls(len(values))
        series._steps, series._values = steps.astype(np.int64), values.astype(np.float32)
        series._count, series._together = len(steps), max(1, together)
        return series

    def __len__(self) -> int:
        return self._count

    @property
    def together(self) -> int:
        """How many batches each number is the mean of."""
        return self._together

    @property
    def steps(self) -> NDArray[np.int64]:
        """(n,) after which batch of the run each number was seen, counted from 1; the last of those it is the mean of.

        It is a view of what grows: not to be written to.
        """
        return self._steps[: self._count]

    def column(self, number: int) -> FloatArray:
        """Return (n,) float32 numbers, as `steps`."""
        values: FloatArray = self._values[number, : self._count]
        return values

    def append(self, step: int, *values: float) -> None:
        """Take in the numbers of another batch."""
        if self._count == len(self._steps):
            self._make_room()
        if self._together > 1:
            self._pending += values
            self._waiting += 1
            if self._waiting < self._together:
                return
            values = tuple(self._pending / self._together)
            self._pending[:], self._waiting = 0, 0
        self._steps[self._count] = step
        self._values[:, self._count] = values
        self._count += 1

    def _make_room(self) -> None:
        if self._count < self._most:
            size = min(2 * self._count, self._most)
            steps, values = np.zeros(size, np.int64), np.zeros((len(self._values), size), np.float32)
            steps[: self._count], values[:, : self._count] = self._steps, self._values
            self._steps, self._values = steps, values
            return
        half = self._count // 2
        self._steps[:half] = self._steps[1 : 2 * half : 2].copy()
        self._values[:, :half] = (self._values[:, 0 : 2 * half : 2] + self._values[:, 1 : 2 * half : 2]) / 2
        self._count, self._together = half, 2 * self._together
