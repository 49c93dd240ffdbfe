"""Rows of numbers as people write them: typed in a line, pasted from a table, or saved as CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from math import isfinite

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import Text, text

_LONGEST_CELL = 20
"""So many characters of a wrong cell are repeated to the user."""

_Row = tuple[int, list[str]]
"""The number of a row where it was written, from 1, and its cells."""


def parse_grid(written: str) -> FloatArray:
    """Return the (H, W) numbers of rows separated by ";" or line ends, cells by spaces, tabs or commas.

    Raises
    ------
    UserError
        If there are none, a cell is missing or no number, or a row is longer than another.

    Examples
    --------
    >>> parse_grid("1 0 1; 0 1 1").tolist()
    [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]

    """
    lines = re.split(r"[;\n]", written.strip().rstrip(";"))
    rows = [(number, _cells(line, "," if "," in line else None)) for number, line in enumerate(lines, start=1)]
    if not any(cells for _, cells in rows):
        raise UserError(text("There are no numbers in the grid. Write rows such as 1 0 1; 0 1 1."))
    return _table(rows)


def parse_table(content: str) -> FloatArray:
    """Return the numbers of a CSV file: a line a row, cells separated by commas, semicolons, tabs or spaces.

    Returns
    -------
    (H, W), or (C, H, W) where blank lines part the channels.

    Raises
    ------
    UserError
        If there are none, a cell is missing or no number, or a row or channel is larger than another.

    """
    separator = next((mark for mark in ";,\t" if mark in content), None)
    lines = enumerate(content.splitlines(), start=1)
    parts = groupby(lines, key=lambda line: not line[1].strip())
    blocks = [list(part) for blank, part in parts if not blank]
    if not blocks:
        raise UserError(text("There are no numbers in it. Write a line for each row, such as 1,0,1."))
    if all(len(block) == 1 for block in blocks):  # some programs end each line twice
        blocks = [[line for block in blocks for line in block]]
    channels = [_table((number, _cells(line, separator)) for number, line in block) for block in blocks]
    for number, channel in enumerate(channels, start=1):
        if channel.shape != channels[0].shape:
            sentence = text(
                "Blank lines part the channels; channel {number} has {height} × {width} numbers, the first has "
                "{first_height} × {first_width}. Give all the same size.",
                number=number,
                height=channel.shape[0],
                width=channel.shape[1],
                first_height=channels[0].shape[0],
                first_width=channels[0].shape[1],
            )
            raise UserError(sentence)
    return channels[0] if len(channels) == 1 else np.stack(channels)


def _cells(line: str, separator: str | None) -> list[str]:
    """Return the cells of a line; without a separator, spaces part them."""
    return [cell.strip().strip('"') for cell in line.split(separator)]


def _table(rows: Iterable[_Row]) -> FloatArray:
    """Return the (H, W) numbers in the cells."""
    values = []
    for number, cells in rows:
        values.append(_numbers(number, cells))
        if len(cells) != len(values[0]):
            sentence = text(
                "Row {number} and the first row differ in length: {count} and {first}. Give every row as many numbers.",
                number=number,
                count=len(cells),
                first=len(values[0]),
            )
            raise UserError(sentence)
    return np.stack(values)


def _numbers(row: int, cells: list[str]) -> FloatArray:
    """Return the numbers in the cells of a row, or say which cell is wrong."""
    if not cells:
        raise UserError(text("Row {row} is empty. Write its numbers, or leave it out.", row=row))
    values = [_number(cell) for cell in cells]
    if None in values:
        column = values.index(None)
        raise UserError(_complaint(row, column + 1, cells[column]))
    return np.array(values, np.float64)


def _number(cell: str) -> float | None:
    """Return the finite number that is written, None if it is none."""
    try:
        value = float(cell.replace(MINUS, "-"))
    except ValueError:
        return None
    # Only Python writes 1_000.
    return value if isfinite(value) and "_" not in cell else None


def _complaint(row: int, column: int, cell: str) -> Text:
    """Return what to say of a cell without a finite number."""
    if not cell:
        return text("Row {row}, column {column} is empty. Write a number there, such as 0.", row=row, column=column)
    return text(
        'Row {row}, column {column}: "{cell}" is not a number. Write one such as 2, −1 or 0.5.',
        row=row,
        column=column,
        cell=cell if len(cell) <= _LONGEST_CELL else cell[: _LONGEST_CELL - 1] + "…",
    )
