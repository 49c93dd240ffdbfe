"""The frame of a plot: two axes, their ticks and what they measure."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.plot_parts import Axis

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_axes(painter: QPainter, room: QRectF, frame: QRectF, x: Axis, y: Axis, palette: Palette) -> None:
    """Draw both axes around the frame, in the painter's font; names of ticks that would touch are left out."""
    _draw_x_ticks(painter, room, frame, x, palette)
    _draw_y_ticks(painter, frame, y, palette)
    painter.setPen(QPen(QColor(palette.outline), 1.5))
    painter.drawLine(frame.bottomLeft(), frame.bottomRight())
    painter.drawLine(frame.bottomLeft(), frame.topLeft())
    line = QFontMetricsF(painter.font()).height()
    painter.setPen(QColor(palette.text))
    painter.drawText(QRectF(room.left(), room.top(), room.width(), line + 2), _LEFT, y.label)
    painter.drawText(QRectF(room.left(), frame.bottom() + line + 4, frame.right(), line + 2), _RIGHT, x.label)


def _draw_x_ticks(painter: QPainter, room: QRectF, frame: QRectF, axis: Axis, palette: Palette) -> None:
    metrics, taken = QFontMetricsF(painter.font()), -math.inf
    for value, name in sorted(axis.ticks, key=lambda tick: axis.share(tick[0])):
        x = frame.left() + axis.share(value) * frame.width()
        _draw_rule(painter, QLineF(x, frame.top(), x, frame.bottom()), palette)
        width = metrics.horizontalAdvance(name)
        left = min(max(x - width / 2, 0.0), room.right() - width)
        if left >= taken + 6:
            taken = left + width
            painter.setPen(QColor(palette.text_second))
            painter.drawText(QRectF(left, frame.bottom() + 3, width + 2, metrics.height()), _LEFT, name)


def _draw_y_ticks(painter: QPainter, frame: QRectF, axis: Axis, palette: Palette) -> None:
    line, taken = QFontMetricsF(painter.font()).height(), math.inf
    for value, name in sorted(axis.ticks, key=lambda tick: axis.share(tick[0])):
        y = frame.bottom() - axis.share(value) * frame.height()
        _draw_rule(painter, QLineF(frame.left(), y, frame.right(), y), palette)
        if y + line / 2 <= taken:
            taken = y - line / 2
            painter.setPen(QColor(palette.text_second))
            painter.drawText(QRectF(0, y - line / 2, frame.left() - 6, line), _RIGHT, name)


def _draw_rule(painter: QPainter, line: QLineF, palette: Palette) -> None:
    painter.setPen(QPen(QColor(palette.divider), 1))
    painter.drawLine(line)
