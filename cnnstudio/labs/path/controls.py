"""The panel at the right: the kernel, the step of its weight, and more below."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.labs.path.code import path_programs
from cnnstudio.labs.path.doubt_button import DoubtButton
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.more_controls import MoreControls
from cnnstudio.labs.path.weight_controls import WeightControls
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.flow_layout import FlowLayout
from cnnstudio.widgets.stage.code_card import CodeCard
from cnnstudio.widgets.stage.control_panel import ControlPanel
from cnnstudio.widgets.stage.tabbed_stage import TabbedStage
from cnnstudio.widgets.theme import Theme


class Controls(ControlPanel):
    """What belongs to one weight; "another step" and "original weights" appear once a step was taken."""

    def __init__(
        self, model: PathModel, stage: TabbedStage, handover: Handover, theme: Theme, translator: Translator
    ) -> None:
        super().__init__("path", stage, theme, translator)
        self._model, self._translator = model, translator
        self.weight = WeightControls(model, theme, translator)
        self.more = MoreControls(model, theme, translator)
        self.another, self.restore = QPushButton(), QPushButton()
        self._taken = QLabel()
        self._taken.setProperty("role", "caption")
        self._taken.setWordWrap(True)
        self.add_widget(self.weight)
        self._steps = self._step_buttons()
        self.add_widget(self._taken)
        self.add_widget(self._steps)
        self.add_line()
        self.doubted = DoubtButton(model, handover, translator)
        self.doubted.failed.connect(self.failed)
        self.add_widget(self.doubted)
        self.add_more(self.more, self.more.target)
        self.add_code(CodeCard("path", lambda: path_programs(model), model, theme, translator, stage))
        self.add_key("T", model.take_step)
        self.add_key("O", model.restore)
        self.add_key("D", self.doubted.click)
        self.finish()
        model.subscribe(self._on_changed)
        translator.subscribe(self._on_changed)
        self._on_changed()

    def _step_buttons(self) -> QWidget:
        captions = Captions(self._translator)
        row = QWidget()
        layout = FlowLayout(row)
        for button, name, label, key, does in (
            (self.another, "another", text("Another step"), "T", self._model.take_step),
            (self.restore, "restore", text("Original weights"), "O", self._model.restore),
        ):
            captions.bind(button.setText, label)
            captions.describe(button, f"path.{name}", label, key=key)
            button.clicked.connect(does)
            layout.addWidget(button)
        self._button_captions = captions
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.weight.fit(self.height())

    def _on_changed(self) -> None:
        count = self._model.steps_taken
        self._steps.setVisible(count > 0)
        self._taken.setVisible(count > 0)
        self.another.setEnabled(self._model.has_stepped)
        if count == 1:
            self._taken.setText(self._translator(text("1 step taken, in a copy of the network.")))
        elif count:
            self._taken.setText(self._translator(text("{count} steps taken, in a copy of the network.", count=count)))

    def stop(self) -> None:
        """End what is under way."""
        self.doubted.stop()
