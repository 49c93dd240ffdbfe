"""Many small maps in the room below a large one."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF

from cnnstudio.ops.window import Pair

_SMALLEST = 5.0
"""Side below which a map says nothing, pixels."""

_CALM = 0.68
"""Part of the largest size from which full rows are preferred."""


def small_maps(room: QRectF, count: int, size: Pair) -> tuple[QRectF, ...]:
    """Return places for maps of `size` cells, as large as possible side by side; none where they would be specks.

    Of one with too many maps for the room, the first ones would be no fair choice: none are shown.
    """
    cells = {columns: _cell(room, count, size, columns) for columns in range(1, min(count, 16) + 1)}
    largest = max(cells.values())
    # Full rows look calmer, and are worth a little of the maps' size.
    calm = {columns: cell for columns, cell in cells.items() if count % columns == 0 and cell >= _CALM * largest}
    columns, best = max((calm or cells).items(), key=lambda entry: entry[1])
    width, height, gap = best * size[1], best * size[0], _gap(room)
    if min(width, height) < _SMALLEST:
        return ()
    # What is left of the width goes between the maps, so that the last one ends where the large one does.
    across = width + gap if columns == 1 else min((room.width() - width) / (columns - 1), width + 3 * gap)
    places = []
    for number in range(count):
        row, column = divmod(number, columns)
        places.append(QRectF(room.left() + column * across, room.top() + row * (height + gap), width, height))
    return tuple(QRectF(round(place.x()), round(place.y()), int(width), int(height)) for place in places)


def _cell(room: QRectF, count: int, size: Pair, columns: int) -> float:
    """Return the side of a cell with so many maps in a row."""
    rows, gap = math.ceil(count / columns), _gap(room)
    return min(
        (room.width() - gap * (columns - 1)) / (columns * size[1]),
        (room.height() - gap * (rows - 1)) / (rows * size[0]),
    )


def _gap(room: QRectF) -> float:
    return 5.0 if room.width() >= 80 else 3.0
