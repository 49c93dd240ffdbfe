"""What is unfolded below "More": target, learning rate, what takes the step, and which kernel is followed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.params import RATES
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.theme import Theme

_SCOPES = {
    "weight": text("This weight"),
    "kernel": text("Its whole kernel"),
    "all": text("All weights of the network"),
}


class MoreControls(QWidget):
    """A form of the settings that a first look does not need."""

    def __init__(self, model: PathModel, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._translator = model, translator
        self._captions = Captions(translator)
        self.target, self.rate, self.scope = QComboBox(), QComboBox(), QComboBox()
        self.kernel = SliderStepper(theme, self._captions, "path.followed_kernel", text("Kernel"))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setSpacing(8)
        self._lay_out()
        self._fill()
        self.target.activated.connect(lambda _: self._model.update(target=self.target.currentData()))
        self.rate.activated.connect(lambda _: self._model.update(rate=self.rate.currentData()))
        self.scope.activated.connect(lambda _: self._model.update(scope=self.scope.currentData()))
        self.kernel.changed.connect(self._on_kernel)
        model.subscribe(self._on_changed)
        translator.subscribe(self._fill)

    def _lay_out(self) -> None:
        self._add("target", text("True class"), self.target, text("The class that the loss asks for"))
        self._add("learning_rate", text("Learning rate"), self.rate, text("How far a step goes along the gradient"))
        tip = text("Which weights move; the calculation shows the ringed one")
        self._add("scope", text("Takes the step"), self.scope, tip)
        self._form.addRow(self.kernel)

    def _add(self, name: str, label: Text, choice: QComboBox, tip: Text) -> None:
        caption = QLabel()
        self._captions.bind(caption.setText, label)
        self._captions.describe(choice, f"path.{name}", label, tip=tip)
        self._form.addRow(caption, choice)

    def _fill(self) -> None:
        """Write the choices in the language of the moment."""
        network = self._model.params.network
        names = () if network is None else network.spec.class_names
        known = self._translator(text("As it is, or the likeliest"))
        _write(self.target, [(known, None), *((name, number) for number, name in enumerate(names))])
        _write(self.rate, [(f"{rate:g}", rate) for rate in RATES])
        _write(self.scope, [(self._translator(label), scope) for scope, label in _SCOPES.items()])
        self._on_changed()

    def _on_kernel(self, number: int) -> None:
        result = self._model.result
        if result is not None and number - 1 != result.following.kernel:
            self._model.follow_kernel(number - 1)

    def showEvent(self, event: QShowEvent) -> None:
        self._on_changed()

    def _on_changed(self) -> None:
        params, followed = self._model.params, self._model.followed
        names = 0 if params.network is None else len(params.network.spec.class_names)
        if self.target.count() != names + 1:
            self._fill()
            return
        for choice, value in ((self.target, params.target), (self.rate, params.rate), (self.scope, params.scope)):
            place = choice.findData(value)
            if place < 0:
                choice.addItem(f"{value:g}", value)
                place = choice.count() - 1
            if place != choice.currentIndex():
                choice.setCurrentIndex(place)
        if not self.isVisible():
            return
        has_result = self._model.result is not None
        self._form.setRowVisible(self.kernel, has_result)  # without a gradient, none has the most to say
        if followed is not None and self._model.result is not None:
            self.kernel.set_range(1, followed.shape[0])
            self.kernel.set_value(self._model.result.following.kernel + 1)


def _write(choice: QComboBox, entries: Iterable[tuple[str, object]]) -> None:
    choice.clear()
    for words, value in entries:
        choice.addItem(words, value)
