"""The table of the softmax: which columns it has, the numbers in them, and which are filled in at a step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text
from cnnstudio.labs.softmax.computation import SoftmaxResult
from cnnstudio.labs.softmax.params import SoftmaxParams
from cnnstudio.labs.softmax.writing import power, score_decimals, share


@dataclass(frozen=True, eq=False)
class Calculation:
    """A result in the form that was chosen, filled in up to the step of the moment."""

    result: SoftmaxResult
    params: SoftmaxParams

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table: the scores, and what is worked out from them."""
        return ("score", *self.params.columns)

    @property
    def classes(self) -> int:
        """How many rows there are."""
        return len(self.result.one_hot)

    @property
    def fails(self) -> bool:
        """Whether the form that was chosen gives no probabilities."""
        return not self.params.stable and self.result.plain_form_fails

    def values(self, column: str) -> FloatArray:
        """Return the (K,) numbers of a column; in the plain form they may be infinite, or no numbers."""
        return _values(self.result, column, is_safe=self.params.stable)

    def value(self, column: str, row: int) -> float:
        """Return one number."""
        return float(self.values(column)[row])

    @property
    def total(self) -> float:
        """The sum of the powers."""
        return self.value("total", -1)

    def written(self, column: str, row: int) -> str | Text:
        """Return one number as it is written."""
        return _written(self.result, column, is_safe=self.params.stable)[row]

    @property
    def written_total(self) -> str:
        """The sum of the powers as it is written."""
        return power(self.total, is_safe=self.params.stable)

    def source(self, column: str) -> str:
        """Return the column from which a column is worked out, row by row.

        The sum and the shares are worked out from the powers.
        """
        if column in ("total", "share"):
            return "exponential"
        return self.columns[self.columns.index(column) - 1]

    def filled(self, column: str) -> int:
        """Return how many numbers of a column have been worked out at the step of the moment."""
        here = self.params.place
        if here is None or column == "score":
            return self.classes
        ahead = self.columns.index(here[0]) - self.columns.index(column)
        return here[1] + 1 if ahead == 0 else self.classes if ahead > 0 else 0

    def is_filled(self, column: str, row: int) -> bool:
        """Whether a number has been worked out at the step of the moment."""
        return row < self.filled(column)


@lru_cache(maxsize=32)
def _values(result: SoftmaxResult, column: str, *, is_safe: bool) -> FloatArray:
    """Return the (K,) numbers of a column; each step asks for all of them, and they change only with the result."""
    trace = result.trace
    powers = trace.exponentials if is_safe else trace.naive_exponentials
    if column == "total":
        with np.errstate(over="ignore"):  # infinity is what is to be shown
            return powers.cumsum()
    return {
        "score": trace.logits,
        "scaled": trace.scaled,
        "shifted": trace.shifted,
        "exponential": powers,
        "share": trace.probabilities if is_safe else trace.naive_probabilities,
    }[column]


@lru_cache(maxsize=32)
def _written(result: SoftmaxResult, column: str, *, is_safe: bool) -> tuple[str | Text, ...]:
    """Return the numbers of a column as they are written."""
    values = _values(result, column, is_safe=is_safe)
    numbers = values.tolist()
    if column == "share":
        return tuple(map(share, numbers))
    if column in ("exponential", "total"):
        return tuple(power(value, is_safe=is_safe) for value in numbers)
    decimals = score_decimals(values)
    return tuple(fixed(value, decimals) for value in numbers)
