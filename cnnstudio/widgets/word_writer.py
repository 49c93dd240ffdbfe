"""Short words that are painted over and over again, such as the numbers of a calculation that is stepped."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QStaticText

from cnnstudio.widgets.painting import is_vector

_WIDEST = 200.0
"""No words reach further from their middle, pixels."""

_MOST = 2000
"""So many words are remembered."""


class WordWriter:
    """Writes words of one font around a point; laying words out takes most of the time, so it is done once."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._laid_out: dict[str, tuple[QStaticText, float, float]] = {}

    def write(self, painter: QPainter, lines: Iterable[tuple[float, float, str]], ink: str) -> None:
        """Write words around points x, y; where the output is vectors, as text that can be searched."""
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        if is_vector(painter):
            for x, y, words in lines:
                room = QRectF(x - _WIDEST, y - _WIDEST, 2 * _WIDEST, 2 * _WIDEST)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
            return
        for x, y, words in lines:
            laid_out, left, up = self._laid_out.get(words) or self._lay_out(painter, words)
            painter.drawStaticText(QPointF(x - left, y - up), laid_out)

    def _lay_out(self, painter: QPainter, words: str) -> tuple[QStaticText, float, float]:
        if len(self._laid_out) >= _MOST:
            self._laid_out.clear()
        laid_out = QStaticText(words)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        laid_out.prepare(painter.transform(), self._font)
        size = laid_out.size()
        self._laid_out[words] = laid_out, size.width() / 2, size.height() / 2
        return self._laid_out[words]
