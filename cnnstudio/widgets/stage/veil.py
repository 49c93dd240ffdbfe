"""A veil over a view, while what it shows no longer follows from the settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.theme import Theme

DIMMED = 0.4
"""Opacity of the last possible result while the settings are impossible."""


class Veil(QWidget):
    """Dims all of its parent; clicks go through."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._covered = theme, parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self, is_needed: bool) -> None:
        """Lie over the parent, or get out of the way."""
        self.setGeometry(self._covered.rect())
        self.setVisible(is_needed)
        if is_needed:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        color = QColor(self._theme.palette.stage)
        color.setAlphaF(1 - DIMMED)
        painter = QPainter(self)
        painter.fillRect(event.rect(), color)
        painter.end()
