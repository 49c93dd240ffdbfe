"""A slider of the app's style."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from cnnstudio.widgets.theme import Theme

_KNOB = 9
"""Radius of the knob."""


class Slider(QSlider):
    """A horizontal slider high enough for its knob, which the wheel turns only while it has the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def knob(self) -> int:
        """Width of the style's knob, which is more than what Qt takes it for."""
        return self._theme.scaled(_KNOB) * 2

    def sizeHint(self) -> QSize:
        return QSize(self._theme.scaled(128), self.knob + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.chrome(72), self.knob + 4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
