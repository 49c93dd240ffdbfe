"""What stands beside an empty sheet: what will be seen, and one button."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.theme import CAPTION, Theme


class Welcome(QWidget):
    """A few lines and a button, in the place of what would be empty; a lab names the button.

    Signals
    -------
    wanted
        The button was pressed.
    """

    wanted = Signal()

    def __init__(
        self, lines: tuple[Text, ...], size: int, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._size = theme, size
        self._captions = Captions(translator)
        self._labels: list[QLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addStretch(1)
        for line in lines:
            label = QLabel()
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            self._captions.bind(label.setText, line)
            column.addWidget(label)
            self._labels.append(label)
        self._button = QPushButton()
        self._button.clicked.connect(self.wanted)
        column.addSpacing(12)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def fit(self, room: QRect) -> None:
        """Take this room, with type as large as the zoom asks for or as the room allows."""
        self.setGeometry(room)
        pixels = self._theme.scaled(self._size)
        self._write(pixels)
        while pixels > CAPTION and self.heightForWidth(room.width()) > room.height():
            pixels -= 1
            self._write(pixels)

    def _write(self, pixels: int) -> None:
        for label in self._labels:
            label.setStyleSheet(f"font-size: {pixels}px")
