"""Numbers written below each other as in a sum done by hand, with the result in a box at the end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.palette import ink_on, rgb
from cnnstudio.widgets.sum_line import SumFit, SumLine
from cnnstudio.widgets.theme import LARGE, RESULT, Theme, interface_font

__all__ = ["ColumnSum", "SumLine"]

_LABEL = 18
_LINE = 38
_RESULT_LINE = 50
_GAP = 10
"""Least room between a label and its number."""

_LEAST_TYPE = 9

_BOX_MARGIN = 14
"""Room left and right of the number in its box."""

_AIR = 1.3
"""How much closer together lines may move before their type shrinks."""


class ColumnSum(QWidget):
    """Labels at the left, numbers at the right with their decimal points below each other.

    Lines and type shrink until all of it fits.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[SumLine, ...] = ()
        self._fit = SumFit(1.0, 1.0)
        theme.subscribe(self._on_theme)

    @property
    def lines(self) -> tuple[SumLine, ...]:
        """What is shown."""
        return self._lines

    @property
    def result_rect(self) -> QRectF:
        """Where the box of the result lies, or the last number where none has a box; in the widget's coordinates."""
        places = self._places()
        for line, place in zip(self._lines, places, strict=True):
            if line.result_color is not None:
                return self._box(line, place)
        return self._box(self._lines[-1], places[-1]) if self._lines else QRectF()

    def show_lines(self, lines: tuple[SumLine, ...]) -> None:
        """Show other lines, of which only those that changed are painted again."""
        before, fit = self._lines, self._fit
        self._lines = tuple(lines)
        self._fit = self._fitting()
        self.setAccessibleDescription(", ".join(f"{line.label}: {line.number}" for line in self._lines))
        if len(before) != len(lines) or fit != self._fit or _forms(before) != _forms(self._lines):
            self.update()
            return
        for old, new, place in zip(before, self._lines, self._places(), strict=True):
            if old != new:
                self.update(place.adjusted(0, -3, 0, 3).toAlignedRect())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(290), self._theme.scaled(_LINE * 3 + _RESULT_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit = self._fitting()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter, QRectF(event.rect()))
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw all lines; the same for screen, PNG, SVG and PDF."""
        self._draw(painter, QRectF(self.rect()))

    def _draw(self, painter: QPainter, region: QRectF) -> None:
        """Draw the lines of which something lies in a region."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fractions = [self._fraction_width(line) for line in self._lines if line.result_color is None]
        widest = max(fractions, default=0.0)
        for line, place in zip(self._lines, self._places(), strict=True):
            if not place.adjusted(0, -3, 0, 3).intersects(region):
                continue
            if line.rule_above:
                painter.setPen(QPen(QColor(self._theme.palette.text), 2))
                painter.drawLine(QPointF(0, place.top()), QPointF(self._right, place.top()))
            self._draw_label(painter, line, place)
            if line.result_color is None:
                self._draw_number(painter, line, place, self._right - widest + self._fraction_width(line))
            else:
                self._draw_result(painter, line, line.result_color, place)

    def _draw_label(self, painter: QPainter, line: SumLine, place: QRectF) -> None:
        font = self._label_font(line)
        room = self.width() - self._number_width(line) - _GAP
        words = QFontMetricsF(font).elidedText(line.label, Qt.TextElideMode.ElideRight, room)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.palette.text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _draw_number(self, painter: QPainter, line: SumLine, place: QRectF, right: float) -> None:
        painter.setFont(self._number_font(line))
        painter.setPen(QColor(self._theme.palette.text))
        room = QRectF(place.left(), place.top(), right - place.left(), place.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.number)

    def _draw_result(self, painter: QPainter, line: SumLine, color: str, place: QRectF) -> None:
        box = self._box(line, place)
        for ground, inset in ((self._theme.palette.text, 0), (self._theme.palette.stage, 3), (color, 4.5)):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), 3, 3)
        painter.setFont(self._number_font(line))
        painter.setPen(QColor(ink_on(rgb(color))))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.number)

    # -- sizes

    @property
    def _right(self) -> float:
        """Where the numbers end: as far from the edge as the number within the box is."""
        return self.width() - _BOX_MARGIN * self._fit.type

    def _places(self) -> list[QRectF]:
        """Return the room of each line; spare height is left above and below all of them."""
        heights = [self._fit.line * self._line_height(line) for line in self._lines]
        top = max(0.0, (self.height() - sum(heights)) / 2)
        places = []
        for height in heights:
            places.append(QRectF(0, top, self.width(), height))
            top += height
        return places

    def _line_height(self, line: SumLine) -> int:
        return self._theme.scaled(_LINE if line.result_color is None else _RESULT_LINE)

    def _fitting(self) -> SumFit:
        """Return the shares at which height and width suffice; lines move together before their type shrinks."""
        line = min(1.0, self.height() / max(sum(map(self._line_height, self._lines)), 1))
        widest = max((self._width(line) for line in self._lines), default=0.0)
        return SumFit(line, min(1.0, line * _AIR, self.width() / max(widest, 1.0)))

    def _width(self, line: SumLine) -> float:
        """Return the room that a line needs at full size."""
        label = QFontMetricsF(self._theme.font(_LABEL, bold=line.emphasised)).horizontalAdvance(line.label)
        number = QFontMetricsF(self._theme.font(_number_size(line), bold=True)).horizontalAdvance(line.number)
        return label + _GAP + number + 2 * _BOX_MARGIN

    def _number_width(self, line: SumLine) -> float:
        width = QFontMetricsF(self._number_font(line)).horizontalAdvance(line.number)
        return width + (2 if line.result_color is not None else 1) * _BOX_MARGIN * self._fit.type

    def _fraction_width(self, line: SumLine) -> float:
        point = line.number.find(".")
        return QFontMetricsF(self._number_font(line)).horizontalAdvance(line.number[point:]) if point >= 0 else 0.0

    def _box(self, line: SumLine, place: QRectF) -> QRectF:
        width = self._number_width(line)
        return QRectF(place.right() - width, place.top() + 1, width, place.height() - 2)

    def _label_font(self, line: SumLine) -> QFont:
        return self._font(_LABEL, bold=line.emphasised)

    def _number_font(self, line: SumLine) -> QFont:
        return self._font(_number_size(line), bold=True)

    def _font(self, pixels: float, *, bold: bool) -> QFont:
        return interface_font(max(_LEAST_TYPE, int(self._theme.scaled(pixels) * self._fit.type)), bold=bold)

    def _on_theme(self) -> None:
        self._fit = self._fitting()
        self.update()


def _number_size(line: SumLine) -> int:
    return LARGE if line.result_color is None else RESULT


def _forms(lines: tuple[SumLine, ...]) -> list[tuple[int, bool, bool]]:
    """Return what decides where everything lies: a change of it moves the other lines as well."""
    return [(len(line.number), line.rule_above, line.result_color is None) for line in lines]
