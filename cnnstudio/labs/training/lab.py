"""The lab as the main window sees it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, text
from cnnstudio.data.lab_numbers import LabNumbers
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs.lab import LabContext
from cnnstudio.labs.training.controls import Controls
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.moments import MomentSteps
from cnnstudio.labs.training.pump import Pump
from cnnstudio.labs.training.run_keeper import RunKeeper
from cnnstudio.labs.training.run_shelf import RunShelf
from cnnstudio.labs.training.trainer_client import Trainer
from cnnstudio.labs.training.view import TrainingStage
from cnnstudio.training.worker import Worker
from cnnstudio.widgets.task_runner import TaskRunner

_SAYS_EVERY = 200
"""Milliseconds between two sentences above the stage while a run goes on, with the numbers at its curves."""


class TrainingLab:
    """A network that learns: its curves, its kernels and its mistakes, live and at any moment before."""

    def __init__(self, context: LabContext) -> None:
        self.trainer: Trainer = Worker()
        self.model = TrainingModel(context.specimen, context.network, self.trainer, context.handover)
        self.model.telling.every = _SAYS_EVERY / 1000
        self.view = TrainingStage(self.model, context.theme, context.translator)
        self._controls = Controls(self.model, self.view, context.theme, context.translator)
        self._controls.said.connect(self.view.said)
        self._controls.failed.connect(self.view.failed)
        self.pump = Pump(self.model, self.trainer, self.view)
        self._says = QTimer(self.view)
        self._says.setSingleShot(True)
        self._says.setInterval(_SAYS_EVERY)
        self.model.subscribe(self._say_soon)
        self.view.changed.connect(self._say_soon)
        self.model.settings.subscribe(self._offer_devices)
        self.view.said.connect(self._says.stop)  # what was said is not to be overwritten by the sentence of before
        self.view.failed.connect(self._says.stop)
        self._noted: tuple[Text | None, object, object] = (None, None, None)
        self.keeper = None if context.runs_folder is None else self._keep_runs(context.runs_folder)
        self.view.run_actions.all_unwanted.connect(self._delete_all_runs)
        self._runner = TaskRunner(self.view)
        self._runner.start(partial(load_mnist, "test"), self.model.use_test_set, self.view.failed.emit)

    def _keep_runs(self, folder: Path) -> RunKeeper:
        """Let runs come back at the next start, and those of before now."""
        keeper = RunKeeper(self.model, RunShelf(folder), self.view)
        keeper.said.connect(self._note)
        keeper.failed.connect(self.view.failed)
        return keeper

    def _note(self, note: Text) -> None:
        """Say something above the stage that stays until something is done, whatever is still being read."""
        self._noted = note, self.model.params, self.view.tab
        self.view.said.emit(note)

    def _delete_all_runs(self) -> None:
        if self.keeper is not None:
            self.keeper.delete_all()
        else:
            self.model.delete_all_runs()
        self.view.said.emit(text("All runs were deleted."))

    def _say_soon(self) -> None:
        if not self._says.isActive():
            self._says.start()

    def _offer_devices(self) -> None:
        """Let the learner choose among what can compute here, as soon as that is known."""
        if self.trainer.is_ready:
            self._controls.more.offer_devices({device.id: device.name for device in self.trainer.devices})

    @property
    def controls(self) -> QWidget:
        """The panel at the right."""
        return self._controls

    @property
    def picture(self) -> QWidget:
        """What is saved as the picture of the lab: the view, without tabs and bar."""
        return self.view.picture

    @property
    def steps(self) -> MomentSteps | None:
        """The moments of the run looked at, where there are any."""
        return self.view.steps if self.view.steps.count > 1 else None

    @property
    def changes(self) -> TrainingModel:
        """What undo and redo go through."""
        return self.model

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change of what the lab says, a few times a second while a run goes on."""
        self.model.settings.subscribe(listener)
        self.model.telling.subscribe(listener)
        self._says.timeout.connect(listener)
        self.view.tab_shown.connect(lambda _: listener())

    @property
    def has_problem(self) -> bool:
        """Whether the run failed, or none can begin."""
        return self._problem is not None

    @property
    def _problem(self) -> Text | None:
        return (self.model.run.problem if self.model.run else None) or self.model.problem

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        note, *place = self._noted
        if note is not None and place == [self.model.params, self.view.tab] and self.model.active_run is None:
            return note
        return self._problem or self.view.current.headline()

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return self.view.current.explanation()

    def open_file(self, path: Path) -> None:
        """Open a network, to be trained further."""
        self._controls.keep.open_file(path)

    def take(self, numbers: LabNumbers) -> None:
        """Nothing: no lab hands numbers over to be trained with."""

    def handle_key(self, event: QKeyEvent) -> bool:
        """Start, pause, or look at another moment."""
        return self.view.handle_key(event)

    def focus(self) -> None:
        """Give the keyboard to the stage."""
        self.view.focus()

    def stop(self) -> None:
        """End the process that trains, and what is read aside; what was learned so far is kept."""
        self.pump.stop()
        if self.keeper is not None:
            self.pump.finish()
            self.keeper.stop()
        self._says.stop()
        self._runner.stop()
        self.view.stop()
        self.trainer.close()


make = TrainingLab
"""What the registry calls to make the lab."""
