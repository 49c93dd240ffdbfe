"""A stretch of something long that follows what is looked at: it stays while that is in it, and then moves on."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Stretch:
    """`length` cells from `start` on.

    >>> Stretch(0, 4).holding(5, 1, 100)
    Stretch(start=3, length=4)
    """

    start: int
    length: int

    @property
    def stop(self) -> int:
        """The first cell behind it."""
        return self.start + self.length

    @property
    def cells(self) -> slice:
        """Its cells."""
        return slice(self.start, self.stop)

    def resized(self, length: int) -> Stretch:
        """Return a stretch of another length from the same start."""
        return replace(self, length=length)

    def holding(self, first: int, count: int, total: int) -> Stretch:
        """Return the stretch that holds `count` cells from `first` on, of `total` there are.

        It is this one if it does, else one with them in its middle.
        """
        start = (
            self.start if self.start <= first and first + count <= self.stop else first - (self.length - count + 1) // 2
        )
        length = min(self.length, total)
        return Stretch(min(max(start, 0), total - length), length)
