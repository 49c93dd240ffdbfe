"""The kernel's own hues, carried onto the cells of the window it meets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

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
    size = view.cell_size
    width = min(3.0, size * 0.22)
    style = number_style(content, size, theme.scaled(LARGE))
    writer = None if style is None else NumberWriter(painter, style)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, size >= SMALLEST_NUMBERED_CELL)
    for (row, column), hue in hues.items():
        cell = view.cell_rect(row, column)
        if not cell.intersects(region):
            continue
        tint = _tinted(content, row, column, hue, theme.palette) if size >= SMALLEST_NUMBERED_CELL else None
        painter.setBrush(Qt.BrushStyle.NoBrush if tint is None else QColor(*tint))
        painter.setPen(QPen(QColor(hue), width, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(cell.adjusted(width / 2 + 0.5, width / 2 + 0.5, -width / 2, -width / 2))
        if writer is not None and tint is not None:
            writer.write(cell, float(content.values[row, column]), QColor(ink_on(tint)))
    painter.restore()


def _tinted(content: GridContent, row: int, column: int, hue: str, palette: Palette) -> tuple[int, int, int]:
    """Return a cell's colour with a share of its hue."""
    share = 0.26 if palette.is_dark else 0.2
    if content.is_hatched(row, column):
        ground = rgb(palette.panel)
    else:
        ground = tuple(content.colormap().colors(content.values[row : row + 1, column], content.limit)[0].tolist())
    red, green, blue = (round(old * (1 - share) + new * share) for old, new in zip(ground, rgb(hue), strict=True))
    return red, green, blue
