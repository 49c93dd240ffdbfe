"""What stands beside the empty sheet: what will be seen there, and one button."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import CAPTION, LARGE, Theme

_LINES = (
    text("<b>As the network sees it:</b> your digit as 28 × 28 numbers."),
    text("<b>What it answers:</b> how sure it is of each of the ten digits."),
    text("<b>Every layer:</b> what convolution, ReLU and pooling make of your lines."),
)


class Welcome(QWidget):
    """Three lines and a button, in the place of grids that would be empty.

    Signals
    -------
    digit_wanted
        "Show me a digit" was pressed.
    """

    digit_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
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
        self._button = QPushButton()
        label_of_button: Text = text("Show me a digit of MNIST")
        self._captions.bind(self._button.setText, label_of_button)
        self._captions.describe(self._button, "draw.show_digit", label_of_button, key="Ctrl+R")
        self._button.clicked.connect(self.digit_wanted)
        column.addSpacing(12)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        theme.subscribe(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        set_icon(self._button, "random", self._theme)
        self._write(self._theme.scaled(LARGE - 2))

    def fit(self, room: QRect) -> None:
        """Take this room, with type as large as the zoom asks for or as the room allows."""
        self.setGeometry(room)
        pixels = self._theme.scaled(LARGE - 2)
        self._write(pixels)
        while pixels > CAPTION and self.heightForWidth(room.width()) > room.height():
            pixels -= 1
            self._write(pixels)

    def _write(self, pixels: int) -> None:
        for label in self._labels:
            label.setStyleSheet(f"font-size: {pixels}px")
