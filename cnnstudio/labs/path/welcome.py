"""What stands beside the empty sheet: what will be seen, and one button."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.theme import CAPTION, LARGE, Theme

_LINES = (
    text("<b>There:</b> your digit goes through every layer of the network, up to the loss."),
    text("<b>And back:</b> the loss tells every number how it would have to change."),
    text("<b>One step:</b> a single weight moves, and the loss falls."),
)


class PathWelcome(QWidget):
    """Three lines and a button, in the place of lanes that would be empty.

    Signals
    -------
    lab_wanted
        The button was pressed.
    """

    lab_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._captions = Captions(translator)
        self._labels: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        for line in _LINES:
            label = QLabel()
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            self._captions.bind(label.setText, line)
            column.addWidget(label)
            self._labels.append(label)
        button = QPushButton()
        words = text("Choose a digit in the drawing lab")
        self._captions.bind(button.setText, words)
        tip = text("Open the drawing lab. Ctrl+R takes a random digit of MNIST right here")
        self._captions.describe(button, "path.open_draw", words, tip=tip)
        button.clicked.connect(self.lab_wanted)
        column.addSpacing(12)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def fit(self, room: QRect) -> None:
        """Take this room, with type as large as the zoom asks for or as the room allows."""
        self.setGeometry(room)
        pixels = self._theme.scaled(LARGE)
        self._write(pixels)
        while pixels > CAPTION and self.heightForWidth(room.width()) > room.height():
            pixels -= 1
            self._write(pixels)

    def _write(self, pixels: int) -> None:
        for label in self._labels:
            label.setStyleSheet(f"font-size: {pixels}px")
