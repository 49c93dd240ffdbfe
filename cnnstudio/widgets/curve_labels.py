"""Where the words at the ends of curves go, so that none lies on another."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QRectF

_STEP = 3.0
_FARTHEST = 2.0
"""Heights of a line beyond which words no longer seem to belong to their curve."""


def free_place(wanted: QRectF, taken: Iterable[QRectF], room: QRectF, reach: float = math.inf) -> QRectF | None:
    """Return the place nearest to the wanted one, above or below it, that nothing takes; None where all is taken.

    It is no further than `reach` from the wanted one.
    """
    others = list(taken)
    start = min(max(wanted.top(), room.top()), max(room.top(), room.bottom() - wanted.height()))
    for number in range(int(min(room.height(), reach) / _STEP) + 1):
        for way in (1, -1) if number else (1,):
            place = QRectF(wanted.left(), start + way * number * _STEP, wanted.width(), wanted.height())
            inside = place.top() >= room.top() - 0.5 and place.bottom() <= room.bottom() + 0.5
            if inside and not any(place.intersects(other) for other in others):
                return place
    return None


def label_places(
    ends: Sequence[tuple[float, float]],
    widths: Sequence[float],
    height: float,
    room: QRectF,
    curves: Callable[[float, float], tuple[float, float]] | None = None,
    loyal: int = 0,
) -> list[QRectF | None]:
    """Return where each word goes: at the right of its curve's end, moved up or down from the others.

    Parameters
    ----------
    ends
        (x, y) of the curves' ends; the words of the first are placed first.
    widths
        How wide the words are.
    height
        How high they are.
    room
        Where words may be; those that would leave it at the right stand left of their curves' ends.
    curves
        Tells between which heights the curves run from one x to another; None where that is not known.
    loyal
        How many of the last words are left out rather than put far from their curve.

    """
    wanted = [QRectF(x + 8, y - height / 2, width, height) for (x, y), width in zip(ends, widths, strict=True)]
    outside = [number for number, place in enumerate(wanted) if place.right() > room.right()]
    for number in outside:
        x, y = ends[number]
        wanted[number].moveTo(max(room.left(), x - 8 - widths[number]), y - 1.4 * height)
    if outside and curves is not None:
        _move_clear(wanted, sorted(outside, key=lambda number: ends[number][1]), room, curves)
    places: list[QRectF | None] = []
    for number, place in enumerate(wanted):
        reach = _FARTHEST * height if number >= len(wanted) - loyal else math.inf
        places.append(free_place(place, [other for other in places if other is not None], room, reach))
    return places


def _move_clear(
    wanted: list[QRectF], numbers: list[int], room: QRectF, curves: Callable[[float, float], tuple[float, float]]
) -> None:
    """Stack words above the curves, or below them where there is more room, in the order of the curves' ends."""
    left, right = min(wanted[number].left() for number in numbers), max(wanted[number].right() for number in numbers)
    highest, lowest = curves(left, right)
    height = wanted[numbers[0]].height()
    is_above = highest - room.top() >= room.bottom() - lowest
    top = highest - 6 - height * len(numbers) if is_above else lowest + 6
    for place, number in enumerate(numbers):
        wanted[number].moveTop(top + place * height)
