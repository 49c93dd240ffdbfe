"""One line of a column sum, and how small all of them are written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SumLine:
    """One line.

    Attributes
    ----------
    label, number
        What it is, and how much, as written.
    rule_above
        Whether a line is drawn above it: here something is added up.
    result_color
        The colour of the result in its picture, "#rrggbb": the number stands in a box of that colour.
    emphasised
        Whether it is written bold.

    """

    label: str
    number: str
    rule_above: bool = False
    result_color: str | None = None
    emphasised: bool = False


@dataclass(frozen=True)
class SumFit:
    """Shares of full size at which all lines fit: of the height of a line, and of its type."""

    line: float
    type: float
