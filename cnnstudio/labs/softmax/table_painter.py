"""Paints a table: names, numbers and bars; what is worked out now has a ring, what it is worked out from an outline."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.labs.softmax.table import BarColumn, Column, Table
from cnnstudio.labs.softmax.table_layout import TableLayout
from cnnstudio.widgets.stage.fitted_text import LEFT, RIGHT
from cnnstudio.widgets.theme import interface_font

_RADIUS = 6.0
_THICKNESS, _THICKEST = 0.62, 24.0
"""Of a bar: by the size of the type, and at most."""


class TablePainter:
    """Draws a table at its places, the same for the screen and for files."""

    def __init__(self, table: Table, layout: TableLayout, palette: Palette) -> None:
        self._table, self._layout, self._colors = table, layout, palette
        self._dirty = QRectF()

    def draw(self, painter: QPainter, dirty: QRect) -> None:
        """Draw what lies in a rectangle; all of it, where that is the whole."""
        self._dirty = QRectF(dirty)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        table, layout = self._table, self._layout
        if table.chosen is not None and table.chosen < table.rows:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._colors.selected))
            painter.drawRoundedRect(layout.row_rect(table.chosen).adjusted(0, 1, 0, -1), _RADIUS, _RADIUS)
        for place, column in enumerate(table.columns):
            if self._dirty.intersects(self._layout.heading_rect(place)):
                self._draw_heading(painter, place, column)
            if column.bars is not None:
                self._draw_axis(painter, place, column.bars)
            for row in range(min(column.shown, table.rows)):
                if self._dirty.intersects(layout.cell_rect(place, row).adjusted(-12, 0, 12, 0)):
                    self._draw_cell(painter, place, row)
            if column.footer and column.shows_footer:
                self._draw_footer(painter, place, column.footer)
        self._draw_marks(painter)

    def _draw_heading(self, painter: QPainter, place: int, column: Column) -> None:
        painter.setFont(interface_font(self._layout.heading_pixels, bold=True))
        painter.setPen(QColor(self._colors.text))
        room = self._layout.heading_rect(place)
        side = Qt.AlignmentFlag.AlignLeft if place == 0 or column.bars is not None else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, column.heading)

    def _draw_cell(self, painter: QPainter, place: int, row: int) -> None:
        column = self._table.columns[place]
        stands_out = row == self._table.chosen or (column.id, row) == self._table.now
        painter.setFont(interface_font(self._layout.pixels, bold=stands_out))
        painter.setPen(QColor(self._colors.text))
        align = LEFT if place == 0 else RIGHT
        painter.drawText(self._layout.number_rect(place, row), align | Qt.TextFlag.TextSingleLine, column.words[row])
        if column.bars is not None:
            self._draw_bar(painter, self._layout.bar_rect(place, row), column.bars, row)

    def _draw_footer(self, painter: QPainter, place: int, words: str) -> None:
        room = self._layout.number_rect(place, self._table.rows)
        painter.setPen(QPen(QColor(self._colors.text), 1.5))
        painter.drawLine(QLineF(room.left(), room.top() + 1, room.right(), room.top() + 1))
        painter.setFont(interface_font(self._layout.pixels))
        painter.drawText(room, RIGHT | Qt.TextFlag.TextSingleLine, words)

    # -- bars

    def _draw_axis(self, painter: QPainter, place: int, bars: BarColumn) -> None:
        """Draw the line at which the bars begin."""
        first, last = self._layout.bar_rect(place, 0), self._layout.bar_rect(place, self._table.rows - 1)
        x = bar_x(first, bars, 0.0)
        painter.setPen(QPen(QColor(self._colors.outline), 1))
        painter.drawLine(QLineF(x, first.top() + 2, x, last.bottom() - 2))

    def _draw_bar(self, painter: QPainter, room: QRectF, bars: BarColumn, row: int) -> None:
        value = bars.values[row]
        if math.isnan(value):
            return
        zero, end = bar_x(room, bars, 0.0), bar_x(room, bars, value)
        thick = min(_THICKEST, self._layout.pixels * _THICKNESS * 1.2, room.height() * 0.7)
        bar = QRectF(min(zero, end), room.center().y() - thick / 2, abs(end - zero), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._bar_color(bars, row)))
        if bar.width() >= 0.5:
            painter.drawRect(bar)
        if bars.can_drag:
            painter.setPen(QPen(QColor(self._colors.accent), 2))
            painter.setBrush(QColor(self._colors.stage))
            radius = max(4.0, min(7.0, thick / 2))
            painter.drawEllipse(QPointF(end, room.center().y()), radius, radius)

    def _bar_color(self, bars: BarColumn, row: int) -> str:
        if bars.kind == "share":
            return self._colors.accent if row == self._table.chosen else self._colors.outline
        return self._colors.weights[0] if bars.values[row] < 0 else self._colors.weights[-1]

    # -- marks

    def _draw_marks(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for column, row in self._table.used:
            painter.setPen(QPen(QColor(self._colors.text_third), 1.5))
            painter.drawRoundedRect(self.mark_rect(column, row), 3, 3)
        if self._table.now is not None:
            ring = self.mark_rect(*self._table.now)
            for color, width in ((self._colors.stage, 6.0), (self._colors.text, 3.0)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawRoundedRect(ring, 3, 3)

    def mark_rect(self, column: str, row: int) -> QRectF:
        """Return the rectangle around a number that is marked."""
        inset = min(3.0, max(0.0, (self._layout.row - 1.1 * self._layout.pixels) / 2))
        return self._layout.number_rect(self._table.place(column), row).adjusted(-6, inset, 6, -inset)


def bar_x(room: QRectF, bars: BarColumn, value: float) -> float:
    """Return where a number lies in the room of a bar; beyond its ends, at them."""
    share = (value - bars.low) / (bars.high - bars.low)
    return room.left() + min(max(share, 0.0), 1.0) * room.width()


def bar_value(room: QRectF, bars: BarColumn, x: float) -> float:
    """Return the number that lies at a place, also beyond the ends."""
    return bars.low + (x - room.left()) / room.width() * (bars.high - bars.low)
