"""The lines that lead from the window to the hand calculation and from its result to the output: one layer on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.theme import Theme

_REACH, _THIN_REACH = 4, 2
"""Pixels by which the paint reaches beyond the points of the way and of the dashes."""

_HEAD = 12
"""Pixels by which the arrow's head reaches beyond its tip."""

_BOX, _CORNERS = 60, 3
"""Pixels of a straight piece that share a box when it is drawn again, and corners of a bend that do."""

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
    is_backward: bool = False
    """Whether the number comes from the cell instead of going there."""


class LeaderLines(QWidget):
    """Paints dashed lines from the window down to its enlarged copy and an arrow from the result up to its cell."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Lines | None = None
        self._dashes = self._way = QPainterPath()
        self._tip: QPointF | None = None
        self._region = QRegion()
        self._is_veiled = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        theme.subscribe(self._on_theme)

    @property
    def lines(self) -> Lines | None:
        """What is joined."""
        return self._lines

    def show_lines(self, lines: Lines | None) -> None:
        """Join other places from now on."""
        if lines == self._lines:
            return
        self._lines = lines
        self._dashes, self._way, self._tip = QPainterPath(), QPainterPath(), None
        if lines is not None:
            self._dashes = _dashes(lines)
            if lines.result is not None and lines.cell is not None:
                self._way = _way(lines.result, lines.cell, lines.right, lines.terms.top())
                up = QPointF(lines.cell.center().x(), lines.cell.bottom() + 4)
                left = QPointF(lines.result.right() + 1, lines.result.center().y())
                self._tip = left if lines.is_backward else up
        before, self._region = self._region, self._covered()
        self.update(before + self._region)

    def set_veiled(self, veiled: bool) -> None:
        """Dim what lies below, because it no longer follows from the settings."""
        if veiled != self._is_veiled:
            self._is_veiled = veiled
            self.update()

    def _on_theme(self) -> None:
        self.update()

    def _covered(self) -> QRegion:
        """Return where the lines leave paint: small boxes along them, to spare all that lies between."""
        region = QRegion()
        for path, reach in ((self._dashes, _THIN_REACH), (self._way, _REACH)):
            for box in _boxes(path, reach):
                region += box
        if self._tip is not None:
            region += QRectF(self._tip, self._tip).adjusted(-_HEAD, -_HEAD, _HEAD, _HEAD).toAlignedRect()
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
            along, across = QPointF(0, 9), QPointF(4.5, 0)
            if self._lines is not None and self._lines.is_backward:
                along, across = QPointF(9, 0), QPointF(0, 4.5)
            painter.drawPolygon(QPolygonF([self._tip, self._tip + along - across, self._tip + along + across]))
        if self._is_veiled:
            veil = QColor(self._theme.palette.stage)
            veil.setAlpha(_VEIL)
            painter.fillRect(event.rect(), veil)
        painter.end()


def _boxes(path: QPainterPath, reach: int) -> Iterator[QRect]:
    """Return boxes that hold a path, each a short piece of it."""
    for polygon in path.toSubpathPolygons():
        corners = polygon.toList()
        for start, end in pairwise([*corners[:-1:_CORNERS], corners[-1]]):
            pieces = round((end - start).manhattanLength() / _BOX) or 1
            step = (end - start) / pieces
            for _ in range(pieces):
                yield QRectF(start, start + step).normalized().toAlignedRect().adjusted(-reach, -reach, reach, reach)
                start += step


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
    """Lead from the right edge of the result up beside the hand calculation, and in a bend to its cell's lower edge."""
    start = QPointF(result.right(), result.center().y())
    end = QPointF(cell.center().x(), cell.bottom() + 12)
    turn = max(right, start.x() + 8)
    path = QPainterPath(start)
    path.quadTo(turn, start.y(), turn, start.y() - 12)
    path.lineTo(turn, min(top + 6, start.y() - 12))
    drop = max(top - end.y(), 30.0)
    path.cubicTo(turn, top - drop * 0.45, end.x(), end.y() + drop * 0.75, end.x(), end.y())
    return path
