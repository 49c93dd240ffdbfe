"""The places where the window stops, as dots on the input: between them a larger stride skips."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cnnstudio.core.palette import Palette
from cnnstudio.ops.window import AxisFit
from cnnstudio.widgets.grid_numbers import SMALLEST_NUMBERED_CELL

_MOST = 4000
_SMALLEST_CELL = 5.0
_SMALLEST_TILE = 14.0


def skips(fits: tuple[AxisFit, AxisFit]) -> bool:
    """Whether the window passes over places where it could stop."""
    return any(fit.stride > 1 and fit.output_size > 1 for fit in fits)


def are_tiles(fits: tuple[AxisFit, AxisFit]) -> bool:
    """Whether the windows stand side by side, none over another, and hold every cell between them."""
    return skips(fits) and all(fit.stride == fit.extent == fit.kernel_size or fit.output_size == 1 for fit in fits)


def draw_tiles(painter: QPainter, whole: QRectF, fits: tuple[AxisFit, AxisFit], palette: Palette) -> None:
    """Draw the borders between windows that stand side by side.

    Parameters
    ----------
    painter
        Of the input grid.
    whole
        Where all of the padded input lies.
    fits
        Say where the windows stand, in height and in width.
    palette
        Colour of the lines and of their halo.

    """
    height, width = fits
    cell = whole.width() / width.padded_size
    if cell * min(height.stride, width.stride) < _SMALLEST_TILE:
        return
    tall, wide = cell * height.stride * height.output_size, cell * width.stride * width.output_size
    lines = [
        QLineF(whole.left(), y, whole.left() + wide, y)
        for y in (whole.top() + cell * height.stride * np.arange(1, height.output_size)).tolist()
    ] + [
        QLineF(x, whole.top(), x, whole.top() + tall)
        for x in (whole.left() + cell * width.stride * np.arange(1, width.output_size)).tolist()
    ]
    painter.save()
    for color, thickness in ((palette.stage, 3.0), (palette.text, 1.0)):
        painter.setPen(QPen(QColor(color), thickness))
        painter.drawLines(lines)
    painter.restore()


def draw_stops(painter: QPainter, whole: QRectF, fits: tuple[AxisFit, AxisFit], palette: Palette) -> None:
    """Draw a dot at the middle of each window; none where the cells are too small for them to be told apart.

    Parameters
    ----------
    painter
        Of the input grid.
    whole
        Where all of the padded input lies.
    fits
        Say where the window stops, in height and in width.
    palette
        Colours of dot and halo.

    """
    height, width = fits
    cell = whole.width() / width.padded_size
    if cell < _SMALLEST_CELL or height.output_size * width.output_size > _MOST:
        return
    below = 0.38 if cell >= SMALLEST_NUMBERED_CELL else 0.0  # beside the number that stands in the cell
    ys = whole.top() + cell * (np.arange(height.output_size) * height.stride + height.extent / 2 + below)
    xs = whole.left() + cell * (np.arange(width.output_size) * width.stride + width.extent / 2)
    dots = QPolygonF([QPointF(x, y) for y in ys.tolist() for x in xs.tolist()])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = min(max(cell * 0.22, 2.5), 5.0)
    for color, diameter in ((palette.stage, size + 2), (palette.text, size)):
        painter.setPen(QPen(QColor(color), diameter, c=Qt.PenCapStyle.RoundCap))
        painter.drawPoints(dots)
    painter.restore()
