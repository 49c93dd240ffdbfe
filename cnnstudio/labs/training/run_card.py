"""What the first view paints itself: the card under kernels and matrix, and what stands there before a run."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.run_layout import RunPlaces
from cnnstudio.widgets.stage.fitted_text import CENTRE, draw_fitted, draw_heading, words_height
from cnnstudio.widgets.theme import BODY, CAPTION, RESULT, Theme, interface_font

_MARGIN = 32


class RunCard:
    """Paints in the theme and language of the moment."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        self._theme, self._translator = theme, translator

    def draw(
        self, painter: QPainter, places: RunPlaces, title: Text, sentence: Text | None, pixels: tuple[int, int]
    ) -> None:
        """Draw the card with the matrix's words; None where nothing is counted yet. `pixels` are sizes of type."""
        colors, say = self._theme.palette, self._translator
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.card))
        painter.drawRoundedRect(places.card, 8, 8)
        if places.matrix.isEmpty():
            return
        heading = say(title), say(text("true ↓, read as →"))
        draw_heading(painter, QRectF(places.matrix_title), *heading, pixels, (colors.text, colors.text_second))
        if sentence is not None:
            draw_fitted(painter, QRectF(places.sentence), say(sentence), pixels[1], colors.text_second)
            return
        painter.setFont(interface_font(pixels[1]))
        painter.setPen(QColor(colors.text_second))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        room = QRectF(places.matrix.topLeft(), places.sentence.bottomRight())
        painter.drawText(room, flags, say(text("Counted after each epoch, on the test digits.")))

    def draw_welcome(self, painter: QPainter, stage: QRect, title: Text, sentence: Text) -> None:
        """Draw what stands on the stage before there is anything to see."""
        colors, say, middle = self._theme.palette, self._translator, stage.height() / 2
        width, size = stage.width() - 2 * _MARGIN, self._theme.scaled(RESULT)
        room = QRectF(_MARGIN, middle - 1.6 * size, width, 1.5 * size)
        draw_fitted(painter, room, say(title), size, colors.text, bold=True, align=CENTRE)
        painter.setFont(self._theme.font(BODY))
        painter.setPen(QColor(colors.text_second))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(_MARGIN, middle + 4, width, middle - 8), flags, say(sentence))
        top = middle + 4 + words_height(say(sentence), width, painter.font()) + 12
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(QColor(colors.text_third))
        seen = text("Curves will show how wrong its answers are; below them, the kernels take shape out of noise.")
        painter.drawText(QRectF(_MARGIN, top, width, stage.height() - top), flags, say(seen))
