"""Keeps the runs of the lab on the disk: reads them aside once the lab is there, and writes each that is over."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from cnnstudio.core.errors import UserError
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.next_run_file import save_next_run, with_kept_settings
from cnnstudio.labs.training.params import TrainingParams
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_file import RunContent, read_weights_of, run_content
from cnnstudio.labs.training.run_shelf import RunShelf, ShelfContent

Stamp = tuple[str, str]


class RunKeeper(QObject):
    """The disk follows the model: what is over is written, what is deleted is removed, and undo writes it again.

    All that touches the disk is done aside, one thing after the other.

    Signals
    -------
    said
        A `Text` about files that could not be read.
    failed
        A `UserError`, once, where runs cannot be kept.
    """

    said = Signal(object)
    failed = Signal(object)
    _was_read = Signal(object)
    _was_written = Signal(object, object)
    _was_refused = Signal(object)

    def __init__(self, model: TrainingModel, shelf: RunShelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._shelf = model, shelf
        self._kept: dict[Run, tuple[Path, Stamp]] = {}
        self._leaving: set[Path] = set()  # files being removed, perhaps before their writing is heard of
        self._is_refused = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._was_read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)
        self._was_written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        self._was_refused.connect(self._on_refused, Qt.ConnectionType.QueuedConnection)
        model.put(with_kept_settings(model.params, shelf.next_run_path), record=False)
        self._asked = _asked(model.params)
        model.keep_numbers_free(shelf.last_number)
        self._pool.start(lambda: self._was_read.emit(shelf.read()))
        model.settings.subscribe(self._follow)

    def stop(self) -> None:
        """Write what is still to be written, and wait for it."""
        self._follow()
        self.wait()
        if _asked(self._model.params) != self._asked:
            save_next_run(self._model.params, self._shelf.next_run_path)
        for surplus in self._shelf.surplus():
            self._shelf.remove(surplus)

    def wait(self) -> None:
        """Wait until all that is to be written or removed has been."""
        self._pool.waitForDone()

    def delete_all(self) -> None:
        """Forget all runs for good, also those of which this window knows nothing."""
        self._kept.clear()
        self._model.delete_all_runs()
        self._pool.start(self._shelf.clear)

    def _follow(self) -> None:
        """Bring the disk to what the model has."""
        runs = self._model.runs
        for run in [run for run in self._kept if run not in runs]:
            self._remove(run, self._kept.pop(run)[0])
        for run in runs:
            if run is not self._model.run:
                run.checkpoints.let_go()
            stamp = (run.name, run.state)
            known = self._kept.get(run)
            if run.is_over and run.batches and (known is None or known[1] != stamp):
                path = known[0] if known else self._shelf.path_for(run.number)
                self._kept[run] = path, stamp
                self._leaving.discard(path)
                self._pool.start(partial(self._write, run, run_content(run), path))

    def _write(self, run: Run, content: RunContent, path: Path) -> None:
        """Write a run; called aside."""
        try:
            self._shelf.write(content, path)
        except UserError as error:
            self._was_refused.emit(error)
        else:
            self._was_written.emit(run, path)

    def _remove(self, run: Run | None, path: Path) -> None:
        """Remove a file, aside; its run may go on without: undo may bring it back."""
        if run is not None:
            run.checkpoints.hold()
        self._leaving.add(path)
        self._pool.start(partial(self._shelf.remove, path))

    @Slot(object, object)
    def _on_written(self, run: Run, path: Path) -> None:
        """Let the weights of a run rest in its file, and make room where there are too many files."""
        if self._kept.get(run, (None,))[0] == path and path not in self._leaving:
            run.checkpoints.rest_on(partial(read_weights_of, path))
            if run is not self._model.run:
                run.checkpoints.let_go()
        runs = {kept: run for run, (kept, _) in self._kept.items()}
        for surplus in self._shelf.surplus():
            self._remove(runs.get(surplus), surplus)

    @Slot(object)
    def _on_read(self, content: ShelfContent) -> None:
        for run, path in content.runs:
            self._kept[run] = path, (run.name, run.state)
        self._model.take_back(run for run, _ in content.runs)
        for note in content.notes:
            self.said.emit(note)

    @Slot(object)
    def _on_refused(self, error: UserError) -> None:
        if not self._is_refused:
            self._is_refused = True
            self.failed.emit(error)


def _asked(params: TrainingParams) -> tuple[object, ...]:
    """Return what the next run is to be like."""
    return params.experiment, params.spec, params.config
