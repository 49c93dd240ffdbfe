"""Words painted into a place: as large as the zoom asks for, smaller where the place is narrow."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from cnnstudio.widgets.theme import CAPTION, interface_font

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def type_zoom(zoom: int, width: float, height: float) -> int:
    """Return the zoom of a view's words, per cent: as large as wished, but on a small stage the numbers come first."""
    return max(100, round(min(zoom, height * 0.3, width * 0.15)))


def fitted_font(words: str, width: float, pixels: int, *, bold: bool = False) -> QFont:
    """Return the font of at most `pixels` in which the words fit the width; never below a caption's size."""
    font = interface_font(pixels, bold=bold)
    needed = words_width(words, font)
    if needed <= width or pixels <= CAPTION:
        return font
    return interface_font(max(CAPTION, int(pixels * width / needed)), bold=bold)


def words_width(words: str, font: QFont) -> float:
    """Return how wide words are, pixels."""
    return QFontMetricsF(font).horizontalAdvance(words)


def words_height(words: str, width: float, font: QFont) -> float:
    """Return how high words are that are broken into lines of a width, pixels."""
    room = QRectF(0, 0, width, 10_000)
    return QFontMetricsF(font).boundingRect(room, Qt.TextFlag.TextWordWrap, words).height()


def names_size(names: Iterable[str], font: QFont) -> tuple[float, float]:
    """Return the width of the longest word, and the height of the highest name that is broken at this width."""
    names = list(names)
    width = max(words_width(word, font) for name in names for word in name.split()) + 2
    return width, max(words_height(name, width, font) for name in names)


def draw_fitted(
    painter: QPainter,
    room: QRectF,
    words: str,
    pixels: int,
    color: str,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Write words on one line into the room."""
    painter.setFont(fitted_font(words, room.width(), pixels, bold=bold))
    painter.setPen(QColor(color))
    painter.drawText(room, align | Qt.TextFlag.TextSingleLine, words)


def draw_heading(
    painter: QPainter, room: QRectF, title: str, note: str, pixels: tuple[int, int], colors: tuple[str, str]
) -> None:
    """Write a title in bold and a quieter note after it; a note that does not fit is left out.

    `pixels` and `colors` are those of the title and of the note.
    """
    draw_fitted(painter, room, title, pixels[0], colors[0], bold=True)
    left = words_width(title, fitted_font(title, room.width(), pixels[0], bold=True)) + 12
    rest = room.adjusted(left, 1, 0, 0)
    if note and words_width(note, interface_font(pixels[1])) <= rest.width():
        draw_fitted(painter, rest, note, pixels[1], colors[1])
