"""Where the maps of a stack lie: side by side, their cells of one size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_GAPS = (28, 16)
"""Between two grids, room for the lines from a cell to its window: of few maps and of more than four, pixels."""

_LEAST_SIDE = 40
"""A map gets larger cells than the others where it would be smaller than so many pixels, and hard to point at."""

TITLE_WIDTH = 122
"""Room that the whole title over a small grid takes, pixels."""


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
    gap = _GAPS[len(shapes) > 4]
    room = width - (len(shapes) - 1) * gap
    title = min(TITLE_WIDTH, room // len(shapes))
    cell = _largest_cell([columns for _, columns in shapes], room, title)
    cell = min(cell, height / max(rows for rows, _ in shapes))
    places: list[MapPlace] = []
    left = 0
    for rows, columns in shapes:
        own = min(max(cell, _LEAST_SIDE / max(rows, columns)), height / rows)
        place = MapPlace(left, max(int(columns * own), title), own)
        places.append(place)
        left += place.width + gap
    return places


def _largest_cell(columns: Sequence[int], room: int, title: int) -> float:
    """Return the side of cells at which all maps fit side by side, of which none takes less than its title does."""
    wide = sorted(columns, reverse=True)
    for count in range(len(wide), 0, -1):
        cell = (room - title * (len(wide) - count)) / sum(wide[:count])
        if wide[count - 1] * cell >= title:
            return cell
    return title / wide[0]
