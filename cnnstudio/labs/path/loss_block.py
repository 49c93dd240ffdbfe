"""How the loss follows from the true class's share, beside its row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from cnnstudio.widgets.stage.fitted_text import draw_fitted
from cnnstudio.widgets.theme import BODY, Theme


def draw_loss(
    painter: QPainter,
    room: QRectF,
    row: QRectF,
    lines: tuple[str, str, str],
    pixels: Callable[[float], int],
    theme: Theme,
) -> QRectF:
    """Write how the loss follows from the true class's share, beside its row; return where that stands.

    Parameters
    ----------
    painter, room
        The column of the loss.
    row
        The row of the true class.
    lines
        The calculation, its result, and a quieter line below, which may be empty.
    pixels
        Sizes of type at the zoom of the stage.
    theme
        Colours.

    """
    small, large = pixels(BODY - 1) * 1.35, pixels(BODY + 6) * 1.3
    heights = (small, large, small if lines[2] else 0.0)
    top = max(room.top(), min(row.center().y() - small / 2, room.bottom() - sum(heights)))
    block = QRectF(room.left(), top, room.width(), sum(heights))
    colors = theme.palette
    looks = (
        (pixels(BODY - 1), colors.text, False),
        (pixels(BODY + 6), colors.text, True),
        (pixels(BODY - 2), colors.text_third, False),
    )
    for words, height, (size, color, bold) in zip(lines, heights, looks, strict=True):
        if words:
            draw_fitted(painter, QRectF(room.left(), top, room.width(), height), words, size, color, bold=bold)
        top += height
    return block
