"""Cells that belong to the one under the pointer: tinted, and outlined or striped, so that not only colour tells it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.grid_view import GridView
from cnnstudio.widgets.painting import is_vector

_SMALLEST_OUTLINED_CELL = 10
"""Cells below this many pixels are striped instead of outlined."""

_TINT = 80
"""Opacity of 255 of a touched cell."""

_STRIPE = 230
_STRIPE_DISTANCE = 6


def draw_touched(painter: QPainter, mask: NDArray[np.bool_], view: GridView, palette: Palette, region: QRectF) -> None:
    """Mark the cells of an (H, W) mask, as far as they lie in a region."""
    rows, columns = view.cells_in(region.intersected(view.whole))
    outlined = view.cell_size >= _SMALLEST_OUTLINED_CELL or is_vector(painter)
    if not is_vector(painter):
        _draw_tint(painter, mask, view, rows, columns, QColor(palette.accent), striped=not outlined)
    if outlined:
        tint = QColor(palette.accent)
        tint.setAlpha(_TINT)
        painter.setBrush(tint if is_vector(painter) else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.accent), 1.5))
        places = np.argwhere(mask[rows, columns]) + (rows.start, columns.start)
        painter.drawRects([view.cell_rect(row, column).adjusted(1.5, 1.5, -1, -1) for row, column in places.tolist()])


def _draw_tint(
    painter: QPainter,
    mask: NDArray[np.bool_],
    view: GridView,
    rows: slice,
    columns: slice,
    color: QColor,
    *,
    striped: bool,
) -> None:
    """Lay one half-transparent image over the cells; of cells smaller than a pixel, as strong as many are marked."""
    scale = painter.deviceTransform().m11()
    step = max(1, int(1 / (view.cell_size * scale)))
    rows, columns = (slice(seen.start // step, -(-seen.stop // step)) for seen in (rows, columns))
    shares = _shares(mask, rows, columns, step)
    y, x = view.row_edges(rows, scale, step), view.column_edges(columns, scale, step)
    opacity = (shares * _TINT).repeat(np.diff(y), axis=0).repeat(np.diff(x), axis=1)
    if striped:
        stripes = np.add.outer(np.arange(y[0], y[-1]), np.arange(x[0], x[-1])) % _STRIPE_DISTANCE == 0
        opacity[stripes & (opacity > 0)] = _STRIPE
    height, width = opacity.shape
    if not opacity.size:
        return
    rgb = (color.red() << 16) | (color.green() << 8) | color.blue()
    pixels = (opacity.astype(np.uint32) << 24) | np.uint32(rgb)
    target = QRectF(x[0] / scale, y[0] / scale, width / scale, height / scale)
    painter.drawImage(target, QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32))


def _shares(mask: NDArray[np.bool_], rows: slice, columns: slice, step: int) -> NDArray[np.float32]:
    """Return which share of each step × step cells is marked."""
    seen = mask[rows.start * step : rows.stop * step, columns.start * step : columns.stop * step]
    if step == 1:
        return seen.astype(np.float32)
    missing = (-seen.shape[0] % step, -seen.shape[1] % step)
    filled = np.pad(seen, ((0, missing[0]), (0, missing[1])))
    blocks = filled.reshape(filled.shape[0] // step, step, -1, step)
    shares: NDArray[np.float32] = blocks.mean(axis=(1, 3), dtype=np.float32)
    return shares
