"""Where the pictures of a gallery lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

_GAP = 8
_LEAST, _MOST = 34, 112
"""Sides between which a picture is shown, pixels."""


@dataclass(frozen=True)
class GalleryPlaces:
    """Where the first pictures lie, as many as there is room for, and how high the words under each are."""

    pictures: tuple[QRectF, ...]
    caption: float


def place_gallery(room: QRectF, count: int, caption: float) -> GalleryPlaces:
    """Lay `count` square pictures out in rows, as large as they can be, with `caption` pixels for words under each.

    Where there are too many, the first ones are shown, each large enough to be read.
    """
    if not count or room.width() < _LEAST or room.height() < _LEAST + caption:
        return GalleryPlaces((), caption)
    side = max(_side(room, count, columns, caption) for columns in range(1, count + 1))
    side = float(int(min(max(side, _LEAST), _MOST)))
    columns = max(1, int((room.width() + _GAP) // (side + _GAP)))
    rows = max(1, int((room.height() + _GAP) // (side + caption + _GAP)))
    places = []
    for number in range(min(count, rows * columns)):
        row, column = divmod(number, columns)
        left, top = room.left() + column * (side + _GAP), room.top() + row * (side + caption + _GAP)
        places.append(QRectF(round(left), round(top), side, side))
    return GalleryPlaces(tuple(places), caption)


def _side(room: QRectF, count: int, columns: int, caption: float) -> float:
    """Return the side of a picture with so many in a row."""
    rows = math.ceil(count / columns)
    across = (room.width() - _GAP * (columns - 1)) / columns
    return min(across, (room.height() - _GAP * (rows - 1)) / rows - caption)
