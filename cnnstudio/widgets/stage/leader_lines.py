"""The lines that lead from the window to the hand calculation and from its result to the output: one layer on top."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.theme import Theme

_CURVE = 3
"""The last three elements of the way to the output are its curve up to the cell."""

_REACH = 12
"""Pixels by which the lines' paint reaches beyond their points: the arrow's head included."""

_VEIL = 153
"""Opacity of 255 with which the last possible result is dimmed while the settings are impossible."""


@dataclass(frozen=True)
class Lines:
    """What is joined, in coordinates of the layer; the last two are None where nothing is to be joined."""

    window: QRectF
    terms: QRectF
    result: QRectF | None
    cell: QRectF | None
    right: float
    """How far right the way to the output may go."""


class LeaderLines(QWidget):
    """Paints dashed lines from the window down to its enlarged copy and an arrow from the result up to its cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Lines | None = None
        self._dashes = self._way = QPainterPath()
        self._tip: QPointF | None = None
        self._is_veiled = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        theme.subscribe(self._on_theme)

    def show_lines(self, lines: Lines | None) -> None:
        """Join other places from now on."""
        if lines == self._lines:
            return
        dirty = self._covered()
        self._lines = lines
        self._dashes, self._way, self._tip = QPainterPath(), QPainterPath(), None
        if lines is not None:
            self._dashes = _dashes(lines)
            if lines.result is not None and lines.cell is not None:
                self._way = _way(lines.result, lines.cell, lines.right, lines.terms.top())
                self._tip = QPointF(lines.cell.center().x(), lines.cell.bottom() + 4)
        self.update(dirty.united(self._covered()))

    def set_veiled(self, veiled: bool) -> None:
        """Dim what lies below, because it no longer follows from the settings."""
        if veiled != self._is_veiled:
            self._is_veiled = veiled
            self.update()

    def _on_theme(self) -> None:
        self.update()

    def _covered(self) -> QRegion:
        """Return where the lines leave paint; the bend and the way up are two boxes, to spare what lies between."""
        if self._lines is None:
            return QRegion()
        region = QRegion(self._dashes.boundingRect().adjusted(-2, -2, 2, 2).toAlignedRect())
        if self._tip is not None:
            elements = [self._way.elementAt(number) for number in range(self._way.elementCount())]
            points = [QPointF(element.x, element.y) for element in elements]
            for part in (points[:-_CURVE], points[-_CURVE - 1 :]):
                box = QPolygonF(part).boundingRect().adjusted(-_REACH, -_REACH, _REACH, _REACH)
                region = region.united(QRegion(box.toAlignedRect()))
        return region

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = QColor(self._theme.palette.text_second)
        pen = QPen(color, 1.25)
        pen.setDashPattern([3.0, 2.4])
        painter.setPen(pen)
        painter.drawPath(self._dashes)
        painter.setPen(QPen(color, 2))
        painter.drawPath(self._way)
        if self._tip is not None:
            painter.setBrush(color)
            painter.setPen(Qt.PenStyle.NoPen)
            tip = self._tip
            painter.drawPolygon(
                QPolygonF([tip, QPointF(tip.x() - 4.5, tip.y() + 9), QPointF(tip.x() + 4.5, tip.y() + 9)])
            )
        if self._is_veiled:
            veil = QColor(self._theme.palette.stage)
            veil.setAlpha(_VEIL)
            painter.fillRect(event.rect(), veil)
        painter.end()


def _dashes(lines: Lines) -> QPainterPath:
    """From the lower corners of the window to the upper corners of its enlarged copy."""
    path = QPainterPath()
    for start, end in (
        (lines.window.bottomLeft(), lines.terms.topLeft()),
        (lines.window.bottomRight(), lines.terms.topRight()),
    ):
        path.moveTo(start)
        path.lineTo(end)
    return path


def _way(result: QRectF, cell: QRectF, right: float, top: float) -> QPainterPath:
    """From the right edge of the result up beside the hand calculation, and in a bend to the lower edge of its cell."""
    start = QPointF(result.right(), result.center().y())
    end = QPointF(cell.center().x(), cell.bottom() + 12)
    turn = max(right, start.x() + 8)
    path = QPainterPath(start)
    path.quadTo(turn, start.y(), turn, start.y() - 12)
    path.lineTo(turn, min(top + 6, start.y() - 12))
    drop = max(top - end.y(), 30.0)
    path.cubicTo(turn, top - drop * 0.45, end.x(), end.y() + drop * 0.75, end.x(), end.y())
    return path
