"""Cells that belong to the one under the pointer: tinted, and outlined or striped, so that not only colour tells it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.grid_numbers import SMALLEST_NUMBERED_CELL
from cnnstudio.widgets.grid_view import GridView
from cnnstudio.widgets.painting import spread

_SMALLEST_OUTLINED_CELL = 10
"""Cells below this many pixels are striped instead of outlined."""

_TINT, _TINT_BEHIND_NUMBERS = 80, 24
"""Opacity of 255 of a touched cell; less where its number is to be read through it."""

_STRIPE = 230
_STRIPE_DISTANCE = 6


def draw_touched(painter: QPainter, mask: NDArray[np.bool_], view: GridView, palette: Palette, region: QRectF) -> None:
    """Mark the cells of an (H, W) mask, as far as they lie in a region."""
    rows, columns = view.cells_in(region.intersected(view.whole))
    size = view.cell_size
    tint = QColor(palette.accent)
    tint.setAlpha(_TINT_BEHIND_NUMBERS if size >= SMALLEST_NUMBERED_CELL else _TINT)
    _draw_tint(painter, mask, view, rows, columns, tint, striped=size < _SMALLEST_OUTLINED_CELL)
    if size >= _SMALLEST_OUTLINED_CELL:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.accent), 2))
        places = np.argwhere(mask[rows, columns]) + (rows.start, columns.start)
        painter.drawRects([view.cell_rect(row, column).adjusted(2, 2, -1, -1) for row, column in places.tolist()])


def _draw_tint(
    painter: QPainter,
    mask: NDArray[np.bool_],
    view: GridView,
    rows: slice,
    columns: slice,
    tint: QColor,
    *,
    striped: bool,
) -> None:
    """Lay one half-transparent image over the cells; of cells smaller than a pixel, as strong as many are marked."""
    scale = painter.deviceTransform().m11()
    step = max(1, int(1 / (view.cell_size * scale)))
    rows, columns = (slice(seen.start // step, -(-seen.stop // step)) for seen in (rows, columns))
    opacity = _opacity(mask, rows, columns, step, tint.alpha())
    y, x = view.row_edges(rows, scale, step), view.column_edges(columns, scale, step)
    opacity = spread(opacity, y, x)
    if striped:
        down, right = (np.arange(edges[0], edges[-1], dtype=np.int64) % _STRIPE_DISTANCE for edges in (y, x))
        stripes = np.isin(np.add.outer(down.astype(np.uint8), right.astype(np.uint8)), (0, _STRIPE_DISTANCE))
        opacity[stripes & (opacity > 0)] = _STRIPE
    height, width = opacity.shape
    if not opacity.size:
        return
    rgb = (tint.red() << 16) | (tint.green() << 8) | tint.blue()
    pixels = (opacity.astype(np.uint32) << 24) | np.uint32(rgb)
    target = QRectF(x[0] / scale, y[0] / scale, width / scale, height / scale)
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    painter.drawImage(target, QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32))


def _opacity(mask: NDArray[np.bool_], rows: slice, columns: slice, step: int, most: int) -> NDArray[np.uint8]:
    """Return an opacity for each step × step cells: the more of them are marked, the nearer to `most`."""
    seen = mask[rows.start * step : rows.stop * step, columns.start * step : columns.stop * step].view(np.uint8)
    if step == 1:
        return seen * np.uint8(most)
    # First whole rows are added up: they lie one after the other in memory.
    sums = _sums_of(_sums_of(seen, step, np.uint16).T, step, np.uint32).T
    return (sums * most // (step * step)).astype(np.uint8)


def _sums_of(
    rows: NDArray[np.unsignedinteger], step: int, dtype: type[np.unsignedinteger]
) -> NDArray[np.unsignedinteger]:
    """Return the sums of each `step` rows."""
    sums = rows[::step].astype(dtype)
    for offset in range(1, step):
        others = rows[offset::step]
        sums[: len(others)] += others
    return sums
