"""What is unfolded below "More": bias, activation, padding's values, the turned kernel, filters and channels."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.kernels import MOST_FILTERS, with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.stage.settings_form import SettingsForm
from cnnstudio.widgets.stage.window_words import GRADIENT_NAMES, GRADIENT_TIP
from cnnstudio.widgets.theme import Theme

_PADDING_MODES = {"zeros": text("Zeros"), "reflect": text("Mirrored"), "replicate": text("Edge repeated")}


class MoreControls(SettingsForm):
    """A form of the settings that a first lesson does not need."""

    def __init__(self, model: ConvolutionModel, theme: Theme, translator: Translator) -> None:
        super().__init__("convolution", translator)
        self._model = model
        self.bias = QDoubleSpinBox(minimum=-999, maximum=999, decimals=2, singleStep=0.1)
        self.bias.setKeyboardTracking(False)
        self.filters = SliderStepper(theme, self._captions, "convolution.filters", text("Filters"))
        self.filters.set_range(1, MOST_FILTERS)
        self.channel = SliderStepper(theme, self._captions, "convolution.channel", text("Channel looked at"))
        self._choices = {
            "activation": self.choice(ACTIVATION_NAMES, lambda name: self._update(activation=name)),
            "padding_mode": self.choice(_PADDING_MODES, lambda name: self._update(padding_mode=name)),
            "gradient": self.choice(GRADIENT_NAMES, lambda name: self._update(gradient=name)),
        }
        self.flip = QCheckBox()
        self._lay_out()
        self._connect()
        self._on_changed()

    def _lay_out(self) -> None:
        self.add_field("bias", text("Bias"), self.bias, text("Added to each output of this filter"))
        tip = text("What each output goes through")
        self.add_field("activation", text("Activation"), self._choices["activation"], tip)
        tip = text("Which numbers the padding is made of")
        self.add_field("padding_mode", text("Padding holds"), self._choices["padding_mode"], tip)
        self._form.addRow(self.filters)
        self._form.addRow(self.channel)
        self.add_field("gradient", text("Loss"), self._choices["gradient"], GRADIENT_TIP)
        tip = text("Convolution as mathematics has it; networks leave the kernel as it is")
        self.add_check("flip", text("Turn the kernel by 180°"), self.flip, tip)
        self.add_looking()

    def _connect(self) -> None:
        self.bias.valueChanged.connect(self._on_bias)
        self.filters.changed.connect(lambda count: self._model.put(with_filters(self._model.params, count)))
        self.channel.changed.connect(lambda number: self._update(channel=number - 1))
        self.flip.toggled.connect(lambda checked: self._update(flip=checked))
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
