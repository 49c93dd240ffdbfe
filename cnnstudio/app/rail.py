"""The navigation rail: one button a lab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs import LabEntry
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import Theme

_HEIGHT, _ICON_HEIGHT = 64, 44
"""Of a button with its label, and without, pixels at 100 %."""
_MARGIN, _AROUND, _BETWEEN = 6, 8, 8


class Rail(QFrame):
    """Icon over label for each lab; the current one is tinted and marked by a bar.

    In a low window with large type the icons stand alone, and where even those find no room, the rail scrolls.

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
        self._area = QScrollArea()
        column = self._make_column()
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

    def _make_column(self) -> QVBoxLayout:
        """Return where the buttons stand, within what scrolls."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(_MARGIN, _AROUND, _MARGIN, _AROUND)
        column.setSpacing(_BETWEEN)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inside)
        for ground in (inside, self._area.viewport()):
            ground.setAutoFillBackground(False)  # the rail's own is seen
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        return column

    def mark(self, place: int) -> None:
        """Mark the current lab."""
        self._buttons[place].setChecked(True)
        self._area.ensureWidgetVisible(self._buttons[place])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        for button in self._buttons:
            if button.isChecked():
                self._area.ensureWidgetVisible(button)

    def _make_room(self) -> None:
        """Leave the labels to the tooltips where all of the buttons with labels find no room."""
        height, count = self._theme.chrome(_HEIGHT), len(self._buttons)
        has_labels = count * (height + _BETWEEN) - _BETWEEN + 2 * _AROUND <= self.height()
        styles = Qt.ToolButtonStyle
        for button in self._buttons:
            button.setToolButtonStyle(styles.ToolButtonTextUnderIcon if has_labels else styles.ToolButtonIconOnly)
            button.setFixedHeight(height if has_labels else self._theme.chrome(_ICON_HEIGHT))

    def _on_theme(self) -> None:
        self.setFixedWidth(self._theme.chrome(88))
        for button, lab in zip(self._buttons, self._labs, strict=True):
            set_icon(button, lab.icon, self._theme, 24, beside_words=False)
        self._make_room()
