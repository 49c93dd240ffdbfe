"""Where the parts of the stride comparison lie: the input, two lanes to outputs of one size, and their difference."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLine, QPoint, QRect

_GAP = 44
"""Between two columns: room for an arrow."""

_OVERHANG, _BEFORE_WAY = 30, 16
"""How far titles may reach into the room between two columns, and where a way leads down its middle."""

_LANE_GAP = 12


def overhang(name: str) -> int:
    """Return by how many pixels the words above a grid may be wider than it."""
    return _BEFORE_WAY if name == "strided" else _OVERHANG


def place_lanes(room: QRect) -> dict[str, QRect]:
    """Return four columns and two lanes: the pooled way above, the strided one below."""
    width = (room.width() - 3 * _GAP) // 4
    height = (room.height() - _LANE_GAP) // 2
    lefts = [room.left() + column * (width + _GAP) for column in range(4)]
    upper, lower = room.top(), room.top() + height + _LANE_GAP
    middle = room.top() + (room.height() - height) // 2
    places = {
        "input": QRect(lefts[0], middle, width, height),
        "convolved": QRect(lefts[1], upper, width, height),
        "pooled": QRect(lefts[2], upper, width, height),
        "strided": QRect(lefts[2], lower, width, height),
        "difference": QRect(lefts[3], middle, width, height),
    }
    return {name: place.adjusted(0, 0, overhang(name), 0) for name, place in places.items()}


@dataclass(frozen=True)
class LaneJoins:
    """Arrows from grid to grid, and the plain lines where ways part and meet."""

    arrows: tuple[QLine, ...]
    lines: tuple[QLine, ...]


def join_lanes(grids: dict[str, QRect]) -> LaneJoins:
    """Return how the grids, where their numbers lie, hang together."""
    fork, meet = grids["convolved"].left() - _GAP // 2, grids["difference"].left() - _GAP // 2
    ends = {name: QPoint(grid.left() - 6, grid.center().y()) for name, grid in grids.items()}
    starts = {name: QPoint(grid.right() + 8, grid.center().y()) for name, grid in grids.items()}
    arrows = [
        QLine(QPoint(fork, ends["convolved"].y()), ends["convolved"]),
        QLine(QPoint(fork, ends["strided"].y()), ends["strided"]),
        QLine(starts["convolved"], QPoint(ends["pooled"].x(), starts["convolved"].y())),
        QLine(QPoint(meet, ends["difference"].y()), ends["difference"]),
    ]
    lines = [
        QLine(starts["input"], QPoint(fork, starts["input"].y())),
        QLine(QPoint(fork, ends["convolved"].y()), QPoint(fork, ends["strided"].y())),
        QLine(starts["pooled"], QPoint(meet, starts["pooled"].y())),
        QLine(starts["strided"], QPoint(meet, starts["strided"].y())),
        QLine(QPoint(meet, starts["pooled"].y()), QPoint(meet, starts["strided"].y())),
    ]
    return LaneJoins(tuple(arrows), tuple(lines))
