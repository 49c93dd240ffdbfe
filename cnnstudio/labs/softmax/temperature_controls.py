"""The temperature, by slider and by number, with what it does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.params import COLDEST, HOTTEST
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.number_slider import NumberSlider
from cnnstudio.widgets.theme import Theme


class TemperatureControls(QWidget):
    """A slider from sharp to even.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    """

    said = Signal(object)

    def __init__(self, model: SoftmaxModel, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._translator = model, translator
        self._captions = Captions(translator)
        tip = text("What all scores are divided by: below 1 the largest takes more, above 1 all move together")
        self.slider = NumberSlider(theme, self._captions, "softmax.temperature", text("T"), tip=tip, key="T")
        self.slider.set_range(COLDEST, HOTTEST, 2, 0.1, is_logarithmic=True)
        self._effect = QLabel()
        self._effect.setWordWrap(True)
        self._effect.setProperty("role", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.slider)
        column.addWidget(self._effect)
        self.slider.changed.connect(lambda value: model.update(temperature=value))
        self.slider.refused.connect(self.said)
        model.subscribe(self._on_changed)
        translator.subscribe(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        self.slider.set_value(self._model.params.temperature)
        self._effect.setText(self._translator(_effect(self._model.params.temperature)))


def _effect(temperature: float) -> Text:
    if temperature < 1:
        return text("Colder than 1: the likeliest class takes more.")
    if temperature > 1:
        return text("Warmer than 1: the probabilities move together.")
    return text("At 1 the scores stay as they are.")
