"""Where the pictures of a gallery lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

_GAP = 8
LEAST, _MOST = 34, 160
"""Sides between which a picture is shown, pixels."""


@dataclass(frozen=True)
class GalleryPlaces:
    """Where the first pictures lie, as many as there is room for, and how high the words under each are."""

    pictures: tuple[QRectF, ...]
    caption: float


def place_gallery(room: QRectF, count: int, caption: float, widest: float = 0.0, least: float = LEAST) -> GalleryPlaces:
    """Lay `count` square pictures out in rows, as large as they can be.

    Where there are too many, the first ones are shown, each large enough to be read.

    Parameters
    ----------
    room
        Where they may lie.
    count
        How many there are.
    caption
        Height of the words under each, pixels; 0 for none.
    widest
        Width of the longest of these words.
    least
        Side below which a picture is not shown, as far as the room allows.

    """
    least = min(least, max(LEAST, room.height() - caption))
    if not count or room.width() < LEAST or room.height() < LEAST + caption:
        return GalleryPlaces((), caption)
    side = max(_side(room, count, columns, caption, widest) for columns in range(1, count + 1))
    side = float(int(min(max(side, least), _MOST)))
    pitch = max(side, widest) + _GAP
    columns = max(1, int((room.width() + _GAP) // pitch))
    rows = max(1, int((room.height() + _GAP) // (side + caption + _GAP)))
    first = room.left() + max(0.0, (widest - side) / 2)  # words wider than their picture begin left of it
    places = []
    for number in range(min(count, rows * columns)):
        row, column = divmod(number, columns)
        left, top = first + column * pitch, room.top() + row * (side + caption + _GAP)
        places.append(QRectF(round(left), round(top), side, side))
    return GalleryPlaces(tuple(places), caption)


def _side(room: QRectF, count: int, columns: int, caption: float, widest: float) -> float:
    """Return the side of a picture with so many in a row; 0 where the words would touch."""
    rows = math.ceil(count / columns)
    across = (room.width() - _GAP * (columns - 1)) / columns
    if across < widest:
        return 0.0
    return min(across, (room.height() - _GAP * (rows - 1)) / rows - caption)
