"""What stands beside the empty sheet: what will be seen there, and one button."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import LARGE, Theme
from cnnstudio.widgets.welcome import Welcome

_LINES = (
    text("<b>As the network sees it:</b> your digit as 28 × 28 numbers."),
    text("<b>What it answers:</b> how sure it is of each of the ten digits."),
    text("<b>Every layer:</b> what convolution, ReLU and pooling make of your lines."),
)


class DrawWelcome(Welcome):
    """In the place of grids that would be empty; the button shows a digit."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(_LINES, LARGE - 2, theme, translator, parent)
        label = text("Show me a digit of MNIST")
        self._captions.bind(self._button.setText, label)
        self._captions.describe(self._button, "draw.show_digit", label, key="Ctrl+R")
        theme.subscribe(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        set_icon(self._button, "random", self._theme)
        self._write(self._theme.scaled(self._size))
