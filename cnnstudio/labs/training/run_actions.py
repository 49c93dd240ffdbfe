"""What can be done with a run that is kept: from its menu, or by a key, in the list as in the table."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox, QWidget

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.export_kinds import export_filters, export_path
from cnnstudio.labs.training.exports import save_runs
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.sheet_content import SheetContent, sheet_of_comparison, sheet_of_runs
from cnnstudio.nets.model_file import save_model

NETWORKS = "(*.safetensors)"
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class RunActions(QObject):
    """Asks for names of files and saves; deletes, and says how to undo it.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    all_unwanted
        All runs are to be deleted, and that was asked twice.
    """

    said = Signal(object)
    failed = Signal(object)
    all_unwanted = Signal()

    def __init__(self, model: TrainingModel, translator: Translator, is_comparing: Callable[[], bool]) -> None:
        super().__init__()
        self._model, self._translator, self._is_comparing = model, translator, is_comparing

    # -- a run

    def menu(self, number: int, rename: Callable[[], object], parent: QWidget) -> QMenu:
        """Return the menu of a run; `rename` opens the field for its name."""
        menu = QMenu(parent)
        menu.setObjectName("training.run_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_shown = number in self._model.params.shown_runs
        self._add(menu, "rename", text("Rename"), "F2", rename)
        beside = self._add(menu, "beside", text("Show beside others"), "Space", partial(self.turn, number))
        beside.setCheckable(True)
        beside.setChecked(is_shown)
        menu.addSeparator()
        key = "" if self._is_comparing() else "X"  # there, the key exports the comparison
        self._add(menu, "export", text("Export …"), key, partial(self.export, parent, number))
        save = self._add(menu, "save", text("Save model …"), "Ctrl+S", partial(self.save_network, parent, number))
        save.setEnabled(self._model.run_of(number).batches > 0)
        menu.addSeparator()
        self._add(menu, "delete", text("Delete"), "Del", partial(self.delete, number))
        self._add(menu, "delete_all", text("Delete all runs …"), "Shift+Del", partial(self.ask_to_delete_all, parent))
        return menu

    def _add(self, menu: QMenu, name: str, label: Text, key: str, does: Callable[[], object]) -> QAction:
        action = menu.addAction(f"{self._translator(label)}\t{key}" if key else self._translator(label))
        action.setObjectName(f"training.run_{name}")
        action.triggered.connect(lambda: does())
        return action

    def handle_key(self, event: QKeyEvent, number: int, parent: QWidget) -> bool:
        """Do with a run what a key asks for; return whether it asked for anything."""
        pressed = event.key(), event.modifiers() & (_CONTROL | _SHIFT | Qt.KeyboardModifier.AltModifier)
        nothing = Qt.KeyboardModifier.NoModifier
        does: dict[object, Callable[[], object]] = {
            (Qt.Key.Key_Delete, nothing): partial(self.delete, number),
            (Qt.Key.Key_Delete, _SHIFT): partial(self.ask_to_delete_all, parent),
            (Qt.Key.Key_X, nothing): partial(self.export, parent, None if self._is_comparing() else number),
            (Qt.Key.Key_S, _CONTROL): partial(self.save_network, parent, number),
        }
        if pressed not in does:
            return False
        does[pressed]()
        event.accept()
        return True

    def turn(self, number: int) -> None:
        """Show the curves of a run beside others, or no longer."""
        self._model.show_beside(number, is_shown=number not in self._model.params.shown_runs)

    def delete(self, number: int) -> None:
        """Delete a run, and say how it comes back."""
        title = self._model.run_of(number).title
        self._model.delete_run(number)
        self.said.emit(text("{run} was deleted. Ctrl+Z brings it back.", run=title))

    # -- files

    def save_network(self, parent: QWidget, number: int | None = None) -> None:
        """Save the network of a run, of that looked at at the moment looked at."""
        network = self._model.recorded_network_of(number)
        title = self._translator(text("Save the network"))
        kind = f"{self._translator(text('Network'))} {NETWORKS}"
        chosen, _ = QFileDialog.getSaveFileName(parent, title, "network.safetensors", kind)
        if chosen and network is not None:
            path = Path(chosen)
            path = path if path.suffix.lower() == ".safetensors" else path.with_name(path.name + ".safetensors")
            try:
                save_model(network, path)
            except UserError as error:
                self.failed.emit(error)
            else:
                self.said.emit(text("The network was saved as {name}.", name=path.name))

    def export(self, parent: QWidget, number: int | None = None) -> None:
        """Save a run, or all: the numbers of all batches as a table, or curves as they are seen as a picture."""
        title, name = self._proposal(number)
        chosen, kind = QFileDialog.getSaveFileName(parent, title, name, export_filters(self._translator))
        if chosen:
            try:
                path = self._save(chosen, kind, number)
            except UserError as error:
                self.failed.emit(error)
            else:
                self.said.emit(text("Saved as {name}.", name=path.name))

    def _proposal(self, number: int | None) -> tuple[str, str]:
        """Return the title of the dialog and the name of the file, both of which tell what is saved."""
        say = self._translator
        if number is not None:
            return say(text("Export {run}", run=self._model.run_of(number).title)), f"run-{number}.csv"
        if self._is_comparing():
            return say(text("Export the comparison")), "comparison.csv"
        return say(text("Export all runs")), "runs.csv"

    def _save(self, chosen: str, kind: str, number: int | None) -> Path:
        path = export_path(chosen, kind)
        if path != Path(chosen) and path.exists():  # the dialog asked about the name without an ending
            raise UserError(text("{name} is there already. Choose it in the dialog, or another name.", name=path.name))
        if path.suffix.lower() == ".csv":
            save_runs(self._model.runs if number is None else (self._model.run_of(number),), path)
            return path
        from cnnstudio.labs.training.sheet import save_sheet  # late: hardly anyone needs it

        content = self._sheet(number)
        if content is not None:
            save_sheet(content, path)
        return path

    def _sheet(self, number: int | None) -> SheetContent | None:
        """Return the curves of a run; without a number, those that are seen."""
        model, say = self._model, self._translator
        if number is not None:
            return sheet_of_runs(model.run_of(number), (), model.params, say)
        if self._is_comparing():
            return sheet_of_comparison(model, say)
        return None if model.run is None else sheet_of_runs(model.run, model.other_runs, model.params, say)

    # -- all runs

    def ask_to_delete_all(self, parent: QWidget) -> None:
        """Ask whether all runs are to be deleted for good."""
        count, say = len(self._model.runs), self._translator
        if not count:
            return
        box = QMessageBox(parent)
        box.setObjectName("training.delete_all_question")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(say(text("Delete all runs")))
        box.setText(say(text("Delete all {count} runs for good?", count=count)))
        box.setInformativeText(
            say(text("They are deleted from the disk, too, and cannot be brought back. Saved networks stay."))
        )
        delete = box.addButton(say(text("Delete all")), QMessageBox.ButtonRole.DestructiveRole)
        delete.setObjectName("training.delete_all_yes")
        keep = box.addButton(say(text("Keep them")), QMessageBox.ButtonRole.RejectRole)
        keep.setObjectName("training.delete_all_no")
        box.setDefaultButton(keep)
        delete.clicked.connect(self.all_unwanted)
        box.open()
