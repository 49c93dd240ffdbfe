"""The panel at the right: the next run, the runs so far, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.keep_controls import KeepControls
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.more_controls import MoreControls
from cnnstudio.labs.training.run_controls import RunControls
from cnnstudio.labs.training.run_list import RunList
from cnnstudio.labs.training.view import TrainingStage
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.theme import Theme


class Controls(ControlPanel):
    """Five settings first, the others at a click."""

    def __init__(self, model: TrainingModel, stage: TrainingStage, theme: Theme, translator: Translator) -> None:
        super().__init__("training", stage, theme, translator)
        self.next_run = RunControls(model, theme, translator)
        self.more = MoreControls(model, theme, translator)
        self.runs = RunList(model, theme, translator, stage.run_actions)
        self.keep = KeepControls(model, translator, stage.run_actions)
        self.add_section(text("Next run"), self.next_run)
        self.add_more(self.more, self.more.first)
        self.add_section(text("Runs"), self.runs)
        self.add_widget(self.keep)
        self.keep.compared.connect(lambda: stage.show_tab("compare"))
        self.keep.said.connect(self.said)
        self.keep.failed.connect(self.failed)
        self._add_keys(model, stage)
        self.finish()

    def _add_keys(self, model: TrainingModel, stage: TrainingStage) -> None:
        shortcut = Qt.FocusReason.ShortcutFocusReason
        self.add_key("N", lambda: self.next_run.experiment.setFocus(shortcut))
        self.add_key("L", lambda: self.runs.setFocus(shortcut))
        self.add_key("B", model.step_batch)
        self.add_key("E", model.step_epoch)
        self.add_key("S", model.stop)
        self.add_key("U", self.keep.use)
        self.add_key("X", lambda: stage.run_actions.export(stage))
        self.add_key("Ctrl+S", lambda: stage.run_actions.save_network(stage))
        self.add_key("P", lambda: stage.show_tab("compare"))
