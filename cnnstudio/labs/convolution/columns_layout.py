"""Where the im2col view puts its parts: the input, the matrix, the kernel as a column, and the product."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from cnnstudio.ops.window import Pair

_MARGINS = (32, 16)
_GAP = 24
_SIGN = 28
_LARGEST_CELL = 72.0

_ROWS = 9
"""Rows of the matrix that are shown at least, where there are so many."""

RING_ROOM = 4
"""Pixels above and below matrix and product, so that the ring around a row does not cover its numbers."""


@dataclass(frozen=True)
class ColumnsNeeds:
    """What the parts ask for.

    Attributes
    ----------
    heading, foot
        Height of the headings and of the words at the bottom, pixels.
    place_width
        Width of the longest number of a row, pixels.
    input_size
        Rows and columns of the input that is shown.
    terms
        Columns of the matrix that are shown.
    places
        How many rows the matrix has.

    """

    heading: int
    foot: int
    place_width: int
    input_size: Pair
    terms: int
    places: int


@dataclass(frozen=True)
class ColumnsPlaces:
    """One rectangle a part; `rows` is how many rows of the matrix there is room for."""

    input: QRect
    numbers: QRect
    matrix: QRect
    kernel: QRect
    product: QRect
    foot: QRect
    rows: int
    heading: int


def cell_side(width: int, needs: ColumnsNeeds, terms: int) -> float:
    """Return the side of a cell of the matrix on a stage of this width, if so many columns are shown."""
    margin, input_room = _margin(width), _input_room(width, terms)
    room = width - 2 * margin - input_room - _GAP - needs.place_width - 8 - 2 * _SIGN
    return min(room / (terms + 2), _LARGEST_CELL)


def place_columns(width: int, height: int, needs: ColumnsNeeds) -> ColumnsPlaces:
    """Return where everything goes on a stage of this size."""
    margin = _margin(width)
    top, bottom = needs.heading + 4 + RING_ROOM, height - needs.foot - 12
    room = bottom - top - 2 * RING_ROOM
    rows, columns = needs.input_size
    input_room = _input_room(width, needs.terms)
    cell = min(input_room / columns, room / rows, _LARGEST_CELL)
    input_ = QRect(margin, top, round(columns * cell), round(rows * cell))
    left = margin + input_room + _GAP
    side = _whole(min(cell_side(width, needs, needs.terms), room / min(needs.places, _ROWS)))
    shown = max(1, min(needs.places, int(room / side)))
    numbers = QRect(left, top, needs.place_width + 8, round(shown * side))
    matrix = QRect(numbers.right() + 1, top, round(needs.terms * side), round(shown * side))
    kernel_side = _whole(min(room / needs.terms, _LARGEST_CELL, side * 2))
    kernel_height = round(kernel_side * needs.terms)
    # The shorter of matrix and kernel stands in the middle of the longer one.
    middle = top + max(matrix.height(), kernel_height) // 2
    kernel = QRect(matrix.right() + 1 + _SIGN, middle - kernel_height // 2, max(1, round(kernel_side)), kernel_height)
    for part in (numbers, matrix):
        part.moveTop(middle - matrix.height() // 2)
    product = QRect(kernel.right() + 1 + _SIGN, matrix.top(), max(1, round(side)), matrix.height())
    foot = QRect(margin, bottom + 4, width - 2 * margin, needs.foot)
    return ColumnsPlaces(input_, numbers, matrix, kernel, product, foot, shown, needs.heading)


def _margin(width: int) -> int:
    return _MARGINS[width < 900]


def _input_room(width: int, terms: int) -> int:
    """Return the width for the input: less where the matrix is wide."""
    return int((width - 2 * _margin(width)) * (0.32 if terms <= 25 else 0.22))


def _whole(side: float) -> float:
    """Return whole pixels where cells are large enough for it: lines and numbers are sharp then."""
    return float(int(side)) if side >= 6 else max(side, 0.5)
