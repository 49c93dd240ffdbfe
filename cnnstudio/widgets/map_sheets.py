"""Maps in rows and columns painted as one image, at the screen's own pixels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.widgets.painting import draw_cells, is_vector

Argb = NDArray[np.uint32]
Places = tuple[QRectF, ...]
_OPAQUE = 0xFF000000


@dataclass(frozen=True, eq=False)
class _Grid:
    """Which cell of the maps, laid side by side, each pixel of a column shows.

    Attributes
    ----------
    corner
        Where the column begins.
    maps
        How many maps there are below each other and side by side.
    rows, columns
        The cell under each row and each column of pixels; the last one of all is transparent.

    """

    places: Places
    size: tuple[int, int]
    ratio: float
    corner: QPointF
    maps: tuple[int, int]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class _Sheet:
    values: FloatArray
    colormap: Colormap
    limit: float
    grid: _Grid
    image: QImage
    pixels: Argb
    """The image's memory, which it does not own."""


class MapSheets:
    """Draws maps, and keeps each column's image until numbers, colours or places change."""

    def __init__(self) -> None:
        self._sheets: dict[str, _Sheet] = {}

    def draw(
        self, painter: QPainter, name: str, values: FloatArray, places: Places, colormap: Colormap, limit: float
    ) -> None:
        """Draw (K, H, W) maps into K places of one size; `name` tells the columns apart."""
        if not places:
            return
        if is_vector(painter):
            for number, place in enumerate(places):
                draw_cells(painter, place, colormap.colors(values[number], limit))
            return
        known = self._sheets.get(name)
        grid = _grid_for(known, places, values.shape[1:], painter.device().devicePixelRatioF())
        if known is None or known.grid is not grid or not _shows(known, values, colormap, limit):
            known = self._sheets[name] = _sheet(values, colormap, limit, grid)
        painter.drawImage(grid.corner, known.image)


def _shows(sheet: _Sheet, values: FloatArray, colormap: Colormap, limit: float) -> bool:
    return sheet.values is values and sheet.colormap is colormap and sheet.limit == limit


def _grid_for(known: _Sheet | None, places: Places, size: tuple[int, ...], ratio: float) -> _Grid:
    """Return the pixels of a column; those known where the places are still the same."""
    height, width = size
    if known is not None:
        grid = known.grid
        is_same_place = grid.places is places or grid.places == places
        if is_same_place and grid.size == (height, width) and grid.ratio == ratio:
            return grid
    lefts, tops = sorted({place.left() for place in places}), sorted({place.top() for place in places})
    rows = _cells_under(tops, places[0].height(), height, ratio)
    columns = _cells_under(lefts, places[0].width(), width, ratio)
    corner = QPointF(lefts[0], tops[0])
    return _Grid(places, (height, width), ratio, corner, (len(tops), len(lefts)), rows, columns)


def _sheet(values: FloatArray, colormap: Colormap, limit: float, grid: _Grid) -> _Sheet:
    """Return the image of a column: the maps laid side by side as cells, then spread over the pixels they cover."""
    cells = _side_by_side(_argb_table(colormap)[colormap.places(values, limit)], *grid.maps)
    pixels = cells.take(grid.columns, axis=1).take(grid.rows, axis=0)
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(grid.ratio)
    return _Sheet(values, colormap, limit, grid, image, pixels)


@lru_cache(maxsize=8)
def _argb_table(colormap: Colormap) -> Argb:
    red, green, blue = colormap.table.astype(np.uint32).T
    table: Argb = (_OPAQUE | (red << 16) | (green << 8) | blue).astype(np.uint32)
    return table


def _side_by_side(maps: Argb, rows: int, columns: int) -> Argb:
    """Return (K, H, W) maps as (rows · H + 1, columns · W + 1) cells; the last row and column are transparent."""
    count, height, width = maps.shape
    cells = np.zeros((rows * height + 1, columns * width + 1), np.uint32)
    if count < rows * columns:
        maps = np.concatenate([maps, np.zeros((rows * columns - count, height, width), np.uint32)])
    laid = maps.reshape(rows, columns, height, width).transpose(0, 2, 1, 3)
    cells[:-1, :-1] = laid.reshape(rows * height, columns * width)
    return cells


def _cells_under(starts: list[float], length: float, cells: int, ratio: float) -> NDArray[np.intp]:
    """Return for each pixel along one axis the cell that it shows; between the maps, the transparent one."""
    under = np.full(round((starts[-1] - starts[0] + length) * ratio), len(starts) * cells, np.intp)
    for number, start in enumerate(starts):
        first = round((start - starts[0]) * ratio)
        last = min(len(under), first + round(length * ratio))
        within = (np.arange(last - first) + 0.5) * cells / max(1, last - first)
        under[first:last] = number * cells + within.astype(np.intp)
    return under
