"""How the loss follows from the true class's share, beside its row; no number is cut, however narrow the column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from cnnstudio.core.numbers import NO_BREAK_SPACE
from cnnstudio.widgets.stage.fitted_text import LEFT, fitted_font, words_width
from cnnstudio.widgets.theme import BODY, Theme, interface_font

_LEAST = 9
"""Smallest type of a number that finds no room otherwise, pixels."""

_LINE = 1.35
"""Height of a line, in its type's pixels."""


@dataclass(frozen=True)
class _Line:
    words: str
    font: QFont
    color: str

    @property
    def height(self) -> float:
        return self.font.pixelSize() * _LINE


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
    colors = theme.palette
    looks = (
        (pixels(BODY - 1), colors.text, False),
        (pixels(BODY + 6), colors.text, True),
        (pixels(BODY - 2), colors.text_third, False),
    )
    written = [
        _Line(part, font, color)
        for words, (size, color, bold) in zip(lines, looks, strict=True)
        for part, font in broken(words, room.width(), size, bold=bold)
    ]
    heights = sum(line.height for line in written)
    top = max(room.top(), min(row.center().y() - written[0].height / 2, room.bottom() - heights))
    block = QRectF(room.left(), top, room.width(), heights)
    for line in written:
        painter.setFont(line.font)
        painter.setPen(QColor(line.color))
        painter.drawText(QRectF(room.left(), top, room.width(), line.height), LEFT, line.words)
        top += line.height
    return block


def broken(words: str, width: float, pixels: int, *, bold: bool) -> list[tuple[str, QFont]]:
    """Return the lines in which words stand in a width: one, or broken at spaces, in smaller type only if need be."""
    font = fitted_font(words, width, pixels, bold=bold)
    if words_width(words, font) <= width:
        return [(words, font)] if words else []
    # In a narrow column a power of ten may stand in two lines, each whole: 5.928 and × 10⁻⁶.
    parts = words.replace(f"{NO_BREAK_SPACE}×", " ×").split(" ")
    widest = max(parts, key=lambda part: words_width(part, font))
    font = interface_font(max(_LEAST, min(font.pixelSize(), _size_for(widest, width, font))), bold=bold)
    lines = [parts[0]]
    for part in parts[1:]:
        longer = f"{lines[-1]} {part}"
        if words_width(longer, font) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return [(line, font) for line in lines]


def _size_for(words: str, width: float, font: QFont) -> int:
    return int(font.pixelSize() * width / max(1.0, words_width(words, font)))
