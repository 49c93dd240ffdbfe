"""Cards side by side: a quantity with its formula, today's numbers in it, and the result."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.stage.fitted_text import RIGHT, draw_fitted, fitted_font, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, RESULT, Theme

_GAP, _MARGIN = 12.0, 14.0
_SWATCH = 24.0
_FULL = 104.0
"""Height of a card at 100 % in which all type has its full size, pixels."""


@dataclass(frozen=True)
class FormulaCard:
    """One quantity.

    Attributes
    ----------
    name
        What it is called.
    formula
        How it is computed, in letters.
    calculation
        The same with numbers, up to the sign of equality.
    result
        What comes out.
    color
        The name of its curve's colour in the palette; empty where it has no curve.
    is_dashed
        Whether its curve is interrupted.

    """

    name: str
    formula: str
    calculation: str
    result: str
    color: str = ""
    is_dashed: bool = False


class FormulaCards(QWidget):
    """Shows cards of equal width."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: tuple[FormulaCard, ...] = ()
        theme.subscribe(self._on_theme)

    @property
    def cards(self) -> tuple[FormulaCard, ...]:
        """What is shown."""
        return self._cards

    def show_cards(self, cards: tuple[FormulaCard, ...]) -> None:
        """Show other quantities."""
        if cards != self._cards:
            self._cards = cards
            said = (f"{card.name}: {card.formula} = {card.calculation} = {card.result}" for card in cards)
            self.setAccessibleDescription(". ".join(said))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw all cards; the same for the screen and for files."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        count = max(len(self._cards), 1)
        width = (self.width() - (count - 1) * _GAP) / count
        for place, card in enumerate(self._cards):
            self._draw(painter, QRectF(place * (width + _GAP), 0, width, self.height()), card)

    def _draw(self, painter: QPainter, place: QRectF, card: FormulaCard) -> None:
        colors = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.card))
        painter.drawRoundedRect(place, 8, 8)
        room = place.adjusted(_MARGIN, 8, -_MARGIN, -8)
        line = room.height() * 0.3
        body, caption, result = (self._pixels(size) for size in (BODY, CAPTION, RESULT))
        head = QRectF(room.left(), room.top(), room.width(), line)
        if card.color:
            style = Qt.PenStyle.DashLine if card.is_dashed else Qt.PenStyle.SolidLine
            painter.setPen(QPen(QColor(getattr(colors, card.color)), 3, style))
            painter.drawLine(QLineF(head.left(), head.center().y(), head.left() + _SWATCH, head.center().y()))
            head.setLeft(head.left() + _SWATCH + 8)
        draw_fitted(painter, head, card.name, body, colors.text, bold=True)
        middle = QRectF(room.left(), head.bottom(), room.width(), room.height() - 2 * line)
        taken = words_width(card.result, fitted_font(card.result, middle.width() / 2, result, bold=True)) + 4
        right = middle.adjusted(middle.width() - taken, 0, 0, 0)
        draw_fitted(painter, right, card.result, result, colors.text, bold=True, align=RIGHT)
        draw_fitted(painter, middle.adjusted(0, 0, -taken - 8, 0), card.formula, caption, colors.text_second)
        below = QRectF(room.left(), middle.bottom(), room.width(), line)
        draw_fitted(painter, below, f"= {card.calculation}", body, colors.text)

    def _pixels(self, size: int) -> int:
        """Return a size of type that suits the height of the cards."""
        return max(11, min(self._theme.scaled(size), round(size * self.height() / _FULL * 1.1)))

    def _on_theme(self) -> None:
        self.update()
