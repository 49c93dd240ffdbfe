"""Where kernels and feature maps lie: kernel k in the same place of its rows as map k of those below."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

_GAP = 6
_LEAST, _MOST = 24, 190
"""Sides between which a kernel is shown, pixels."""

_LEAST_SEEN = 8
"""Side below which nothing is shown at all."""

_MOST_ROWS = 6
_BESIDE = 16
"""Between a title at the left and what it names."""

_WORTH = 1.15
"""How much larger the pictures are to become for the titles to stand at their left."""


@dataclass(frozen=True)
class StripPlaces:
    """Titles, and as many kernels and maps as there is room for."""

    kernels_title: QRectF
    kernels: tuple[QRectF, ...]
    maps_title: QRectF
    maps: tuple[QRectF, ...]


@dataclass(frozen=True)
class _Grid:
    """So many pictures, in rows of equal squares."""

    shown: int
    rows: int
    side: float


def place_strip(
    room: QRectF,
    count: int,
    title: float,
    across_kernel: int = 3,
    *,
    has_maps: bool = True,
    beside: float = math.inf,
) -> StripPlaces:
    """Lay `count` kernels out above their maps, all as large as they can be.

    `title` is the height of a title; `across_kernel` is how many numbers a row of a kernel has, each
    of which is to be seen. Titles stand above, or at the left, where they take the width `beside`: on a
    low card the pictures are larger then.
    """
    blocks = 2 if has_maps else 1
    height = room.height() - (blocks - 1) * 1.5 * _GAP
    above = _grid(room.width(), height - blocks * title, blocks, count, across_kernel)
    left = beside + _BESIDE
    aside = _grid(room.width() - left, height, blocks, count, across_kernel) if left < room.width() / 2 else above
    is_aside = aside.shown >= above.shown and aside.side > _WORTH * above.side
    grid, title, left = (aside, 0.0, left) if is_aside else (above, title, 0.0)
    if grid.side < _LEAST_SEEN:
        return StripPlaces(QRectF(), (), QRectF(), ())
    return _placed(room, grid, blocks, title, left)


def _placed(room: QRectF, grid: _Grid, blocks: int, title: float, left: float) -> StripPlaces:
    """Put titles above the pictures, or at their left, where these begin at `left`."""
    columns, width = math.ceil(grid.shown / grid.rows), room.width() - left
    # What is left of the width goes between them, though no more than keeps them one group.
    side = grid.side
    across = side + (min((width - columns * side) / (columns - 1), 0.6 * side) if columns > 1 else 0)
    deep = grid.rows * (side + _GAP) - _GAP
    spare = room.height() - blocks * (title + deep) - (blocks - 1) * 1.5 * _GAP
    between = 1.5 * _GAP + min(max(spare, 0.0), 5.0 * _GAP)
    top, placed = room.top(), []
    for _ in range(blocks):
        head = QRectF(room.left(), top, left - _BESIDE if left else width, title or deep)
        placed.append((head, _cells(room.left() + left, top + title, grid.shown, columns, across, side)))
        top += title + deep + between
    (kernels_title, kernels), (maps_title, maps) = (*placed, (QRectF(), ()))[:2]
    return StripPlaces(kernels_title, kernels, maps_title, maps)


def _grid(width: float, height: float, blocks: int, count: int, across_kernel: int) -> _Grid:
    """Return the largest squares for a room: rather fewer that can be seen, in whole rows, than specks."""
    shown, least = count, max(_LEAST, min(2 * across_kernel, height / blocks))
    rows, side = _largest(width, height, blocks, shown)
    while side < least and shown > 1:
        shown = min(shown - 1, int(shown * 0.9))
        rows, side = _largest(width, height, blocks, shown)
    return _Grid(shown, rows, float(int(min(side, _MOST))))


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
