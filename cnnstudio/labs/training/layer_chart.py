"""A chart of the layers: two numbers each as dots on logarithmic axes, with rings where they were at the start."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.numbers import power_of_ten, scientific
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.layer_rows import LayerRow, powers_of_ten, weighted
from cnnstudio.widgets.accessible_cells import publish_cells
from cnnstudio.widgets.stage.fitted_text import CENTRE, RIGHT, draw_fitted, draw_heading, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_GAP = 28
_DOT = 5.5
_HEAD, _TYPE = 2.4, 0.66
"""Lines that the titles take, and the size of the type as a share of a line's height."""

_NAMES = 0.24
"""Share of the width that the layers' names take at most."""


@dataclass(frozen=True)
class _Column:
    """One of the two axes: where it lies, and the exponents at its ends."""

    axis: QRectF
    number: QRectF
    low: int
    high: int

    def x(self, value: float) -> float:
        """Return where a number lies; what is 0 or not finite, at the left end."""
        power = math.log10(value) if 0 < value < math.inf else self.low
        share = min(max((power - self.low) / (self.high - self.low), 0.0), 1.0)
        return self.axis.left() + share * self.axis.width()


class LayerChart(QWidget):
    """A row a layer, from the input down to the output."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._translator = theme, translator
        self._all: tuple[LayerRow, ...] = ()
        publish_cells(self)
        theme.subscribe(self._on_look)
        translator.subscribe(self._on_look)

    def show_rows(self, rows: tuple[LayerRow, ...]) -> None:
        """Show other numbers."""
        if rows != self._all:
            self._all = rows
            self.update()

    @property
    def rows(self) -> tuple[LayerRow, ...]:
        """All layers."""
        return self._all

    @property
    def _rows(self) -> tuple[LayerRow, ...]:
        """The layers shown: where not all can be read, those with weights."""
        is_readable = self.height() / (len(self._all) + _HEAD) * _TYPE >= CAPTION
        return self._all if is_readable else weighted(self._all)

    def _on_look(self) -> None:
        self.update()

    # -- layout

    def _type(self) -> int:
        """Return the size of the type: as large as the zoom asks for, smaller where there are many layers."""
        room = self.height() / (len(self._rows) + _HEAD)
        return int(min(self._theme.scaled(BODY), max(CAPTION, room * _TYPE), max(CAPTION, self.width() / 40)))

    def _line(self) -> float:
        return min(self.height() / (len(self._rows) + _HEAD), self._type() * 2.6)

    def row_rect(self, index: int) -> QRectF:
        """Return where a row lies."""
        line = self._line()
        return QRectF(0, line * (2.2 + index), self.width(), line)

    def _names_width(self) -> float:
        font = interface_font(self._type())
        widest = max((words_width(self._translator(row.name), font) for row in self._rows), default=0.0)
        return min(widest + 4, self.width() * _NAMES)

    def _columns(self) -> tuple[_Column, _Column]:
        """Return the columns of activations and gradients."""
        left, number = self._names_width() + _GAP, words_width("8.8 × 10⁻⁸⁸", interface_font(self._type())) + 8
        width = (self.width() - left - _GAP) / 2
        top, bottom = self._line() * 2.1, self.row_rect(len(self._rows)).top()
        columns = []
        for place, values in enumerate((_activations(self._rows), _gradients(self._rows))):
            start = left + place * (width + _GAP)
            axis = QRectF(start, top, max(20.0, width - number - 12), bottom - top)
            columns.append(_Column(axis, QRectF(start + width - number, top, number, 0), *powers_of_ten(values)))
        return columns[0], columns[1]

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        activations, gradients = self._columns()
        self._draw_axis(painter, activations, text("Outputs"), text("size, logarithmic"))
        self._draw_axis(painter, gradients, text("Gradients of the weights"), text("size, logarithmic"))
        names, size, colors = self._names_width(), self._type(), self._theme.palette
        for index, row in enumerate(self._rows):
            place = self.row_rect(index)
            said = self._translator(row.name)
            draw_fitted(painter, QRectF(0, place.top(), names + _GAP - 8, place.height()), said, size, colors.text)
            self._draw_value(painter, activations, place, row.activation, row.first_activation, colors.training)
            if row.gradient is not None:
                first = row.first_gradient if row.first_gradient is not None else row.gradient
                self._draw_value(painter, gradients, place, row.gradient, first, colors.validation)
        painter.end()

    def _draw_axis(self, painter: QPainter, column: _Column, title: Text, note: Text) -> None:
        colors, size, line = self._theme.palette, self._type(), self._line()
        head = QRectF(column.axis.left(), 0, column.number.right() - column.axis.left(), line)
        caption = max(CAPTION, size - 2)
        words = self._translator(title), self._translator(note)
        draw_heading(painter, head, *words, (size, caption), (colors.text, colors.text_third))
        step = max(1, math.ceil((column.high - column.low) * 4 * caption / column.axis.width()))
        for power in range(column.low, column.high + 1):
            x = round(column.x(10.0**power)) + 0.5
            painter.setPen(QPen(QColor(colors.divider), 1))
            painter.drawLine(QLineF(x, column.axis.top(), x, column.axis.bottom()))
            if (power - column.low) % step == 0:
                at = QRectF(x - 40, line, 80, line)
                draw_fitted(painter, at, _written(power), caption, colors.text_second, align=CENTRE)

    def _draw_value(
        self, painter: QPainter, column: _Column, place: QRectF, value: float, first: float, color: str
    ) -> None:
        """Draw a dot where the number is, a ring where it was, a line between them, and the number itself."""
        middle = place.center().y()
        here, before = QPointF(column.x(value), middle), QPointF(column.x(first), middle)
        painter.setPen(QPen(QColor(color), 2))
        painter.drawLine(before, here)
        painter.setBrush(QColor(self._theme.palette.stage))
        painter.drawEllipse(before, _DOT - 1, _DOT - 1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(here, _DOT, _DOT)
        number = QRectF(column.number.left(), place.top(), column.number.width(), place.height())
        draw_fitted(painter, number, scientific(value), self._type(), self._theme.palette.text, align=RIGHT)

    # -- screen readers

    def accessible_cells(self) -> LayerChart:
        """Return the rows, for which the chart itself answers."""
        return self

    def cell_count(self) -> int:
        """Return how many layers there are."""
        return len(self._rows)

    def cell_name(self, index: int) -> str:
        """Return what is read out of a layer."""
        row = self._rows[index]
        values = {"name": row.name, "activation": scientific(row.activation)}
        if row.gradient is None:
            return self._translator(text("{name}: outputs {activation}", **values))
        gradient = scientific(row.gradient)
        return self._translator(text("{name}: outputs {activation}, gradients {gradient}", gradient=gradient, **values))

    def cell_rect(self, index: int) -> QRectF:
        """Return where a layer's row lies."""
        return self.row_rect(index)

    def focused_cell(self) -> int | None:
        """Return None: the keyboard does not act on layers."""
        return None


def _activations(rows: tuple[LayerRow, ...]) -> list[float | None]:
    return [value for row in rows for value in (row.activation, row.first_activation)]


def _gradients(rows: tuple[LayerRow, ...]) -> list[float | None]:
    return [value for row in rows for value in (row.gradient, row.first_gradient)]


def _written(power: int) -> str:
    return {-2: "0.01", -1: "0.1", 0: "1", 1: "10", 2: "100"}.get(power) or power_of_ten(power)
