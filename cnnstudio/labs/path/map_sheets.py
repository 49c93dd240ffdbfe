"""Stacks of maps painted as one image a column, at the screen's own pixels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.widgets.painting import draw_cells, is_vector

Argb = NDArray[np.uint32]
_OPAQUE = 0xFF000000


@dataclass(frozen=True, eq=False)
class _Sheet:
    values: FloatArray
    colormap: Colormap
    limit: float
    places: tuple[QRectF, ...]
    ratio: float
    corner: QPointF
    image: QImage
    pixels: Argb
    """The image's memory, which it does not own."""


class MapSheets:
    """Draws maps, and keeps each column's image until numbers, colours or places change."""

    def __init__(self) -> None:
        self._sheets: dict[str, _Sheet] = {}

    def draw(
        self,
        painter: QPainter,
        name: str,
        values: FloatArray,
        places: tuple[QRectF, ...],
        colormap: Colormap,
        limit: float,
    ) -> None:
        """Draw (K, H, W) maps into K places of one size; `name` tells the columns apart."""
        if not places:
            return
        if is_vector(painter):
            for number, place in enumerate(places):
                draw_cells(painter, place, colormap.colors(values[number], limit))
            return
        ratio = painter.device().devicePixelRatioF()
        known = self._sheets.get(name)
        if known is None or not _is_of(known, values, colormap, limit, places, ratio):
            known = self._sheets[name] = _sheet(values, colormap, limit, places, ratio)
        painter.drawImage(known.corner, known.image)


def _is_of(
    sheet: _Sheet,
    values: FloatArray,
    colormap: Colormap,
    limit: float,
    places: tuple[QRectF, ...],
    ratio: float,
) -> bool:
    same_numbers = sheet.values is values and sheet.colormap is colormap and sheet.limit == limit
    return same_numbers and sheet.ratio == ratio and sheet.places == places


def _sheet(values: FloatArray, colormap: Colormap, limit: float, places: tuple[QRectF, ...], ratio: float) -> _Sheet:
    """Return the image of a column: the maps laid side by side as cells, then spread over the pixels they cover."""
    lefts = sorted({place.left() for place in places})
    tops = sorted({place.top() for place in places})
    rows = _cells_under(tops, places[0].height(), values.shape[1], ratio)
    columns = _cells_under(lefts, places[0].width(), values.shape[2], ratio)
    pixels = _side_by_side(_argb(values, colormap, limit), len(tops), len(lefts)).take(columns, axis=1)
    pixels = np.ascontiguousarray(pixels.take(rows, axis=0))
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    return _Sheet(values, colormap, limit, places, ratio, QPointF(lefts[0], tops[0]), image, pixels)


def _argb(values: FloatArray, colormap: Colormap, limit: float) -> Argb:
    red, green, blue = colormap.table.astype(np.uint32).T
    colors = (_OPAQUE | (red << 16) | (green << 8) | blue).astype(np.uint32)
    laid: Argb = colors[colormap.places(values, limit)]
    return laid


def _side_by_side(maps: Argb, rows: int, columns: int) -> Argb:
    """Return (K, H, W) maps as (rows · H + 1, columns · W + 1) cells; the last row and column are transparent."""
    count, height, width = maps.shape
    cells = np.zeros((rows * height + 1, columns * width + 1), np.uint32)
    whole = np.zeros((rows * columns, height, width), np.uint32)
    whole[:count] = maps
    laid = whole.reshape(rows, columns, height, width).transpose(0, 2, 1, 3)
    cells[:-1, :-1] = laid.reshape(rows * height, columns * width)
    return cells


def _cells_under(starts: list[float], length: float, cells: int, ratio: float) -> NDArray[np.intp]:
    """Return for each pixel along one axis the cell that it shows; between the maps, the transparent one."""
    pixels = np.arange(round((starts[-1] - starts[0] + length) * ratio))
    under = np.full(len(pixels), len(starts) * cells)
    for number, start in enumerate(starts):
        first = round((start - starts[0]) * ratio)
        last = min(len(pixels), first + round(length * ratio))
        within = (np.arange(last - first) + 0.5) * cells / max(1, last - first)
        under[first:last] = number * cells + within.astype(int)
    return under
