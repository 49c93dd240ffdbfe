"""Small things that several painters share."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from cnnstudio.core.arrays import ByteArray

Number = TypeVar("Number", bound=np.generic)


def image_from_colors(colors: ByteArray) -> QImage:
    """Return (H, W, 3) red, green, blue as a picture that owns its memory."""
    height, width = colors.shape[:2]
    data = np.ascontiguousarray(colors, np.uint8)
    return QImage(data.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def draw_cells(painter: QPainter, target: QRectF, colors: ByteArray) -> None:
    """Fill the target with (H, W, 3) cells: one image on screen, rectangles where the output is vectors.

    Vector files compress images as JPEG, which would blur the cells.
    """
    if is_vector(painter):
        _fill_cells(painter, target, colors)
    else:
        painter.drawImage(target, image_from_colors(colors))


def spread(cells: NDArray[Number], row_edges: NDArray[np.int64], column_edges: NDArray[np.int64]) -> NDArray[Number]:
    """Return (H, W) cells as pixels: each as wide and high as its edges, H + 1 and W + 1 of them, lie apart."""
    rows, columns = (np.repeat(np.arange(len(edges) - 1), np.diff(edges)) for edges in (row_edges, column_edges))
    return cells.take(columns, axis=1).take(rows, axis=0)


def is_vector(painter: QPainter) -> bool:
    """Whether the painter writes a PDF or SVG instead of pixels."""
    engine = painter.paintEngine()
    return engine.type() in (engine.Type.Pdf, engine.Type.SVG, engine.Type.Picture)


def _fill_cells(painter: QPainter, target: QRectF, colors: ByteArray) -> None:
    rows, columns = colors.shape[:2]
    width, height = target.width() / columns, target.height() / rows
    for row in range(rows):
        start = 0
        for column in range(1, columns + 1):
            # Cells of one colour beside each other are one rectangle: a small file without hairlines.
            if column == columns or (colors[row, column] != colors[row, start]).any():
                cell = QRectF(
                    target.left() + start * width, target.top() + row * height, (column - start) * width, height
                )
                painter.fillRect(cell, QColor(*(int(value) for value in colors[row, start])))
                start = column


def draw_arrow(painter: QPainter, start: QPointF, end: QPointF, color: str, width: float = 2.0) -> None:
    """Draw a straight arrow from left to right."""
    head = 8.0 if width >= 2 else 6.0
    painter.setPen(QPen(QColor(color), width))
    painter.drawLine(start, QPointF(end.x() - head, end.y()))
    painter.setBrush(QColor(color))
    painter.setPen(QPen(QColor(color), 0))
    tip = [end, QPointF(end.x() - head, end.y() - head / 2), QPointF(end.x() - head, end.y() + head / 2)]
    painter.drawPolygon(QPolygonF(tip))
