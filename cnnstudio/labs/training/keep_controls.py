"""What can be done with what was learned: use it, save it, train it further, compare and export runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run_actions import NETWORKS, RunActions
from cnnstudio.labs.training.run_shelf import MOST_RUNS
from cnnstudio.nets.model_file import load_model
from cnnstudio.widgets.captions import Captions


class KeepControls(QWidget):
    """Buttons for the run looked at, and for all runs.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    compared
        The runs are to be compared.
    """

    said = Signal(object)
    failed = Signal(object)
    compared = Signal()

    def __init__(self, model: TrainingModel, translator: Translator, actions: RunActions) -> None:
        super().__init__()
        self._model, self._translator, self._actions = model, translator, actions
        self._captions = Captions(translator)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._on_network: list[QAbstractButton] = []
        self._on_runs: list[QAbstractButton] = []
        self._base, self._forget = QLabel(), QToolButton()
        self.links = QWidget()
        self._links = QHBoxLayout(self.links)
        self._links.setContentsMargins(0, 0, 0, 0)
        self._links.setSpacing(4)
        self._lay_out()
        model.settings.subscribe(self._on_changed)
        model.subscribe(self._on_changed)
        self._on_changed()

    def _lay_out(self) -> None:
        tip = text("The network looked at answers in all labs from now on")
        self._on_network.append(
            self._button("use", text("Use in all labs"), tip, self.use, place=(0, 0, 1, 3), key="U")
        )
        tip = text("Save the network looked at as a file")
        self._on_network.append(
            self._button("save_model", text("Save …"), tip, self._save, place=(1, 0, 1, 2), key="Ctrl+S")
        )
        tip = text("Let the network of a file answer in all labs, and train it further")
        self._button("open_model", text("Open …"), tip, self.open, place=(1, 2, 1, 2))
        tip = text("The next run starts from the weights looked at")
        label = text("Train it further")
        self._on_network.append(self._button("further", label, tip, self.train_further, place=(0, 3, 1, 3)))
        self._base.setWordWrap(True)
        self._base.setProperty("role", "caption")
        self._captions.bind(self._base.setText, text("The next run goes on from a network that was trained before."))
        self._base.hide()
        self._forget.hide()
        self._grid.addWidget(self._base, 2, 0, 1, 6)
        self._forget.setProperty("role", "link")
        label = text("Start from random numbers")
        self._captions.bind(self._forget.setText, label)
        self._captions.describe(self._forget, "training.from_random", label)
        self._forget.clicked.connect(lambda: self._model.start_from(None))
        self._grid.addWidget(self._forget, 3, 0, 1, 6)
        tip = text("Curves, results and settings of all runs, side by side")
        compare = self._link("compare", text("Compare"), text("Compare"), tip, self.compared.emit, key="P")
        tip = text("Save all batches of all runs as a table, or the curves as a picture (CSV, PNG, SVG, PDF)")
        export = self._button("export", text("Export …"), tip, self._export, place=(1, 4, 1, 2), key="X")
        tip = text("Forget all runs, also those kept on the disk: the newest {count}", count=MOST_RUNS)
        label = text("Delete all runs …")
        words = text("Delete all …")
        delete_all = self._link("delete_all", words, label, tip, self._delete_all, key="Shift+Delete")
        self._on_runs += [compare, export, delete_all]

    def _link(
        self, name: str, words: Text, label: Text, tip: Text, does: Callable[[], object], *, key: str
    ) -> QToolButton:
        """Return a button that stands in the line of the heading."""
        link = QToolButton()
        link.setProperty("role", "link")
        self._captions.bind(link.setText, words)
        self._captions.describe(link, f"training.{name}", label, tip=tip, key=key)
        link.clicked.connect(lambda: does())
        self._links.addWidget(link)
        return link

    def _button(
        self,
        name: str,
        label: Text,
        tip: Text,
        does: Callable[[], object],
        *,
        place: tuple[int, int, int, int],
        key: str = "",
    ) -> QPushButton:
        button = QPushButton()
        self._captions.bind(button.setText, label)
        self._captions.describe(button, f"training.{name}", label, tip=tip, key=key)
        button.clicked.connect(lambda: does())
        self._grid.addWidget(button, *place)
        return button

    # -- what is asked for

    def use(self) -> None:
        """Let the network looked at answer in all labs."""
        if self._model.has_network:
            self._model.use_network()
            self.said.emit(text("This network answers in all labs now."))

    def _save(self) -> None:
        self._actions.save_network(self)

    def _export(self) -> None:
        self._actions.export(self)

    def _delete_all(self) -> None:
        self._actions.ask_to_delete_all(self)

    def train_further(self) -> None:
        """Let the next run start from the weights looked at."""
        self._model.start_from(self._model.recorded_network)

    def open(self) -> None:
        """Open a network file."""
        kind = f"{self._translator(text('Network'))} {NETWORKS}"
        chosen, _ = QFileDialog.getOpenFileName(self, self._translator(text("Open a network")), "", kind)
        if chosen:
            self.open_file(Path(chosen))

    def open_file(self, path: Path) -> None:
        """Let the network of a file answer in all labs, and the next run go on from it."""
        sentence = text("{name} answers in all labs now. Start trains it further.", name=path.name)
        self._try(lambda: self._model.open_network(load_model(path)), sentence)

    def _try(self, work: Callable[[], None], sentence: Text) -> None:
        try:
            work()
        except UserError as error:
            self.failed.emit(error)
        else:
            self.said.emit(sentence)

    # -- following

    def _on_changed(self) -> None:
        has_network, has_runs = self._model.has_network, bool(self._model.runs)
        for buttons, enabled in ((self._on_network, has_network), (self._on_runs, has_runs)):
            for button in buttons:
                if button.isEnabled() != enabled:
                    button.setEnabled(enabled)
        base = self._model.params.base
        if (base is None) == self._base.isHidden():
            return
        for part in (self._base, self._forget):
            part.setVisible(base is not None)
