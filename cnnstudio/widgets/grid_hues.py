"""The kernel's own hues, carried onto the cells of the window it meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.palette import Palette, ink_on, rgb
from cnnstudio.widgets.grid_content import GridContent
from cnnstudio.widgets.grid_numbers import SMALLEST_NUMBERED_CELL, NumberWriter, number_style
from cnnstudio.widgets.grid_view import Cell, GridView
from cnnstudio.widgets.theme import LARGE, Theme


def area_of(cells: Iterable[Cell], view: GridView) -> QRectF:
    """Return the smallest rectangle that holds all the cells; an empty one for none."""
    places = tuple(cells)
    if not places:
        return QRectF()
    rows, columns = [row for row, _ in places], [column for _, column in places]
    height, width = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
    return view.area_rect(min(rows), min(columns), height, width).adjusted(-2, -2, 2, 2)


def draw_hues(
    painter: QPainter, hues: Mapping[Cell, str], content: GridContent, view: GridView, theme: Theme, region: QRectF
) -> None:
    """Give cells a border of their hue; where numbers fit, tint them with it and write the number again."""
    rects = {place: view.cell_rect(*place) for place in hues}
    seen = [place for place, rect in rects.items() if rect.intersects(region)]
    width = min(3.0, view.cell_size * 0.22)
    if seen and view.cell_size >= SMALLEST_NUMBERED_CELL:
        _draw_tinted(painter, seen, _tinted(content, seen, hues, theme.palette), content, view, theme)
    borders: dict[str, list[QRectF]] = {}
    for place in seen:
        border = rects[place].adjusted(width / 2 + 0.5, width / 2 + 0.5, -width / 2, -width / 2)
        borders.setdefault(hues[place], []).append(border)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for hue, frames in borders.items():  # one call a hue: a kernel has nine of them and up to 121 cells
        painter.setPen(QPen(QColor(hue), width, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRects(frames)


def _draw_tinted(
    painter: QPainter, cells: list[Cell], colors: ByteArray, content: GridContent, view: GridView, theme: Theme
) -> None:
    style = number_style(content, view.cell_size, theme.scaled(LARGE))
    writer = None if style is None else NumberWriter(painter, style)
    for (row, column), color in zip(cells, colors.tolist(), strict=True):
        cell = view.cell_rect(row, column)
        painter.fillRect(cell.adjusted(1, 1, 0, 0), QColor(*color))
        if writer is not None:
            middle = cell.center()
            writer.write(middle.x(), middle.y(), float(content.values[row, column]), QColor(ink_on(tuple(color))))


def _tinted(content: GridContent, cells: list[Cell], hues: Mapping[Cell, str], palette: Palette) -> ByteArray:
    """Return (n, 3) colours of cells, each with a share of its hue."""
    share = 0.26 if palette.is_dark else 0.2
    rows, columns = np.array(cells).T
    grounds = content.colormap().colors(content.values[rows, columns], content.limit).astype(float)
    grounds[[content.is_hatched(*cell) for cell in cells]] = rgb(palette.panel)
    mixed = grounds * (1 - share) + np.array([rgb(hues[cell]) for cell in cells]) * share
    return mixed.round().astype(np.uint8)
