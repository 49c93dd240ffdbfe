"""Where the parts of the collapse view lie: the input, two lanes to the results, and their difference."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLine, QPoint, QRect

_GAP = 44
"""Between two columns: room for an arrow."""

OVERHANG = 30
"""How far titles may reach into the room between two columns."""

_LANE_GAP = 12


def place_collapse(room: QRect) -> dict[str, QRect]:
    """Return five columns and two lanes; the single kernel has the room of the two above it."""
    width = (room.width() - 4 * _GAP) // 5
    height = (room.height() - _LANE_GAP) // 2
    lefts = [room.left() + column * (width + _GAP) for column in range(5)]
    upper, lower = room.top(), room.top() + height + _LANE_GAP
    middle = room.top() + (room.height() - height) // 2
    places = {
        "input": QRect(lefts[0], middle, width, height),
        "first": QRect(lefts[1], upper, width, height),
        "second": QRect(lefts[2], upper, width, height),
        "twice": QRect(lefts[3], upper, width, height),
        "composed": QRect(lefts[1], lower, 2 * width + _GAP, height),
        "once": QRect(lefts[3], lower, width, height),
        "difference": QRect(lefts[4], middle, width, height),
    }
    return {name: place.adjusted(0, 0, OVERHANG, 0) for name, place in places.items()}


@dataclass(frozen=True)
class Joins:
    """Arrows from grid to grid, and the plain lines where ways part and meet."""

    arrows: tuple[QLine, ...]
    lines: tuple[QLine, ...]


def join_grids(grids: dict[str, QRect]) -> Joins:
    """Return how the grids, where their numbers lie, hang together."""
    fork, meet = grids["first"].left() - _GAP // 2, grids["difference"].left() - _GAP // 2
    pairs = (("first", "second"), ("second", "twice"), ("composed", "once"))
    arrows = [QLine(_right_of(grids[start]), _left_of(grids[end], grids[start])) for start, end in pairs]
    for x, end in ((fork, "first"), (fork, "composed"), (meet, "difference")):
        tip = _left_of(grids[end])
        arrows.append(QLine(QPoint(x, tip.y()), tip))
    lines = [
        QLine(_right_of(grids[name]), QPoint(x, _level(grids[name])))
        for name, x in (("input", fork), ("twice", meet), ("once", meet))
    ]
    for x, upper, lower in ((fork, "first", "composed"), (meet, "twice", "once")):
        lines.append(QLine(x, _level(grids[upper]), x, _level(grids[lower])))
    return Joins(tuple(arrows), tuple(lines))


def _level(grid: QRect) -> int:
    return grid.center().y()


def _right_of(grid: QRect) -> QPoint:
    return QPoint(grid.right() + 8, _level(grid))


def _left_of(grid: QRect, start: QRect | None = None) -> QPoint:
    """Return where an arrow ends: as high as it starts, since all of them are level."""
    return QPoint(grid.left() - 6, _level(start or grid))
