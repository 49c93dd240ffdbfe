"""What is drawn over the 28 × 28 grid: the box of 20 × 20 and the centre of mass."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.data.recipe import SIDE, Prepared


def draw_marks(painter: QPainter, grid: QRectF, prepared: Prepared, palette: Palette) -> None:
    """Draw the dashed box and the cross over a grid that lies in `grid`."""
    cell = grid.width() / SIDE
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if prepared.box is not None:
        left, top, right, bottom = prepared.box
        box = QRectF(grid.left() + left * cell, grid.top() + top * cell, (right - left) * cell, (bottom - top) * cell)
        painter.setPen(QPen(QColor(palette.accent), 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)
    if prepared.mass is not None:
        x, y = grid.left() + prepared.mass[0] * cell, grid.top() + prepared.mass[1] * cell
        for color, width in ((palette.paper, 5.0), (palette.mass_mark, 2.5)):
            painter.setPen(QPen(QColor(color), width))
            painter.drawLine(QPointF(x - 9, y), QPointF(x + 9, y))
            painter.drawLine(QPointF(x, y - 9), QPointF(x, y + 9))
