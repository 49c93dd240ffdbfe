"""Where the parts of the first view lie: both curves above, kernels and the confusion matrix on a card below them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect

_GAP = 28
_MARGINS = (32, 16)
"""Left and right of the stage, where it is wide and where it is narrow."""

_SHARES, _HEIGHTS = (0.34, 0.44), (300, 420)
"""Shares of the height that the card takes on a low and on a high stage, and how high these are, pixels."""

_LEAST_CARD, _LEAST_CURVES = 112, 120
"""Heights below which the card, or a curve, says nothing; the curves come first."""

_LEAST_MATRIX = 96
"""Side of a matrix below which it says nothing; the kernels take its room then."""

_MATRIX = 0.34
"""Share of the card's width that the matrix takes at most."""

_SENTENCE = 9
"""Width that the sentence under the matrix needs, in heights of its line."""


@dataclass(frozen=True)
class RunPlaces:
    """One rectangle a part; an empty one is not shown."""

    loss: QRect
    accuracy: QRect
    card: QRect
    strip: QRect
    matrix_title: QRect
    matrix: QRect
    sentence: QRect


def place_run(width: int, height: int, title: int, caption: int) -> RunPlaces:
    """Lay the stage out; `title` and `caption` are heights of a line."""
    margin = _MARGINS[0] if width >= 800 else _MARGINS[1]
    room = width - 2 * margin
    card_height = round(height * float(np.interp(height, _HEIGHTS, _SHARES)))
    if card_height < _LEAST_CARD:
        card_height = _LEAST_CARD if height - _LEAST_CARD >= _LEAST_CURVES + 24 else 0
    card = QRect(margin - 12, height - card_height - 8, room + 24, card_height) if card_height else QRect()
    bottom = card.top() - 10 if card_height else height - 8
    half = (room - _GAP) // 2
    loss = QRect(margin, 8, half, bottom - 8)
    accuracy = QRect(margin + half + _GAP, 8, room - half - _GAP, bottom - 8)
    if not card_height:
        return RunPlaces(loss, accuracy, card, QRect(), QRect(), QRect(), QRect())
    inside = card.adjusted(12, 8, -12, -8)
    # The matrix is square, with the class names at its left and below it.
    side = min(inside.height() - title - caption - 4, round(inside.width() * _MATRIX))
    if side < _LEAST_MATRIX:
        return RunPlaces(loss, accuracy, card, inside, QRect(), QRect(), QRect())
    block = max(side, min(_SENTENCE * caption, inside.width() // 3))
    matrix = QRect(inside.right() + 1 - block, inside.top() + title, side, side)
    matrix_title = QRect(matrix.left(), inside.top(), block, title)
    sentence = QRect(matrix.left(), matrix.bottom() + 5, block, caption)
    strip = QRect(inside.left(), inside.top(), matrix.left() - 24 - inside.left(), inside.height())
    return RunPlaces(loss, accuracy, card, strip, matrix_title, matrix, sentence)
