"""What is unfolded below "More": which map is looked at, what an average counts, where gradients come from."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.stage.settings_form import SettingsForm
from cnnstudio.widgets.stage.window_words import GRADIENT_NAMES, GRADIENT_TIP
from cnnstudio.widgets.theme import Theme


class MoreControls(SettingsForm):
    """A form of the settings that a first lesson does not need."""

    def __init__(self, model: PoolingModel, theme: Theme, translator: Translator) -> None:
        super().__init__("pooling", translator)
        self._model = model
        self.channel = SliderStepper(theme, self._captions, "pooling.channel", text("Map looked at"))
        self.counts_padding = QCheckBox()
        self.gradient = self.choice(GRADIENT_NAMES, lambda name: model.update(gradient=name))
        self._form.addRow(self.channel)
        tip = text("An average divides by all cells of the window, or by those inside the map")
        self.add_check("count_include_pad", text("The average counts padding"), self.counts_padding, tip)
        self.add_field("gradient", text("Loss"), self.gradient, GRADIENT_TIP)
        self.add_looking()
        self.channel.changed.connect(lambda number: model.update(channel=number - 1))
        self.counts_padding.clicked.connect(lambda checked: model.update(count_include_pad=checked))
        model.settings.subscribe(self._on_changed)
        self._on_changed()

    @property
    def first(self) -> QWidget:
        """What gets the keyboard when the form is unfolded."""
        return self.whole_output

    def _on_changed(self) -> None:
        params, channels = self._model.params, len(self._model.result.output)
        self.channel.set_range(1, channels)
        self.channel.set_value(params.channel + 1)
        self._form.setRowVisible(self.channel, channels > 1)
        self.counts_padding.setChecked(params.count_include_pad)
        self._form.setRowVisible(self.counts_padding, params.kind == "average" and not params.is_global)
        self._form.setRowVisible(self.gradient, params.backward)
        self.gradient.setCurrentIndex(self.gradient.findData(params.gradient))
