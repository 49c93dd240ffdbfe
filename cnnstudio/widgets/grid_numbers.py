"""How the numbers of a grid are written into its cells: all with the same decimals, in the largest type that fits."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QStaticText

from cnnstudio.core.numbers import fixed
from cnnstudio.widgets.grid_content import GridContent
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.theme import interface_font

SMALLEST_NUMBERED_CELL = 20
"""Cells below this many pixels carry no number."""

_SMALLEST_WITH_TWO_DECIMALS = 30

_SMALLEST_TYPE = 9

_WIDEST = 100.0
"""No number reaches further from its middle."""


@dataclass(frozen=True)
class NumberStyle:
    """Decimals and type size, in pixels, of all numbers of a grid."""

    decimals: int
    pixels: int


def number_style(content: GridContent, cell_size: float, largest: int) -> NumberStyle | None:
    """Return how the numbers fit cells of a size, in type of `largest` pixels at most; None if they do not."""
    if cell_size < SMALLEST_NUMBERED_CELL:
        return None
    metrics = QFontMetricsF(interface_font(100))
    for decimals in _choices(content, cell_size):
        widest = max(metrics.horizontalAdvance(fixed(end, decimals)) for end in content.pyramid.extremes)
        pixels = int(min(largest, cell_size * 0.5, _room(cell_size) / widest * 100))
        if pixels >= _SMALLEST_TYPE:
            return NumberStyle(decimals, pixels)
    return None


def _room(cell_size: float) -> float:
    """Return how wide a number may be: the larger the cell, the more air a border leaves it; 17 of 20, 41 of 50."""
    return cell_size - min(0.2 * cell_size - 1, 12)


def _choices(content: GridContent, cell_size: float) -> tuple[int, ...]:
    if content.decimals is not None:
        return (content.decimals,)
    if content.pyramid.is_whole:
        return (0,)
    return (2, 1) if cell_size >= _SMALLEST_WITH_TWO_DECIMALS else (1,)


class NumberWriter:
    """Writes numbers into cells; laying out a text takes most of the time, so the same one is laid out once."""

    def __init__(self, painter: QPainter, style: NumberStyle) -> None:
        self._painter = painter
        self._decimals = style.decimals
        self._font = interface_font(style.pixels)
        self._laid_out: dict[str, tuple[QStaticText, float, float]] = {}
        self._keeps_text = is_vector(painter)
        painter.setFont(self._font)

    def write(self, x: float, y: float, value: float, ink: QColor) -> None:
        """Write a number around a point."""
        number = fixed(value, self._decimals)
        self._painter.setPen(ink)
        if self._keeps_text:
            room = QRectF(x - _WIDEST, y - _WIDEST, 2 * _WIDEST, 2 * _WIDEST)
            self._painter.drawText(room, Qt.AlignmentFlag.AlignCenter, number)
        else:
            words, half_width, half_height = self._laid_out.get(number) or self._lay_out(number)
            self._painter.drawStaticText(QPointF(x - half_width, y - half_height), words)

    def _lay_out(self, number: str) -> tuple[QStaticText, float, float]:
        words = QStaticText(number)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.prepare(self._painter.transform(), self._font)
        size = words.size()
        self._laid_out[number] = words, size.width() / 2, size.height() / 2
        return self._laid_out[number]
