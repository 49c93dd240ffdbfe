"""Which steps an animation shows, and how fast."""

from __future__ import annotations

import math
from dataclasses import dataclass

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text

MOST_PICTURES = 600
"""More would take minutes to write and longer to watch."""


@dataclass(frozen=True)
class StepRange:
    """Which steps are shown, and how fast.

    Attributes
    ----------
    first, last
        Positions from 0; where the last comes before the first, the steps are shown backwards.
    every
        1 shows each step, 2 every second one.
    frames_per_second
        How many are shown in a second.

    """

    first: int
    last: int
    every: int = 1
    frames_per_second: float = 2.0

    @property
    def positions(self) -> range:
        """The positions shown, in their order."""
        if self.last < self.first:
            return range(self.first, self.last - 1, -self.every)
        return range(self.first, self.last + 1, self.every)

    def check(self) -> None:
        """Refuse what would be too much.

        Raises
        ------
        UserError
            If there are more than 600 pictures.

        """
        count = len(self.positions)
        if count > MOST_PICTURES:
            enough = math.ceil((abs(self.last - self.first) + 1) / MOST_PICTURES)
            raise UserError(
                text(
                    "That would be {count} pictures; at most {most} can be saved. Take one step in {every}, or fewer.",
                    count=count,
                    most=MOST_PICTURES,
                    every=enough,
                )
            )
