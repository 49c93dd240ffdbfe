"""Asks the trainer twenty times a second what there is to tell, and hands it to the model in one go."""

from __future__ import annotations

from time import monotonic, sleep

from PySide6.QtCore import QObject, QTimer

from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.trainer_client import Trainer

_TICK = 50
"""Milliseconds."""
_LAST_WORDS, _GLANCE = 1.0, 0.005
"""Seconds that the end of the app waits for the last weights, and between two looks for them."""


class Pump(QObject):
    """Runs while a run is under way, and until the last word of one that was stopped."""

    def __init__(self, model: TrainingModel, trainer: Trainer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self._trainer = model, trainer
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self.tick)
        model.settings.subscribe(self._on_settings)

    def tick(self) -> None:
        """Hand over what was said since the last time."""
        self._model.take(self._trainer.poll())
        self._model.check_trainer()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    def finish(self) -> None:
        """End the run under way with the weights that it has by now; those may take a moment to come."""
        until = monotonic() + _LAST_WORDS
        self._model.stop()
        self.tick()
        while any(run.batches for run in self._model.heard_runs) and monotonic() < until:
            sleep(_GLANCE)
            self.tick()
        self._model.stop_listening()

    def _on_settings(self) -> None:
        is_heard = bool(self._model.heard_runs)
        if is_heard != self._timer.isActive():
            (self._timer.start if is_heard else self._timer.stop)()
