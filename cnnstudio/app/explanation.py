"""The card that explains what is on the stage, with the numbers of the moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator
from cnnstudio.widgets.theme import Theme

if TYPE_CHECKING:
    from cnnstudio.widgets.cards import TextCard

_WIDTH = 420
_GAP = 24


class Explanation:
    """Shows the card over the upper right of the stage, and keeps its numbers up to date."""

    def __init__(
        self,
        stage: QWidget,
        theme: Theme,
        translator: Translator,
        content: Callable[[], tuple[Text, Text]],
        after: Callable[[], object],
    ) -> None:
        self._stage, self._theme, self._translator = stage, theme, translator
        self._content, self._after = content, after

    @cached_property
    def card(self) -> TextCard:
        """The card, made when it is first asked for."""
        from cnnstudio.widgets.cards import TextCard

        card = TextCard("window.explanation", self._theme, self._translator, self._stage)
        card.closed.connect(lambda: self._after())
        return card

    @property
    def is_shown(self) -> bool:
        """Whether the card is on the stage."""
        return "card" in self.__dict__ and self.card.isVisible()

    def toggle(self) -> None:
        """Show the card, or put it away."""
        if self.is_shown:
            self.card.put_away()
            return
        self.card.show()
        self.card.raise_()
        self.card.setFocus(Qt.FocusReason.PopupFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Bring words and place up to date; a card that is not shown is left alone."""
        if not self.is_shown:
            return
        title, words = self._content()
        self.card.show_text(self._translator(title), self._translator(words))
        room = self._stage.rect()
        width = min(room.width() - 2 * _GAP, self._theme.scaled(_WIDTH))
        height = min(room.height() - _GAP, self.card.heightForWidth(width))
        self.card.setGeometry(QRect(room.right() - width - _GAP, 8, width, height))
