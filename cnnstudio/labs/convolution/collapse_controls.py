"""The second kernel, and whether a ReLU stands before it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.fitted import FittedRow
from cnnstudio.widgets.theme import Theme

_FIRST_CHOICE = "box"


class CollapseControls(FittedRow):
    """A list of presets and a switch.

    Signals
    -------
    chosen
        Either of them was changed.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._translator = translator
        self._captions = Captions(translator)
        self.choice, self._switch = QComboBox(), QCheckBox()
        label = text("Second kernel")
        self._captions.describe(self.choice, "convolution.second_kernel", label, key="↑ ↓")
        self.add_labelled(self._captions, label, self.choice)
        label = text("ReLU between the layers")
        self._captions.bind(self._switch.setText, label)
        tip = text("Sets what is negative after the first layer to 0: then no single kernel does the same")
        self._captions.describe(self._switch, "convolution.relu_between", label, tip=tip)
        self.add(self._switch)
        self._on_language()
        self.choice.currentIndexChanged.connect(lambda: self.chosen.emit())
        self._switch.toggled.connect(lambda: self.chosen.emit())
        translator.subscribe(self._on_language)

    @property
    def second(self) -> str:
        """The preset of the second kernel."""
        return str(self.choice.currentData())

    @property
    def is_rectified(self) -> bool:
        """Whether what is negative between the layers is set to 0."""
        return self._switch.isChecked()

    def _on_language(self) -> None:
        """Name the presets; the one chosen stays."""
        chosen = self.choice.currentData() or _FIRST_CHOICE
        with QSignalBlocker(self.choice):
            self.choice.clear()
            for entry in PRESETS:
                self.choice.addItem(self._translator(entry.name), entry.id)
            self.choice.setCurrentIndex(self.choice.findData(chosen))
