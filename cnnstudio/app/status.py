"""The bar at the bottom: which network answers, how good it is, and what all labs show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from cnnstudio.core.numbers import grouped, percent
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.lab import LabContext
from cnnstudio.widgets.theme import Theme

if TYPE_CHECKING:
    from cnnstudio.nets.network import Network

_MNIST_TESTS = 10_000


class Status(QFrame):
    """One line of quiet facts."""

    def __init__(
        self, context: LabContext, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._context, self._theme, self._translator = context, theme, translator
        self._words = ""
        self._network, self._specimen = QLabel(), QLabel()
        self._network.setObjectName("status.network")
        self._specimen.setObjectName("status.specimen")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(self._network)
        row.addStretch(1)
        row.addWidget(self._specimen)
        context.network.subscribe(self._show)
        context.specimen.subscribe(self._show_specimen)
        translator.subscribe(self._show)
        theme.subscribe(self._on_theme)
        self._on_theme()
        self._show()

    def _show(self) -> None:
        network = self._context.network.network
        message = self._context.network.problem if network is None else network_facts(network)
        self._words = "" if message is None else self._translator(message)
        self._show_specimen()
        self._elide()

    def _elide(self) -> None:
        """Show of the network's facts what fits beside the specimen's name."""
        room = self.width() - self._specimen.sizeHint().width() - 56
        metrics = self._network.fontMetrics()
        self._network.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, max(0, room)))
        self._network.setToolTip(self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._elide()

    def _show_specimen(self) -> None:
        picture = self._context.specimen.picture
        words = self._translator(picture.name)
        if picture.label is not None:
            words += self._translator(text(", labelled {digit}", digit=picture.label))
        if words != self._specimen.text():
            self._specimen.setText(words)
            self._elide()

    def _on_theme(self) -> None:
        self.setFixedHeight(self._theme.chrome(28))


def network_facts(network: Network) -> Text:
    """Return a network's name, size and, where its record tells, how much of MNIST it reads."""
    # What batch normalisation remembers of the batches is not learned.
    count = sum(array.size for name, array in network.weights.items() if "running_" not in name)
    accuracy = network.record.get("mnist_test_accuracy")
    if network.record.get("dataset") == "mnist":
        accuracy = network.record.get("test_accuracy")
    config = network.record.get("config")
    tested = config.get("test_size") if isinstance(config, dict) else None
    if isinstance(accuracy, float) and isinstance(tested, int) and 0 < tested < _MNIST_TESTS:
        return text(
            "Network “{name}”: {count} weights, reads {accuracy} of the first {tested} test digits of MNIST",
            name=network.spec.name,
            count=grouped(count),
            accuracy=percent(accuracy),
            tested=grouped(tested),
        )
    if isinstance(accuracy, float):
        return text(
            "Network “{name}”: {count} weights, reads {accuracy} of MNIST's test digits",
            name=network.spec.name,
            count=grouped(count),
            accuracy=percent(accuracy),
        )
    return text("Network “{name}”: {count} weights", name=network.spec.name, count=grouped(count))
