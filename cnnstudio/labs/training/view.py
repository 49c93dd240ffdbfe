"""The stage of the lab: its four views by their tabs, and the bar that leads a run."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator
from cnnstudio.labs.training.bar import TrainingBar
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.moments import MomentSteps
from cnnstudio.labs.training.run_actions import RunActions
from cnnstudio.labs.training.run_view import RunView
from cnnstudio.labs.training.tabs import TABS
from cnnstudio.widgets.stage.stage_theme import StageTheme
from cnnstudio.widgets.stage.tab import Tab
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import Theme


class TrainingStage(TabbedStage):
    """Tabs, view and bar; the type of the views follows the size of the stage."""

    def __init__(self, model: TrainingModel, theme: Theme, translator: Translator) -> None:
        self._model, self._translator = model, translator
        self.theme = StageTheme(theme)
        self.theme.subscribe(self._dress)  # before the views, which measure their parts
        self.steps = MomentSteps(model)
        self.run_actions = RunActions(model, translator, lambda: self.tab.id == "compare")
        bar = TrainingBar(model, self.steps, theme, translator)
        super().__init__("training", TABS, self._make, self.steps, theme, translator, bar)
        self.run_actions.said.connect(self.said)
        self.run_actions.failed.connect(self.failed)
        self._stack.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.theme.fit(self._stack.width(), self._stack.height())
        return False

    def _dress(self) -> None:
        """Let buttons and tables of the views be as large as what is painted there."""
        self._stack.setStyleSheet("" if self.theme.is_of_the_app else style_sheet(self.theme))

    def _make(self, tab: Tab) -> QWidget:
        """Make a view; those that are not shown at first are imported with it."""
        look = self._model, self.theme, self._translator, self
        if tab.id == "layers":
            from cnnstudio.labs.training.layers_view import LayersView

            return LayersView(*look)
        if tab.id == "mistakes":
            from cnnstudio.labs.training.confusion_view import ConfusionView

            return ConfusionView(*look)
        if tab.id == "compare":
            from cnnstudio.labs.training.compare_view import CompareView

            return CompareView(*look, self.run_actions)
        return RunView(*look)
