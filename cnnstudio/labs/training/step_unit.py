"""What one step is, a batch or an epoch: chosen from a list or, where the bar is short, from a menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_parts import StepButton, StepChoice

_UNITS = {"batch": text("by batch"), "epoch": text("by epoch")}
_SHORT = {"batch": text("Batch"), "epoch": text("Epoch")}
"""What the menu's button bears: it stays where the step beside it has lost its words."""


class StepUnit:
    """A list and a button that opens the same choice; the bar shows one of them."""

    def __init__(self, captions: Captions, bar: QWidget, chosen: Callable[[str], object]) -> None:
        self._captions = captions
        self._short = dict.fromkeys(_SHORT, "")
        self.choice, self.button = StepChoice(bar), StepButton("button", bar)
        self._menu = QMenu(self.button)
        self._actions = self._make_actions(chosen)
        self.button.setMenu(self._menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        captions.describe(self.choice, "training.unit", text("What one step is"))
        captions.describe(self.button, "training.unit_menu", text("What one step is"))
        self.choice.activated.connect(lambda place: chosen(self.choice.itemData(place)))

    def _make_actions(self, chosen: Callable[[str], object]) -> dict[str, QAction]:
        group, actions = QActionGroup(self._menu), {}
        for unit, words in _UNITS.items():
            action = actions[unit] = self._menu.addAction("")
            action.setCheckable(True)
            group.addAction(action)
            self._captions.bind(action.setText, words)
        group.triggered.connect(lambda action: chosen(next(unit for unit in actions if actions[unit] is action)))
        return actions

    def show(self, unit: str) -> None:
        """Show which is chosen."""
        self._actions[unit].setChecked(True)
        self.button.setText(self._short[unit])
        if self.choice.currentData() != unit:
            self.choice.setCurrentIndex(self.choice.findData(unit))

    def retranslate(self, say: Translator) -> None:
        """Write the entries of the list anew."""
        self._short = {unit: say(words) for unit, words in _SHORT.items()}
        self.button.set_words(tuple(self._short.values()))
        self.choice.clear()
        for unit, words in _UNITS.items():
            self.choice.addItem(say(words), unit)

    def restyle(self, theme: Theme) -> None:
        """Take over the theme's colours and sizes."""
        set_icon(self.button, "chevron-down", theme, 16, beside_words=True)
