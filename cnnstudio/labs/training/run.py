"""One training run as it grows, told by the messages of the trainer; what it keeps is bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.checkpoints import Checkpoints, Moment
from cnnstudio.labs.training.series import Series, running_mean
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import (
    BatchDetails,
    BatchDone,
    Checkpoint,
    EpochDone,
    Failed,
    Finished,
    LayerSizes,
    Message,
    Started,
    TestDone,
    Validated,
)

State = Literal["waiting", "running", "paused", "stopped", "finished", "failed"]
"""Waiting is before the first batch, while pictures are read."""

_MOST_ENTRIES = 1_024
"""So many validations, epochs and looks into a batch are kept; then every second one is left out."""
_MOST_TESTS = 64
_LOSS, _ACCURACY, _RATE = range(3)

Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Validation:
    """How well pictures kept back were read, after so many batches."""

    step: int
    loss: float
    accuracy: float
    is_whole: bool
    """Whether all of them were read, as after each epoch; else some."""


@dataclass(frozen=True, eq=False)
class TestReading:
    """What every picture of the test set was read as after an epoch."""

    epoch: int
    answers: ByteArray
    """(n,) classes, of the first n pictures of the test set."""
    shares: NDArray[np.float16]
    """(n,) the probability that each answer had."""


@dataclass(frozen=True)
class LayerMoment:
    """How large the numbers of each layer were in one batch."""

    step: int
    layers: tuple[LayerSizes, ...]


class Run:
    """A run: what it was asked to do, how far it is, and what has been seen on the way.

    Batches are counted from the start of the run ("steps"); an epoch has `per_epoch` of them.

    Attributes
    ----------
    number
        Counted from 1, never used again.
    name
        What the learner calls it; "" until then.
    experiment, spec, config, base
        As in `TrainingParams`.
    state
        How it goes.
    problem
        Why it failed, and what to try; None where it did not.
    batches
        How many have been learned.
    epochs, per_epoch, images, validation_images
        As the trainer said at the start; 0 before.
    images_per_second
        Of training alone, lately.
    train_seconds
        Of training alone, as far as was said.
    details
        The look into a batch that came last; None before the first.
    tests
        By epoch.
    labels
        (n,) of the test set, once it has been read.

    """

    def __init__(
        self,
        number: int,
        spec: NetworkSpec,
        config: TrainingConfig,
        experiment: str = "",
        base: Network | None = None,
    ) -> None:
        self.number, self.name, self.experiment = number, "", experiment
        self.spec, self.config, self.base = spec, config, base
        self.state: State = "waiting"
        self.problem: Text | None = None
        self.batches = self.epochs = self.per_epoch = self.images = self.validation_images = 0
        self.images_per_second = self.train_seconds = 0.0
        self.details: BatchDetails | None = None
        self.tests: dict[int, TestReading] = {}
        self.labels: ByteArray | None = None
        self._series = Series(3)
        self._validations: list[Validation] = []
        self._epoch_rows: list[EpochDone] = []
        self._layer_history: list[LayerMoment] = []
        self._checkpoints = Checkpoints()
        self._network: Network | None = None

    # -- how far it is

    @property
    def title(self) -> Text:
        """What it is called on the screen."""
        return Text("{name}", (("name", self.name),)) if self.name else text("Run {number}", number=self.number)

    @property
    def is_active(self) -> bool:
        """Whether it goes on, or would if it were not paused."""
        return self.state in ("waiting", "running", "paused")

    @property
    def total_batches(self) -> int:
        """How many it has from start to end; 0 before that is known."""
        return self.epochs * self.per_epoch

    @property
    def epoch(self) -> int:
        """The epoch of the last batch, from 1; 0 before the first."""
        return -(-self.batches // self.per_epoch) if self.per_epoch else 0

    @property
    def seconds_left(self) -> float | None:
        """About how long training takes from now; None before that can be known."""
        if not self.images_per_second or not self.is_active:
            return None
        return (self.total_batches - self.batches) * self.config.batch_size / self.images_per_second

    # -- curves

    @property
    def steps(self) -> NDArray[np.int64]:
        """(n,) after which batch each training loss was seen; every batch, or in a very long run means over some."""
        return self._series.steps

    @property
    def losses(self) -> FloatArray:
        """(n,) float32, of the training batches as they were before their step."""
        return self._series.column(_LOSS)

    @property
    def accuracies(self) -> FloatArray:
        """(n,) float32, share of each training batch that was read as labelled."""
        return self._series.column(_ACCURACY)

    @property
    def learning_rates(self) -> FloatArray:
        """(n,) float32."""
        return self._series.column(_RATE)

    def smoothed(self, batches: int) -> tuple[FloatArray, FloatArray]:
        """Return losses and accuracies as means over the last so many batches, (n,) each."""
        count = max(1, batches // self._series.together)
        return running_mean(self.losses, count), running_mean(self.accuracies, count)

    @property
    def validations(self) -> tuple[Validation, ...]:
        """How well pictures kept back were read, in the order of the batches."""
        return tuple(self._validations)

    @property
    def epoch_rows(self) -> tuple[EpochDone, ...]:
        """What was said after each epoch."""
        return tuple(self._epoch_rows)

    @property
    def layer_history(self) -> tuple[LayerMoment, ...]:
        """The sizes of activations and gradients at the looks into a batch so far."""
        return tuple(self._layer_history)

    @property
    def best_validation(self) -> float | None:
        """The best accuracy on all pictures kept back; None before the first epoch, or where none are."""
        whole = [entry.accuracy for entry in self._validations if entry.is_whole]
        return max(whole) if whole else None

    # -- moments to come back to

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The checkpoints, from the first weights on."""
        return self._checkpoints.moments

    @property
    def network(self) -> Network | None:
        """What it made: of a finished run the network that was kept, else that of the last checkpoint."""
        return self._network or self._checkpoints.last

    def network_at(self, moment: int | None) -> Network | None:
        """Return the network as it was after so many batches, of the checkpoint there or the one before."""
        return self.network if moment is None else self._checkpoints.at(moment)

    def test_at(self, moment: int | None) -> TestReading | None:
        """Return the last test up to the moment."""
        known = [epoch for epoch in self.tests if moment is None or epoch * self.per_epoch <= moment]
        return self.tests[max(known)] if known else None

    def test_accuracy_at(self, moment: int | None) -> float | None:
        """Return the share of the test pictures that were read as labelled then; None where nobody knows."""
        test = self.test_at(moment)
        if test is None or self.labels is None:
            return None
        return float((test.answers == self.labels[: len(test.answers)]).mean())

    @property
    def test_accuracy(self) -> float | None:
        """The share of the test pictures that were read as labelled last."""
        return self.test_accuracy_at(None)

    @property
    def checkpoints(self) -> Checkpoints:
        """What is kept of the weights, to be thinned where many runs take much room."""
        return self._checkpoints

    # -- following

    def step_of(self, epoch: int, batch: int) -> int:
        """Return how many batches are done after the given one of an epoch."""
        return (epoch - 1) * self.per_epoch + batch

    def take(self, message: Message) -> None:
        """Take in what the trainer says."""
        match message:
            case BatchDone():
                self._take_batch(message)
            case Started():
                self.epochs, self.per_epoch = message.epochs, message.batches
                self.images, self.validation_images = message.images, message.validation_images
                self.state = "running" if self.state == "waiting" else self.state
            case Validated():
                step = self.step_of(message.epoch, message.batch)
                self._add_validation(step, message.loss, message.accuracy, is_whole=False)
            case EpochDone():
                self._take_epoch(message)
            case BatchDetails():
                self.details = message
                self._layer_history.append(LayerMoment(self.step_of(message.epoch, message.batch), message.layers))
                _thin(self._layer_history)
            case Checkpoint():
                self._checkpoints.add(self.step_of(message.epoch, message.batch), message.epoch, message.network)
            case TestDone():
                self._take_test(message)
            case Finished():
                self.state, self._network = "finished", message.network
                self.train_seconds, self.images_per_second = message.train_seconds, message.images_per_second
            case Failed():
                self.state, self.problem = "failed", message.reason
            case _:
                pass  # it is being prepared

    def _take_batch(self, message: BatchDone) -> None:
        self.batches = self.step_of(message.epoch, message.batch)
        self.images_per_second = message.images_per_second
        self._series.append(self.batches, message.loss, message.accuracy, message.learning_rate)

    def _take_epoch(self, message: EpochDone) -> None:
        self._epoch_rows.append(message)
        _thin(self._epoch_rows)
        self.train_seconds = message.train_seconds
        if message.validation_loss is not None and message.validation_accuracy is not None:
            step = self.step_of(message.epoch, self.per_epoch)
            self._add_validation(step, message.validation_loss, message.validation_accuracy, is_whole=True)

    def _add_validation(self, step: int, loss: float, accuracy: float, *, is_whole: bool) -> None:
        self._validations.append(Validation(step, loss, accuracy, is_whole))
        _thin(self._validations)

    def _take_test(self, message: TestDone) -> None:
        answers = message.probabilities.argmax(axis=1)
        shares = message.probabilities[np.arange(len(answers)), answers].astype(np.float16)
        self.tests[message.epoch] = TestReading(message.epoch, answers.astype(np.uint8), shares)
        if len(self.tests) > _MOST_TESTS:
            for epoch in sorted(self.tests)[1:-1:2]:
                del self.tests[epoch]


def confusion(answers: ByteArray, labels: ByteArray, classes: int) -> NDArray[np.int64]:
    """Return how often each class was read as each: (true class, answer).

    >>> confusion(np.array([1, 1, 0], np.uint8), np.array([1, 0, 0], np.uint8), 2).tolist()
    [[1, 1], [0, 1]]
    """
    places = labels.astype(np.int64) * classes + answers
    return np.bincount(places, minlength=classes * classes).reshape(classes, classes)


def settings_that_differ(runs: Mapping[int, Run]) -> tuple[str, ...]:
    """Return the names of the settings that are not the same in all runs, in the order of `TrainingConfig`."""
    settings = [run.config.to_json() for run in runs.values()]
    names = settings[0] if settings else {}
    return tuple(name for name in names if any(entry[name] != settings[0][name] for entry in settings))


def _thin(entries: list[Entry]) -> None:
    """Leave out every second entry where there are many; the first and the last stay."""
    if len(entries) > _MOST_ENTRIES:
        del entries[1:-1:2]
