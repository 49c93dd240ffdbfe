"""The ground layer of a grid of numbers: colours, hatching, lines and numbers, and the blank paper before them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.palette import Palette, ink_on
from cnnstudio.widgets.grid_content import GridContent
from cnnstudio.widgets.grid_numbers import NumberWriter, number_style
from cnnstudio.widgets.grid_view import GridView
from cnnstudio.widgets.hatching import hatching
from cnnstudio.widgets.painting import draw_cells, is_vector, spread
from cnnstudio.widgets.theme import LARGE, Theme

_SMALLEST_RULED_CELL = 6
"""Cells below this many pixels are not parted by lines."""


def draw_ground(painter: QPainter, content: GridContent, view: GridView, theme: Theme) -> None:
    """Draw what is visible of the numbers: colours, hatching, lines, the numbers themselves."""
    _draw_colors(painter, content, view)
    _draw_hatching(painter, content, view, theme.palette)
    _draw_lines(painter, view, theme.palette, *view.visible)
    _draw_numbers(painter, content, view, theme)


def draw_blank(painter: QPainter, view: GridView, palette: Palette, revealed: int = 0) -> None:
    """Draw paper and lines over all but the first cells: those that are not computed yet."""
    scale = painter.deviceTransform().m11()
    for rows, columns in unrevealed(view, revealed):
        painter.fillRect(view.pixel_rect(rows, columns, scale), QColor(palette.paper))
        _draw_lines(painter, view, palette, rows, columns)


def unrevealed(view: GridView, revealed: int) -> list[tuple[slice, slice]]:
    """Return the visible rows and columns of the cells after the first ones: the rest of a row, and whole rows."""
    rows, columns = view.visible
    row, column = divmod(revealed, view.columns)
    rest = slice(max(row, rows.start), min(row + 1, rows.stop)), slice(max(column, columns.start), columns.stop)
    below = slice(max(row + 1, rows.start), rows.stop), columns
    return [part for part in (rest, below) if all(cells.start < cells.stop for cells in part)]


def _draw_colors(painter: QPainter, content: GridContent, view: GridView) -> None:
    """Draw one image with a colour for each pixel; of cells smaller than a pixel, one for the mean of several."""
    scale = painter.deviceTransform().m11()
    level = max(0, round(-math.log2(view.cell_size * scale)))
    means = content.pyramid.level(level)
    step = 2**level
    rows, columns = (slice(seen.start // step, -(-seen.stop // step)) for seen in view.visible)
    places = content.colormap().places(means[rows, columns], content.limit)
    y, x = view.row_edges(rows, scale, step), view.column_edges(columns, scale, step)
    target = QRectF(x[0] / scale, y[0] / scale, (x[-1] - x[0]) / scale, (y[-1] - y[0]) / scale)
    if is_vector(painter) and view.cell_size >= _SMALLEST_RULED_CELL:
        draw_cells(painter, target, content.colormap().table[places])
    elif not target.isEmpty():
        pixels = spread(_packed_table(content.colormap()).take(places), y, x)
        height, width = pixels.shape
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)  # a PDF would blur it otherwise
        painter.drawImage(target, QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32))


def _packed_table(colormap: Colormap) -> NDArray[np.uint32]:
    """Return the colours as 0xffRRGGBB."""
    red, green, blue = colormap.table.astype(np.uint32).T
    packed: NDArray[np.uint32] = np.uint32(0xFF000000) | red << 16 | green << 8 | blue
    return packed


def _draw_hatching(painter: QPainter, content: GridContent, view: GridView, palette: Palette) -> None:
    seen = QRectF(QPointF(), view.room)
    lines = QColor(palette.outline)
    lines.setAlphaF(0.55)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if content.margins.hatched:
        for strip in margin_strips(content, view):
            painter.fillRect(strip.intersected(seen), QColor(palette.panel))
            painter.setPen(QPen(lines, 1))
            painter.drawLines(hatching(strip.intersected(seen), rising=True))
    for strip in _unused_strips(content, view):
        below = hatching(strip.intersected(seen), rising=False)
        # A light line beside each dark one: one of them stands out on any colour.
        painter.setPen(QPen(QColor(palette.stage), 1))
        painter.drawLines([line.translated(1, 0) for line in below])
        painter.setPen(QPen(QColor(palette.text_third), 1))
        painter.drawLines(below)
    painter.restore()


def margin_strips(content: GridContent, view: GridView) -> list[QRectF]:
    """Return where the padding lies: above, below, left and right of the picture."""
    rows, columns = content.values.shape
    top, left, bottom, right = (getattr(content.margins, side) for side in ("top", "left", "bottom", "right"))
    inner = rows - top - bottom
    strips = (
        (0, 0, top, columns),
        (rows - bottom, 0, bottom, columns),
        (top, 0, inner, left),
        (top, columns - right, inner, right),
    )
    return [view.area_rect(*strip) for strip in strips if strip[2] > 0 and strip[3] > 0]


def _unused_strips(content: GridContent, view: GridView) -> list[QRectF]:
    rows, columns = content.values.shape
    unused_rows, unused_columns = content.unused
    strips = (
        (rows - unused_rows, 0, unused_rows, columns),
        (0, columns - unused_columns, rows - unused_rows, unused_columns),
    )
    return [view.area_rect(*strip) for strip in strips if strip[2] > 0 and strip[3] > 0]


def _draw_lines(painter: QPainter, view: GridView, palette: Palette, rows: slice, columns: slice) -> None:
    """Draw a line at the left and upper edge of each cell but the first."""
    if view.cell_size < _SMALLEST_RULED_CELL:
        return
    scale = painter.deviceTransform().m11()
    y, x = view.row_edges(rows, scale) / scale, view.column_edges(columns, scale) / scale
    color = QColor(palette.cell_grid)
    for left in x[columns.start == 0 : -1].tolist():
        painter.fillRect(QRectF(left, y[0], 1, y[-1] - y[0]), color)
    for top in y[rows.start == 0 : -1].tolist():
        painter.fillRect(QRectF(x[0], top, x[-1] - x[0], 1), color)


def _draw_numbers(painter: QPainter, content: GridContent, view: GridView, theme: Theme) -> None:
    style = number_style(content, view.cell_size, theme.scaled(LARGE))
    if style is None:
        return
    writer = NumberWriter(painter, style)
    rows, columns = view.wholly_visible
    shown, colormap = content.values[rows, columns], content.colormap()
    places = colormap.places(shown, content.limit)
    inks = {place: QColor(ink_on(tuple(colormap.table[place].tolist()))) for place in np.unique(places).tolist()}
    ink_on_hatching = QColor(theme.palette.text)
    middle, size = view.cell_rect(rows.start, columns.start).center(), view.cell_size
    x, y = middle.x(), middle.y()
    for down, (row_values, row_places) in enumerate(zip(shown.tolist(), places.tolist(), strict=True)):
        for right, (value, place) in enumerate(zip(row_values, row_places, strict=True)):
            hatched = content.is_hatched(rows.start + down, columns.start + right)
            writer.write(x + right * size, y + down * size, value, ink_on_hatching if hatched else inks[place])
