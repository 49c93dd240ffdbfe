"""A line of words that changes at every step without laying its surroundings out anew."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget


class StillLabel(QWidget):
    """Rich text on one line; who changes its length tells the layout by giving it another fixed size.

    A bare QLabel asks for another layout of the whole window at each change of its words.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.RichText)

    def text(self) -> str:
        """Return the words, with their mark-up."""
        return self._label.text()

    def setText(self, words: str) -> None:
        """Show other words."""
        if words != self._label.text():
            self._label.setText(words)

    def align(self, side: Qt.AlignmentFlag) -> None:
        """Let the words begin at the left, or end at the right."""
        self._label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return self._label.sizeHint().grownBy(self.contentsMargins())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._label.setGeometry(self.contentsRect())
