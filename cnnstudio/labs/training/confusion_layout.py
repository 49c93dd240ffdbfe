"""Where the parts of the confusion view lie: the matrix at the left, the pictures of one of its cells beside it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

_GAP = 32
_MARGINS = (32, 16)
_MATRIX = 0.56
"""Share of the width that the matrix takes at most."""


@dataclass(frozen=True)
class ConfusionPlaces:
    """One rectangle a part."""

    title: QRect
    matrix: QRect
    gallery_title: QRect
    gallery_note: QRect
    gallery: QRect


def place_confusion(width: int, height: int, title: int, caption: int) -> ConfusionPlaces:
    """Lay the stage out; `title` and `caption` are heights of a line."""
    margin = _MARGINS[0] if width >= 800 else _MARGINS[1]
    room = QRect(margin, 8, width - 2 * margin, height - 16)
    side = min(room.height() - title, round(room.width() * _MATRIX))
    matrix = QRect(room.left(), room.top() + title, side, side)
    left = matrix.right() + 1 + _GAP
    across = room.right() + 1 - left
    gallery_title = QRect(left, room.top(), across, title)
    note = QRect(left, gallery_title.bottom() + 1, across, 2 * caption)
    top = note.bottom() + 9
    gallery = QRect(left - 4, top, across + 4, room.bottom() + 1 - top)
    return ConfusionPlaces(QRect(room.left(), room.top(), side, title), matrix, gallery_title, note, gallery)
