"""Where the maps of a stack lie: side by side, their cells of one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_GAP = 28
"""Between two grids: room for the lines from a cell to its window."""

_LEAST_SIDE = 40
"""A map gets larger cells than the others where it would be smaller than so many pixels, and hard to point at."""

_TITLE_WIDTH = 110
"""Room for a title over a small grid, pixels."""


@dataclass(frozen=True)
class MapPlace:
    """One map.

    Attributes
    ----------
    left, width
        Where it and its title lie, pixels.
    cell
        Side of its cells, pixels.

    """

    left: int
    width: int
    cell: float


def place_maps(shapes: Sequence[tuple[int, ...]], width: int, height: int) -> list[MapPlace]:
    """Return a place for each map of (rows, columns), in a room of so many pixels."""
    across = (width - (len(shapes) - 1) * _GAP) / sum(columns for _, columns in shapes)
    cell = min(across, height / max(rows for rows, _ in shapes))
    places: list[MapPlace] = []
    left = 0
    for rows, columns in shapes:
        own = min(max(cell, _LEAST_SIDE / max(rows, columns)), height / rows)
        room = max(round(columns * own), min(_TITLE_WIDTH, width - left))
        places.append(MapPlace(left, room, own))
        left += room + _GAP
    return places
