"""Where the cells of a grid of terms lie, and how large the type in them can be."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF

from cnnstudio.widgets.theme import interface_font

Cell = tuple[int, int]
"""Row and column."""

SMALLEST_NUMBERED_CELL = 16.0
"""Cells below this many pixels carry no number."""

_LARGEST_TYPE, _SMALLEST_TYPE = 27, 9

_OF_ONE_LINE, _OF_TWO_LINES = 0.38, 0.34
"""The first line's type for each pixel of a cell's height, alone and with a second line below it."""

_SUB_SHARE = 0.76
"""Size of the second line's type, of the first's."""

_MEASURED = 64
"""Type size in pixels at which characters are measured; widths at others are in proportion."""


@dataclass(frozen=True)
class TermCells:
    """Where the cells lie: rows and columns of equal cells from the top left corner of a room."""

    rows: int
    columns: int
    room: QSizeF

    @cached_property
    def size(self) -> QSizeF:
        """Width and height of a cell, in whole pixels where there are as many."""
        width, height = self.room.width() / self.columns, self.room.height() / self.rows
        return QSizeF(math.floor(width) if width >= 1 else width, math.floor(height) if height >= 1 else height)

    def rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        size = self.size
        return QRectF(column * size.width(), row * size.height(), size.width(), size.height())

    def at(self, place: QPointF) -> Cell | None:
        """Return the row and column under a point; None beside the cells."""
        size = self.size
        row, column = math.floor(place.y() / size.height()), math.floor(place.x() / size.width())
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None


class TextWidths:
    """How wide words are in the interface font, from characters measured once: grids fit their type at each step."""

    def __init__(self, *, bold: bool) -> None:
        self._metrics = QFontMetricsF(interface_font(_MEASURED, bold=bold))
        self._widths: dict[str, float] = {}

    def widest(self, words: Iterable[str]) -> float:
        """Return the width of the widest words, of their type size."""
        widths = self._widths
        for character in set("".join(words)) - widths.keys():
            widths[character] = self._metrics.horizontalAdvance(character) / _MEASURED
        return max((sum(map(widths.__getitem__, word)) for word in words), default=0.0)


def fitting_type(cell: QSizeF, main: float, sub: float | None, zoom: int) -> tuple[int, int]:
    """Return the largest type, in pixels, in which the widest words of each line fit a cell; 0 where none does.

    Parameters
    ----------
    cell
        Width and height of a cell.
    main, sub
        Width of the widest words of the first and second line, of their type size; no `sub` without a second line.
    zoom
        Per cent; type grows up to 27 pixels at 100 %.

    """
    if min(cell.width(), cell.height()) < SMALLEST_NUMBERED_CELL:
        return 0, 0
    # A border on either side, and as much air.
    room = cell.width() - 3 * border_width(cell)
    if sub is not None and cell.height() * _OF_TWO_LINES < _SMALLEST_TYPE:
        sub = None  # rather one line that can be read than two that cannot
    limit = min(_LARGEST_TYPE * zoom / 100, cell.height() * (_OF_ONE_LINE if sub is None else _OF_TWO_LINES))
    size = int(min(limit, room / max(main, 0.01)))
    if size < _SMALLEST_TYPE:
        return 0, 0
    below = 0 if sub is None else int(min(size * _SUB_SHARE, room / max(sub, 0.01)))
    return size, below if below >= _SMALLEST_TYPE else 0


def border_width(cell: QSizeF) -> float:
    """Return the width of a cell's border: 3 pixels, less in small cells."""
    side = min(cell.width(), cell.height())
    return 3.0 if side >= 40 else 2.0 if side >= 32 else 1.0
