"""The button that looks for a digit which the network is not sure of."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.data.mnist import MnistSplit, load_mnist
from cnnstudio.labs.path.doubt import doubted_digit
from cnnstudio.labs.path.model import PathModel
from cnnstudio.nets.network import Network
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.task_runner import TaskRunner


class DoubtButton(QPushButton):
    """Reads test digits beside the window until the network doubts one, and shows it in all labs.

    Signals
    -------
    failed
        A `UserError` to show.
    """

    failed = Signal(object)

    def __init__(self, model: PathModel, handover: Handover, translator: Translator) -> None:
        super().__init__()
        self._model, self._handover = model, handover
        self._captions, self._runner = Captions(translator), TaskRunner(self)
        self._generator = np.random.default_rng()
        self._split: MnistSplit | None = None
        label = text("A digit it doubts")
        self._captions.bind(self.setText, label)
        tip = text("Show a test digit of whose class the network is less than 80 % sure: its loss can be seen falling")
        self._captions.describe(self, "path.doubted", label, tip=tip, key="D")
        self.clicked.connect(self._look)
        model.subscribe(self._on_changed)
        self._on_changed()

    def stop(self) -> None:
        """End what is under way."""
        self._runner.stop()

    def _look(self) -> None:
        network = self._model.params.network
        if network is not None:
            generator = np.random.default_rng(self._generator.integers(2**32))
            show = self._handover.show_test_digit
            self._runner.start(lambda: self._doubted(network, generator), show, self.failed.emit)

    def _doubted(self, network: Network, generator: np.random.Generator) -> int:
        """Return the place of a doubted digit; the digits are read from their file once."""
        self._split = self._split or load_mnist("test")
        return doubted_digit(network, self._split, generator)

    def _on_changed(self) -> None:
        network = self._model.params.network
        self.setEnabled(network is not None and network.spec.input_shape == (1, 28, 28))
