"""Sums over the first so many cells, kept as long as what is summed stays the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Sum = TypeVar("Sum")


class KeptSums(Generic[Sum]):
    """A step asks several times for its own sum, and for that of all cells: only these two are kept.

    >>> kept = KeptSums[int]()
    >>> kept.get(("squares",), 3, 10, lambda: sum(n * n for n in range(3)))
    5
    """

    def __init__(self) -> None:
        self._basis: tuple[object, ...] = ()
        self._sums: dict[int, Sum] = {}

    def get(self, basis: tuple[object, ...], cells: int, whole: int, compute: Callable[[], Sum]) -> Sum:
        """Return the sum over the first `cells` of `whole` cells, computed only where it is not known."""
        if basis != self._basis:
            self._basis, self._sums = basis, {}
        if cells not in self._sums:
            self._sums = {count: known for count, known in self._sums.items() if count == whole}
            self._sums[cells] = compute()
        return self._sums[cells]
