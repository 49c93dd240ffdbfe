"""A table with one row a class as data: columns of numbers, some with bars beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Spot = tuple[str, int]
"""A cell: the id of its column, and its row."""


@dataclass(frozen=True)
class BarColumn:
    """The numbers of a column as bars.

    Attributes
    ----------
    values
        One a row.
    low, high
        The numbers at the ends of the room; the bars begin at 0.
    kind
        "signed" bars are orange below 0 and purple above, "share" bars blue in the row that stands out, else grey.
    can_drag
        Whether the end of each bar is a handle.

    """

    values: tuple[float, ...]
    low: float
    high: float
    kind: Literal["signed", "share"]
    can_drag: bool = False


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes
    ----------
    id
        What it is called in the code.
    heading
        What stands above it, on one line or two.
    words
        Its numbers as written, one a row; also those that are not yet shown, so that nothing moves when they are.
    shown
        How many of them are shown.
    bars
        What is drawn at their right; None where there is nothing.
    footer
        What stands below it; empty where nothing does.
    shows_footer
        Whether that is shown already.

    """

    id: str
    heading: str
    words: tuple[str, ...]
    shown: int
    bars: BarColumn | None = None
    footer: str = ""
    shows_footer: bool = True


@dataclass(frozen=True)
class Table:
    """All of it.

    Attributes
    ----------
    columns
        From left to right; the first holds the names of the classes.
    chosen
        The row that stands out; None where none does.
    now
        The cell that was filled in last.
    used
        The cells that it was worked out from.
    least_bar
        Width of the bars by the size of the type, at least.

    """

    columns: tuple[Column, ...]
    chosen: int | None = None
    now: Spot | None = None
    used: frozenset[Spot] = frozenset()
    least_bar: float = 4.5

    @property
    def rows(self) -> int:
        """How many classes there are."""
        return len(self.columns[0].words)

    @property
    def shape(self) -> tuple[object, ...]:
        """All on which the places of the cells depend: two tables of one shape are laid out alike."""
        return tuple((column.heading, column.words, column.footer, column.bars is None) for column in self.columns)

    def looks_of(self, column: int, row: int) -> tuple[object, ...]:
        """Return all on which the look of a cell depends, its marks included; the row after the last is the footer."""
        known = self.columns[column]
        spot = known.id, row
        bar = known.bars and row < self.rows and (known.bars.values[row], known.bars.low, known.bars.high)
        is_shown = known.shows_footer if row == self.rows else row < known.shown
        return is_shown, row == self.chosen, spot == self.now, spot in self.used, bar

    @property
    def has_footer(self) -> bool:
        """Whether anything stands below the rows."""
        return any(column.footer for column in self.columns)

    def place(self, column: str) -> int:
        """Return where a column stands, from 0."""
        return [known.id for known in self.columns].index(column)


EMPTY = Table((Column("class", "", (), 0),))
