"""What is said of a run at one batch: headline, curves and list say it of the same one, so that they agree."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.observable import Observable
from cnnstudio.labs.training.reached import accuracy_words, share_words
from cnnstudio.labs.training.run import Run


@dataclass(frozen=True)
class Told:
    """How a run does after a batch.

    Attributes
    ----------
    step
        After how many batches.
    training
        Smoothed loss and accuracy of the batches learned; None before the first.
    validation
        Loss and accuracy of digits kept back at the last look at them; None where there was none.
    accuracy
        Share of unseen digits that were read rightly last: digits kept back, else test digits; None where nobody knows.
    measured
        After how many batches that was.

    """

    step: int
    training: tuple[float, float] | None = None
    validation: tuple[float, float] | None = None
    accuracy: float | None = None
    measured: int = 0


class Telling(Observable):
    """Says of the run that goes on the same for a moment; tells when that changed.

    Attributes
    ----------
    every
        For how many seconds; 0 for no time.

    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.every = 0.0
        self._clock, self._taken = clock, 0.0
        self._run: Run | None = None
        self._told = Told(0)

    def follow(self, run: Run | None) -> bool:
        """Take up how the run that goes on does by now, where it is time; return whether that is something new."""
        if run is None or run.state != "running" or not self.every:
            self._run = None
            return False
        if run is self._run and self._clock() - self._taken < self.every:
            return False
        before, self._told = self._told, told_at(run, run.batches)
        is_new = run is not self._run or before != self._told
        self._run, self._taken = run, self._clock()
        return is_new

    def of(self, run: Run) -> Told:
        """Return what is said of a run as it is now."""
        return self._told if run is self._run and run.state == "running" else told_at(run, run.batches)


def told_at(run: Run, step: int) -> Told:
    """Return what there is to say of a run after so many batches."""
    seen = int(np.searchsorted(run.steps, step, side="right"))
    losses, accuracies = run.smoothed
    training = (float(losses[seen - 1]), float(accuracies[seen - 1])) if seen else None
    known = [entry for entry in run.validations if entry.step <= step]
    if known:
        last = known[-1]
        return Told(step, training, (last.loss, last.accuracy), last.accuracy, last.step)
    test = run.test_at(step)
    return Told(step, training, None, run.test_accuracy_at(step), test.epoch * run.per_epoch if test else 0)


def value_words(telling: Telling, run: Run) -> str:
    """Return how well a run reads unseen digits: of one under way what headline and curves say, too."""
    return share_words(telling.of(run).accuracy) if run.is_active else accuracy_words(run)
