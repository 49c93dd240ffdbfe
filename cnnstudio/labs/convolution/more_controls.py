"""What is unfolded below "More": bias, activation, padding's values, the turned kernel, filters and channels."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution.kernels import MOST_FILTERS, with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.theme import Theme

_PADDING_MODES = {"zeros": text("Zeros"), "reflect": text("Mirrored"), "replicate": text("Edge repeated")}
_GRADIENTS = {"ones": text("Sum of the outputs"), "output": text("Half their sum of squares")}


class MoreControls(QWidget):
    """A form of the settings that a first lesson does not need.

    Signals
    -------
    whole_output_wanted
        Whether the whole output is shown, or only what has been stepped through.
    coverage_wanted
        Whether each input cell shows in how many windows it takes part, instead of its number.
    """

    whole_output_wanted = Signal(bool)
    coverage_wanted = Signal(bool)

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._translator = model, translator
        self._captions = Captions(translator)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setSpacing(8)
        self.bias = QDoubleSpinBox(minimum=-999, maximum=999, decimals=2, singleStep=0.1)
        self.bias.setKeyboardTracking(False)
        self.filters = SliderStepper(theme, self._captions, "convolution.filters", text("Filters"))
        self.filters.set_range(1, MOST_FILTERS)
        self.channel = SliderStepper(theme, self._captions, "convolution.channel", text("Channel looked at"))
        self._choices = {
            "activation": self._choice("activation", text("Activation"), ACTIVATION_NAMES),
            "padding_mode": self._choice("padding_mode", text("Padding holds"), _PADDING_MODES),
            "gradient": self._choice("gradient", text("Loss"), _GRADIENTS),
        }
        self.flip = QCheckBox()
        self.whole_output = QCheckBox()
        self.coverage = QCheckBox()
        self._lay_out()
        self._connect()
        self._on_changed()

    def _lay_out(self) -> None:
        self._row(text("Bias"), self.bias, "bias", text("Added to each output of this filter"))
        self._row(text("Activation"), self._choices["activation"], "activation", text("What each output goes through"))
        tip = text("Which numbers the padding is made of")
        self._row(text("Padding holds"), self._choices["padding_mode"], "padding_mode", tip)
        self._form.addRow(self.filters)
        self._form.addRow(self.channel)
        tip = text("Where the gradient comes from when you step backward")
        self._row(text("Loss"), self._choices["gradient"], "gradient", tip)
        self._captions.bind(self.flip.setText, text("Turn the kernel by 180°"))
        tip = text("Convolution as mathematics has it; networks leave the kernel as it is")
        self._captions.describe(self.flip, "convolution.flip", text("Turn the kernel by 180°"), tip=tip)
        self._captions.bind(self.whole_output.setText, text("Show the whole output"))
        tip = text("Also the cells that the window has not reached yet")
        self._captions.describe(self.whole_output, "convolution.whole_output", text("Show the whole output"), tip=tip)
        self._form.addRow(self.flip)
        self._form.addRow(self.whole_output)
        self._captions.bind(self.coverage.setText, text("Count the windows"))
        tip = text("Show at each input cell in how many windows it takes part")
        self._captions.describe(self.coverage, "convolution.coverage", text("Count the windows"), tip=tip, key="W")
        self._form.addRow(self.coverage)

    def _row(self, label: Text, field: QWidget, name: str, tip: Text) -> None:
        self._captions.describe(field, f"convolution.{name}", label, tip=tip)
        self._add(label, field)

    def _add(self, label: Text, field: QWidget) -> None:
        self._form.addRow(self._translator(label), field)
        caption = self._form.labelForField(field)
        self._captions.bind(caption.setText, label)  # type: ignore[attr-defined]  # always a QLabel

    def _choice(self, name: str, label: Text, entries: dict[str, Text]) -> QComboBox:
        choice = QComboBox()
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        for place, (value, words) in enumerate(entries.items()):
            choice.addItem("", value)
            self._captions.bind(partial(choice.setItemText, place), words)
        choice.activated.connect(lambda place: self._update(**{name: choice.itemData(place)}))
        return choice

    def _connect(self) -> None:
        self.bias.valueChanged.connect(self._on_bias)
        self.filters.changed.connect(lambda count: self._model.put(with_filters(self._model.params, count)))
        self.channel.changed.connect(lambda number: self._update(channel=number - 1))
        self.flip.toggled.connect(lambda checked: self._update(flip=checked))
        self.whole_output.toggled.connect(self.whole_output_wanted)
        self.coverage.toggled.connect(self.coverage_wanted)
        self._model.settings.subscribe(self._on_changed)

    def _update(self, **changes: Any) -> None:
        params = self._model.params
        if any(getattr(params, name) != value for name, value in changes.items()):
            self._model.update(**changes)

    def _on_bias(self, value: float) -> None:
        params = self._model.params
        if float(params.bias[params.filter]) != value:
            bias = params.bias.copy()
            bias[params.filter] = value
            self._model.update(bias=bias)

    def _on_changed(self) -> None:
        params = self._model.params
        channels = params.weight.shape[1]
        self.bias.blockSignals(True)
        self.bias.setValue(float(np.clip(params.bias[params.filter], -999, 999)))
        self.bias.blockSignals(False)
        self.filters.set_value(len(params.weight))
        self.channel.set_range(1, channels)
        self.channel.set_value(params.channel + 1)
        self._form.setRowVisible(self.channel, channels > 1)
        self._form.setRowVisible(self._choices["gradient"], params.backward)
        self.flip.setChecked(params.flip)
        for name, choice in self._choices.items():
            choice.setCurrentIndex(choice.findData(getattr(params, name)))
