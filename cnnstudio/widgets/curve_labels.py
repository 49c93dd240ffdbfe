"""Where the words at the ends of curves go, so that none lies on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF

_STEP = 3.0


def free_place(wanted: QRectF, taken: Iterable[QRectF], room: QRectF) -> QRectF | None:
    """Return the place nearest to the wanted one, above or below it, that nothing takes; None where all is taken."""
    others = list(taken)
    start = min(max(wanted.top(), room.top()), max(room.top(), room.bottom() - wanted.height()))
    for number in range(int(room.height() / _STEP) + 1):
        for way in (1, -1) if number else (1,):
            place = QRectF(wanted.left(), start + way * number * _STEP, wanted.width(), wanted.height())
            inside = place.top() >= room.top() - 0.5 and place.bottom() <= room.bottom() + 0.5
            if inside and not any(place.intersects(other) for other in others):
                return place
    return None


def label_places(
    ends: Sequence[tuple[float, float]], widths: Sequence[float], height: float, room: QRectF
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
        Where words may be; a word that would leave it at the right stands left of its curve's end, above the curve.

    """
    places: list[QRectF | None] = []
    for (x, y), width in zip(ends, widths, strict=True):
        wanted = QRectF(x + 8, y - height / 2, width, height)
        if wanted.right() > room.right():
            wanted.moveTo(max(room.left(), x - 8 - width), y - 1.4 * height)
        places.append(free_place(wanted, [place for place in places if place is not None], room))
    return places
