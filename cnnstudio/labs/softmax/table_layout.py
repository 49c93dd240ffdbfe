"""Where the cells of a table lie: all of it in the room there is, in the largest type that fits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from cnnstudio.labs.softmax.table import Column, Table
from cnnstudio.widgets.theme import BODY, interface_font

_LARGEST, _HEADING, _SMALLEST = 26, 16, 9
"""Pixels of type at 100 %: numbers and headings in a large room, and what is still shown in a small one."""

_ROW, _LEAST_ROW, _TIGHT_ROW = 2.7, 1.45, 1.15
"""Height of a row by its type: where there is room, where there is little, and where the type would else be small."""

_WIDEST_BAR = 18.0
"""Width of the bars by the size of the type, at most."""

_HEADING_LINE = 1.3
"""Height of a line of the headings, by the size of their type."""

_GAP, _BAR_GAP = 1.1, 10.0
"""Between columns, by the size of the type; between a number and its bar, pixels."""


@dataclass(frozen=True)
class TableLayout:
    """The places of all cells.

    Attributes
    ----------
    region
        Where the table lies.
    lefts, widths
        Of the numbers of each column.
    bar_widths
        Of the bars beside them; 0 where there are none.
    heading, row
        Heights, pixels.
    pixels, heading_pixels
        Sizes of type.
    rows
        How many rows there are.

    """

    region: QRectF
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    bar_widths: tuple[float, ...]
    heading: float
    row: float
    pixels: int
    heading_pixels: int
    rows: int

    def number_rect(self, column: int, row: int) -> QRectF:
        """Return where a number is written; the row after the last is the footer."""
        return QRectF(self.lefts[column], self._top(row), self.widths[column], self.row)

    def bar_rect(self, column: int, row: int) -> QRectF:
        """Return the room of a bar."""
        left = self.lefts[column] + self.widths[column] + _BAR_GAP
        return QRectF(left, self._top(row), self.bar_widths[column], self.row)

    def cell_rect(self, column: int, row: int) -> QRectF:
        """Return where number and bar lie."""
        number = self.number_rect(column, row)
        return number.united(self.bar_rect(column, row)) if self.bar_widths[column] else number

    def heading_rect(self, column: int) -> QRectF:
        """Return where the heading of a column is written."""
        width = self.cell_rect(column, 0).width()
        return QRectF(self.lefts[column], self.region.top(), width, self.heading)

    def row_rect(self, row: int) -> QRectF:
        """Return where a row lies."""
        return QRectF(self.region.left(), self._top(row), self.region.width(), self.row)

    def _top(self, row: int) -> float:
        return self.region.top() + self.heading + row * self.row


def lay_out(table: Table, region: QRectF, zoom: int) -> TableLayout:
    """Return where everything lies in a region, the type at most as large as the zoom asks for."""
    lines = table.rows + (1 if table.has_footer else 0)
    most = max(_LARGEST, round(20 * zoom / 100))
    headings = 0.7 + _HEADING_LINE * max(column.heading.count("\n") + 1 for column in table.columns)
    tight = min(region.height() / (lines * _TIGHT_ROW + headings), BODY * zoom / 100)
    pixels = int(min(most, max(region.height() / (lines + 1.2) / _LEAST_ROW, tight)))
    while pixels > _SMALLEST and (needed := _needed(table, pixels, zoom)) > region.width():
        pixels = min(pixels - 1, int(pixels * region.width() / needed) + 1)
    pixels = max(pixels, _SMALLEST)
    heading_pixels = _heading_pixels(pixels, zoom)
    heading = heading_pixels * headings
    row = min(max(region.height() - heading, 1.0) / max(lines, 1), pixels * _ROW)
    widths = tuple(_width(column, pixels, heading_pixels, table.least_bar) for column in table.columns)
    gap = pixels * _GAP
    bars = [column.bars is not None for column in table.columns]
    left_over = region.width() - sum(widths) - gap * len(widths) - _BAR_GAP * sum(bars)
    bar = min(max(left_over / max(sum(bars), 1), 1.0), _WIDEST_BAR * pixels)
    lefts, left = [], region.left() + gap / 2
    for width, has_bar in zip(widths, bars, strict=True):
        lefts.append(left)
        left += width + gap + (bar + _BAR_GAP if has_bar else 0.0)
    used = QRectF(region.left(), region.top(), min(left - gap / 2 - region.left(), region.width()), region.height())
    bar_widths = tuple(bar if has_bar else 0.0 for has_bar in bars)
    return TableLayout(used, tuple(lefts), widths, bar_widths, heading, row, pixels, heading_pixels, table.rows)


def _heading_pixels(pixels: int, zoom: int) -> int:
    return int(min(max(_HEADING, round(_HEADING * zoom / 100)), max(pixels, 11)))


def _needed(table: Table, pixels: int, zoom: int) -> float:
    """Return how wide the table is at least in type of a size."""
    heading = _heading_pixels(pixels, zoom)
    bars = sum(table.least_bar * pixels + _BAR_GAP for column in table.columns if column.bars is not None)
    return sum(_width(column, pixels, heading, table.least_bar) + pixels * _GAP for column in table.columns) + bars


def _width(column: Column, pixels: int, heading_pixels: int, least_bar: float) -> float:
    """Return how wide the numbers of a column are; its heading may lie over its bars, too."""
    numbers = QFontMetricsF(interface_font(pixels, bold=True))
    words = max(map(numbers.horizontalAdvance, (*column.words, column.footer)))
    headings = QFontMetricsF(interface_font(heading_pixels, bold=True))
    heading = max(map(headings.horizontalAdvance, column.heading.split("\n")))
    return max(words, heading - (least_bar * pixels + _BAR_GAP if column.bars is not None else 0.0)) + 4
