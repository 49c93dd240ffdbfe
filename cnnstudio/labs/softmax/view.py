"""The stage of the lab: its three views by their tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.softmax_view import SoftmaxView
from cnnstudio.labs.softmax.stepping import SoftmaxSteps
from cnnstudio.labs.softmax.tabs import TABS
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme

if TYPE_CHECKING:
    from cnnstudio.labs.softmax.binary_view import BinaryView
    from cnnstudio.labs.softmax.loss_view import LossView


class SoftmaxStage(TabbedStage):
    """Tabs, view and transport."""

    def __init__(self, model: SoftmaxModel, theme: Theme, translator: Translator) -> None:
        self._model, self._theme, self._translator = model, theme, translator
        self.steps = SoftmaxSteps(model)
        super().__init__("softmax", TABS, self._make, self.steps, theme, translator)

    def focus_scores(self) -> None:
        """Give the keyboard to the scores."""
        self.show_tab("softmax")
        cast(SoftmaxView, self.current).table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make(self, tab: Tab) -> QWidget:
        """Make a view; those that are not shown at first are imported with it."""
        look = self._model, self._theme, self._translator
        view: SoftmaxView | LossView | BinaryView
        if tab.id == "loss":
            from cnnstudio.labs.softmax.loss_view import LossView

            view = LossView(*look)
        elif tab.id == "two_classes":
            from cnnstudio.labs.softmax.binary_view import BinaryView

            view = BinaryView(*look)
        else:
            view = SoftmaxView(*look)
        view.said.connect(self.said)
        return view
