"""What is checked and by how much it is nudged."""

from __future__ import annotations

import math
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QSlider, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution.checked_convolution import Part
from cnnstudio.labs.convolution.gradient_check import STEPS
from cnnstudio.labs.convolution.gradient_check_sentences import LOSS_NAMES, PART_NAMES, step_name
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.fitted import FittedRow
from cnnstudio.widgets.theme import Theme

_FIRST_STEP = STEPS.index(10.0**-5)
_SLIDER_WIDTH = 170


class CheckControls(FittedRow):
    """Which gradient, which loss, and h.

    Signals
    -------
    subject_chosen
        Another gradient or loss is to be checked.
    step_chosen
        There is another h.
    """

    subject_chosen = Signal()
    step_chosen = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._captions = Captions(translator)
        self.part, self.loss = QComboBox(), QComboBox()
        self.step = QSlider(Qt.Orientation.Horizontal)
        self._step_words = QLabel()
        for combo, choices in ((self.part, PART_NAMES), (self.loss, LOSS_NAMES)):
            for row, (id_, words) in enumerate(choices.items()):
                combo.addItem("", id_)
                self._captions.bind(partial(combo.setItemText, row), words)
            combo.currentIndexChanged.connect(lambda: self.subject_chosen.emit())
        self._set_up_slider()
        named: dict[str, tuple[Text, QWidget, str]] = {
            "check_part": (text("Gradient"), self.part, "↑ ↓"),
            "check_loss": (text("Loss"), self.loss, "↑ ↓"),
            "check_step": (text("Step h"), self.step, "← →"),
        }
        for name, (label, control, key) in named.items():
            self._captions.describe(control, f"convolution.{name}", label, key=key)
            self.add_labelled(self._captions, label, control)
        self.add(self._step_words)

    def _set_up_slider(self) -> None:
        self.step.setRange(0, len(STEPS) - 1)
        self.step.setInvertedAppearance(True)  # small steps at the left, as in the curve
        self.step.setInvertedControls(True)
        self.step.setValue(_FIRST_STEP)
        self.step.setMinimumWidth(_SLIDER_WIDTH)
        self.step.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.step.valueChanged.connect(self._on_step)
        self._step_words.setText(step_name(self.step_size))

    @property
    def part_chosen(self) -> Part:
        """Which gradient is checked."""
        part: Part = self.part.currentData()
        return part

    @property
    def loss_chosen(self) -> str:
        """Which loss is taken, a key of `LOSSES`."""
        return str(self.loss.currentData())

    @property
    def step_size(self) -> float:
        """How far each number is nudged."""
        return STEPS[self.step.value()]

    def choose_step(self, size: float) -> None:
        """Take the h of the slider that is nearest."""
        self.step.setValue(min(range(len(STEPS)), key=lambda place: abs(math.log10(STEPS[place] / size))))

    def _on_step(self) -> None:
        self._step_words.setText(step_name(self.step_size))
        self.step_chosen.emit()
