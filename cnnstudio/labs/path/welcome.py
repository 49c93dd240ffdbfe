"""What stands beside the empty sheet: what will be seen, and one button."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.theme import LARGE, Theme
from cnnstudio.widgets.welcome import Welcome

_LINES = (
    text("<b>There:</b> your digit goes through every layer of the network, up to the loss."),
    text("<b>And back:</b> the loss tells every number how it would have to change."),
    text("<b>One step:</b> a single weight moves, and the loss falls."),
)


class PathWelcome(Welcome):
    """In the place of lanes that would be empty; the button leads to the drawing lab."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(_LINES, LARGE, theme, translator, parent)
        words = text("Choose a digit in the drawing lab")
        self._captions.bind(self._button.setText, words)
        tip = text("Open the drawing lab. Ctrl+R takes a random digit of MNIST right here")
        self._captions.describe(self._button, "path.open_draw", words, tip=tip)
