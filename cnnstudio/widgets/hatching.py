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
    sign = 1 if rising else -1
    # Along a rising line x + y stays the same, along a falling one x − y.
    corners = [x + sign * y for x in (area.left(), area.right()) for y in (area.top(), area.bottom())]
    first, last = math.ceil(min(corners) / _DISTANCE), math.floor(max(corners) / _DISTANCE)
    lines = []
    for number in range(first, last + 1):
        constant = number * _DISTANCE
        first_x = constant - area.bottom() if rising else constant + area.top()
        last_x = first_x + area.height()
        left, right = max(area.left(), first_x), min(area.right(), last_x)
        if left < right:
            lines.append(QLineF(left, sign * (constant - left), right, sign * (constant - right)))
    return lines
