"""What is smoothed of a run's curves: at each batch a mean of those so far, in which the older ones count less.

With x₁, x₂, … the numbers of the batches, the mean after batch t is

    mₜ = (xₜ + β xₜ₋₁ + β² xₜ₋₂ + … + βᵗ⁻¹ x₁) / (1 + β + β² + … + βᵗ⁻¹),   β = (n − 1) / (n + 1).

The denominator corrects the bias of the first batches: m₁ = x₁, and the curve does not come down from 0 or from a first
number that counts too much. The batches that count are on average (n − 1) / 2 old, as old as those of a plain mean over
n batches, which is why it is called smoothed over n. A mean that is there stays as it is while others come.
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from cnnstudio.core.arrays import FloatArray

_PARTS_OF_AN_EPOCH = 20
_LEAST, _MOST = 10, 50


def span_of(per_epoch: int) -> int:
    """Return over how many batches the curves of a run are smoothed that has so many an epoch.

    >>> span_of(0), span_of(230), span_of(5000)
    (10, 11, 50)
    """
    return min(max(per_epoch // _PARTS_OF_AN_EPOCH, _LEAST), _MOST)


class RunningMean:
    """The means of a few columns of numbers that grow; each is worked out once.

    >>> RunningMean().follow([np.array([3.0, 6.0])], 3)[0].tolist()
    [3.0, 5.0]
    """

    def __init__(self) -> None:
        self._span = 0.0
        self._means: list[FloatArray] = []
        self._sums: list[float] = []
        self._weight = 0.0

    def follow(self, columns: list[FloatArray], span: float) -> list[FloatArray]:
        """Return (n,) float32 means for each column of (n,) numbers, over `span` of them; columns go on, or are others.

        They are others where they are shorter than before, or `span` is another one.
        """
        count = len(columns[0])
        if span != self._span or len(self._means) != len(columns) or count < len(self._means[0]):
            self._span, self._weight = span, 0.0
            self._means, self._sums = [np.zeros(0, np.float32) for _ in columns], [0.0] * len(columns)
        known = len(self._means[0])
        if count > known:
            fade = max(0.0, (span - 1) / (span + 1))
            weights = _faded(self._weight, np.ones(count - known), fade)
            for place, column in enumerate(columns):
                sums = _faded(self._sums[place], column[known:], fade)
                self._means[place] = np.concatenate([self._means[place], (sums / weights).astype(np.float32)])
                self._sums[place] = float(sums[-1])
            self._weight = float(weights[-1])
        return self._means


def _faded(start: float, values: FloatArray, fade: float) -> FloatArray:
    """Return (n,) sums: each is the one before it times `fade`, and the next value."""
    sums = accumulate(values.tolist(), lambda total, value: total * fade + value, initial=start)
    return np.fromiter(sums, float, len(values) + 1)[1:]
