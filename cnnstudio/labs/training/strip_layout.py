"""Where kernels and feature maps lie: kernel k in the same place of its rows as map k of those below."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

_GAP = 6
_LEAST, _MOST = 24, 190
"""Sides between which a kernel is shown, pixels."""

_MOST_ROWS = 6


@dataclass(frozen=True)
class StripPlaces:
    """Titles, and as many kernels and maps as there is room for."""

    kernels_title: QRectF
    kernels: tuple[QRectF, ...]
    maps_title: QRectF
    maps: tuple[QRectF, ...]


def place_strip(
    room: QRectF, count: int, title: float, across_kernel: int = 3, *, has_maps: bool = True
) -> StripPlaces:
    """Lay `count` kernels out above their maps, all as large as they can be.

    `title` is the height of a title; `across_kernel` is how many numbers a row of a kernel has, each
    of which is to be seen.
    """
    blocks = 2 if has_maps else 1
    height = room.height() - blocks * title - (blocks - 1) * 1.5 * _GAP
    shown, least = count, max(_LEAST, min(2 * across_kernel, height / blocks))
    rows, side = _largest(room.width(), height, blocks, shown)
    while side < least and shown > 1:
        # Rather fewer that can be seen: whole rows of them.
        shown = min(shown - 1, int(shown * 0.9))
        rows, side = _largest(room.width(), height, blocks, shown)
    if side < 8:
        return StripPlaces(QRectF(), (), QRectF(), ())
    side = float(int(min(side, _MOST)))
    columns = math.ceil(shown / rows)
    # What is left of the width goes between them, though no more than keeps them one group.
    across = side + (min((room.width() - columns * side) / (columns - 1), 0.6 * side) if columns > 1 else 0)
    spare = room.height() - blocks * (title + rows * (side + _GAP) - _GAP) - (blocks - 1) * 1.5 * _GAP
    between = 1.5 * _GAP + min(max(spare, 0.0), 5.0 * _GAP)
    top = room.top()
    blocks_places = []
    for _ in range(blocks):
        head = QRectF(room.left(), top, room.width(), title)
        cells = _cells(room.left(), top + title, shown, columns, across, side)
        blocks_places.append((head, cells))
        top += title + rows * (side + _GAP) - _GAP + between
    (kernels_title, kernels), (maps_title, maps) = (*blocks_places, (QRectF(), ()))[:2]
    return StripPlaces(kernels_title, kernels, maps_title, maps)


def _largest(width: float, height: float, blocks: int, count: int) -> tuple[int, float]:
    """Return in how many rows they are largest, and how large."""
    sides = []
    for rows in range(1, min(_MOST_ROWS, count) + 1):
        columns = math.ceil(count / rows)
        across = (width - _GAP * (columns - 1)) / columns
        down = (height / blocks - _GAP * (rows - 1)) / rows
        sides.append((min(across, down), -rows))
    side, rows = max(sides)
    return -rows, side


def _cells(left: float, top: float, count: int, columns: int, across: float, side: float) -> tuple[QRectF, ...]:
    places = []
    for number in range(count):
        row, column = divmod(number, columns)
        places.append(QRectF(round(left + column * across), round(top + row * (side + _GAP)), side, side))
    return tuple(places)
