"""The navigation rail: one button a lab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs import LabEntry
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import Theme


class Rail(QFrame):
    """Icon over label for each lab; the current one is tinted and marked by a bar.

    Signals
    -------
    lab_chosen
        The number of a lab, from 0.
    """

    lab_chosen = Signal(int)

    def __init__(
        self, labs: Sequence[LabEntry], theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._labs, self._theme = labs, theme
        self._captions = Captions(translator)
        self._buttons: list[QToolButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 8, 6, 8)
        column.setSpacing(8)
        group = QButtonGroup(self)
        for place, lab in enumerate(labs):
            button = QToolButton()
            button.setProperty("role", "rail")
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._captions.bind(button.setText, lab.label)
            key = f"Ctrl+{place + 1}"
            self._captions.describe(button, f"rail.{place + 1}", lab.title, key=key)
            button.clicked.connect(lambda _, place=place: self.lab_chosen.emit(place))
            group.addButton(button)
            column.addWidget(button)
            self._buttons.append(button)
        column.addStretch(1)
        theme.subscribe(self._on_theme)
        self._on_theme()

    def mark(self, place: int) -> None:
        """Mark the current lab."""
        self._buttons[place].setChecked(True)

    def _on_theme(self) -> None:
        self.setFixedWidth(self._theme.chrome(88))
        for button, lab in zip(self._buttons, self._labs, strict=True):
            set_icon(button, lab.icon, self._theme, 24, beside_words=False)
            button.setFixedHeight(self._theme.chrome(64))
