"""Two buttons of which one is pressed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from cnnstudio.widgets.theme import BODY, Theme


class TwoButtons(QWidget):
    """Chooses between two ways of looking at the same.

    Signals
    -------
    chosen
        The other button is pressed now.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.first, self.second = _Choice(theme), _Choice(theme)
        group, row = QButtonGroup(self), QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.first, self.second):
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.first.setChecked(True)
        self.second.toggled.connect(self.chosen)


class _Choice(QPushButton):
    """A button as wide as its words are in bold type, pressed or not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font(BODY, bold=True)).horizontalAdvance(self.text())
        return QSize(words + 2 * self._theme.scaled(12) + 8, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
