"""The lines that lead from stage to stage, and from the loss back."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

_HEAD, _HALF = 8.0, 4.0
_BEND = 10.0


def draw_line_arrow(painter: QPainter, start: QPointF, end: QPointF, color: str) -> None:
    """Draw a level arrow, to the right or to the left."""
    _stroke(painter, [start, QPointF(end.x() - _side(start, end) * (_HEAD - 1), end.y())], color)
    _head(painter, end, _side(start, end), color)


def draw_return(painter: QPainter, start: QPointF, end: QPointF, color: str) -> None:
    """Draw an arrow that goes down from the start and turns to the left into the end."""
    path = QPainterPath(start)
    bend = min(_BEND, abs(start.x() - end.x()) / 2, abs(end.y() - start.y()) / 2)
    path.lineTo(start.x(), end.y() - bend)
    path.quadTo(start.x(), end.y(), start.x() - bend, end.y())
    path.lineTo(end.x() + _HEAD - 1, end.y())
    painter.setPen(QPen(QColor(color), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    _head(painter, end, -1.0, color)


def _side(start: QPointF, end: QPointF) -> float:
    return 1.0 if end.x() >= start.x() else -1.0


def _stroke(painter: QPainter, points: list[QPointF], color: str) -> None:
    painter.setPen(QPen(QColor(color), 2))
    painter.drawPolyline(QPolygonF(points))


def _head(painter: QPainter, tip: QPointF, side: float, color: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(color))
    back = tip.x() - side * _HEAD
    painter.drawPolygon(QPolygonF([tip, QPointF(back, tip.y() - _HALF), QPointF(back, tip.y() + _HALF)]))
