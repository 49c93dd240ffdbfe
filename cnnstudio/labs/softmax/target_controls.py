"""The true class."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.theme import Theme


class TargetControls(QWidget):
    """A list of the classes."""

    def __init__(self, model: SoftmaxModel, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._model, self._translator = model, translator
        self._names: tuple[str, ...] = ()
        self._captions = Captions(translator)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        tip = text("The class that the answer is compared with; of a digit of MNIST, its label")
        self._captions.describe(self.choice, "softmax.target", text("True class"), tip=tip, key="Y")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        self.choice.activated.connect(lambda place: model.update(target=place))
        model.subscribe(self._on_changed)
        translator.subscribe(self._on_language)
        self._on_changed()

    def _on_language(self) -> None:
        self._names = ()
        self._on_changed()

    def _on_changed(self) -> None:
        if self._names != self._model.class_names:
            self._names = self._model.class_names
            self.choice.clear()
            self.choice.addItems([self._translator(text("Class {name}", name=name)) for name in self._names])
        self.choice.setCurrentIndex(self._model.result.target)
