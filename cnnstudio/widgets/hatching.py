"""Parallel slanted lines, drawn one by one: a brush pattern would become a picture in a PDF."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QRectF

_DISTANCE = 6.0
"""Pixels from one line to the next, along the edges."""


def hatching(area: QRectF, *, rising: bool) -> list[QLineF]:
    """Return lines that fill an area, from lower left to upper right if rising, else from upper left to lower right.

    The lines of areas beside each other run on into one another.
    """
    left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
    # Along a rising line x + y stays the same, along a falling one x − y.
    if rising:
        lowest, highest, start, sign = left + top, right + bottom, -bottom, 1
    else:
        lowest, highest, start, sign = left - bottom, right - top, top, -1
    height = bottom - top
    lines = []
    for number in range(math.ceil(lowest / _DISTANCE), math.floor(highest / _DISTANCE) + 1):
        constant = number * _DISTANCE
        first, last = max(left, constant + start), min(right, constant + start + height)
        if first < last:
            lines.append(QLineF(first, sign * (constant - first), last, sign * (constant - last)))
    return lines
