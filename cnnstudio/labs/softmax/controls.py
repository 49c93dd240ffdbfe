"""The panel at the right: the scores, the true class, the temperature, examples."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.softmax.code import numpy_code, torch_code
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.score_controls import ScoreControls
from cnnstudio.labs.softmax.target_controls import TargetControls
from cnnstudio.labs.softmax.temperature_controls import TemperatureControls
from cnnstudio.labs.softmax.view import SoftmaxStage
from cnnstudio.widgets.stage.code_card import CodeCard
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.stage.programs import Programs
from cnnstudio.widgets.theme import Theme


class Controls(ControlPanel):
    """What can be set, from the scores to the code."""

    def __init__(self, model: SoftmaxModel, stage: SoftmaxStage, theme: Theme, translator: Translator) -> None:
        super().__init__("softmax", stage, theme, translator)
        self.scores = ScoreControls(model, theme, translator)
        self.target = TargetControls(model, theme, translator)
        self.temperature = TemperatureControls(model, theme, translator)
        self.add_section(text("Scores"), self.scores)
        self.add_section(text("True class"), self.target)
        self.add_section(text("Temperature"), self.temperature)
        self._elsewhere = QLabel()
        self._elsewhere.setWordWrap(True)
        self._elsewhere.setProperty("role", "caption")
        self._captions.bind(self._elsewhere.setText, text("Two classes has a score of its own, below its curves."))
        self.add_widget(self._elsewhere)
        self._elsewhere.hide()
        stage.tab_shown.connect(self._on_tab)
        self.add_line()
        self.add_code(CodeCard("softmax", lambda: _programs(model), model, theme, translator, stage))
        self._add_keys(model, stage)
        self.scores.said.connect(self.said)
        self.temperature.said.connect(self.said)
        self.finish()

    def _on_tab(self, tab: str) -> None:
        """Leave the scores alone where they are not shown."""
        is_elsewhere = tab == "two_classes"
        self._elsewhere.setVisible(is_elsewhere)
        for part in (self.scores, self.target, self.temperature):
            part.setEnabled(not is_elsewhere)

    def _add_keys(self, model: SoftmaxModel, stage: SoftmaxStage) -> None:
        shortcut = Qt.FocusReason.ShortcutFocusReason
        self.add_key("Z", stage.focus_scores)
        self.add_key("I", lambda: self.scores.choice.setFocus(shortcut))
        self.add_key("Y", lambda: self.target.choice.setFocus(shortcut))
        self.add_key("T", lambda: self.temperature.slider.slider.setFocus(shortcut))
        self.add_key("S", lambda: model.update(stable=not model.params.stable))


def _programs(model: SoftmaxModel) -> Programs:
    """Return the programs for what is on the stage."""
    return Programs(numpy_code(model.result, is_safe=model.params.stable), torch_code(model.result))
