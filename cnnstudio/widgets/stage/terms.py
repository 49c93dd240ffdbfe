"""The hand calculation of one output cell as data: grids of terms side by side, and the lines of the sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import decimals_for, fixed
from cnnstudio.core.texts import Text

Number = TypeVar("Number", np.floating[Any], np.bool_)

DECIMALS = 2
"""Numbers of a hand calculation are written with so many decimals, integers without."""


@dataclass(frozen=True)
class Part:
    """A rectangle of the window's cells: all of them, or as many as can be read."""

    top: int
    left: int
    rows: int
    columns: int

    def cut(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return the part's share of (FH, FW) values."""
        return values[self.top : self.top + self.rows, self.left : self.left + self.columns]

    def place(self, row: int, column: int) -> tuple[int, int] | None:
        """Return where a cell of the window stands in the part; None where it is outside."""
        row, column = row - self.top, column - self.left
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None

    def containing(self, row: int, column: int) -> Part:
        """Return the part moved as little as shows a cell."""
        top = min(max(self.top, row - self.rows + 1), row)
        left = min(max(self.left, column - self.columns + 1), column)
        return replace(self, top=top, left=left)


@dataclass(frozen=True)
class TermTable:
    """One grid of terms.

    Attributes
    ----------
    role
        What it is called in names: "window", "kernel", "products", "dw", "dx" …
    title, note
        What it is, and a quieter word beside it where there is room.
    tip
        What its cells hold, said when the pointer rests.
    cell_name
        What one cell is called for screen readers, with {row}, {column} and {value}.
    part
        Which cells of the window are shown.
    main, sub
        What stands in each cell, and below it in smaller type; empty where it is not yet computed.
    aspect
        How many times wider than high a cell is.
    sign
        What stands before the grid.
    is_editable
        Whether its numbers can be changed.

    """

    role: str
    title: Text
    note: Text | None
    tip: Text
    cell_name: Text
    part: Part
    main: tuple[str, ...]
    sub: tuple[str, ...] = ()
    aspect: float = 1.0
    sign: str = ""
    is_editable: bool = False


@dataclass(frozen=True)
class SumEntry:
    """One line of the column sum; the result goes into the output grid."""

    label: Text
    number: str
    rule_above: bool = False
    is_result: bool = False


def written(values: FloatArray, decimals: int | None = None, sign: str = "") -> tuple[str, ...]:
    """Return the numbers as they stand in the cells: integers without decimals unless told otherwise."""
    places = decimals_for(values, DECIMALS) if decimals is None else decimals
    return tuple(f"{sign}{number(float(value), places)}" for value in values.flat)


def blanked(words: tuple[str, ...], shown: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the words with those left out that do not stand there yet."""
    return tuple(word if is_shown else "" for word, is_shown in zip(words, shown.flat, strict=True))


def number(value: float, decimals: int | None = None) -> str:
    """Return a number of the hand calculation as it is written: integers without decimals, padding's −∞ as such.

    >>> number(2.0), number(0.25), number(-np.inf)
    ('2', '0.25', '−∞')
    """
    return fixed(value, decimals_for(np.array([value]), DECIMALS) if decimals is None else decimals)
