"""What was seen on the way of a training run; what is kept of it is bounded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.labs.training.evenly import thin
from cnnstudio.labs.training.running_mean import RunningMean, span_of
from cnnstudio.labs.training.seen import LayerMoment, TestReading, Validation
from cnnstudio.labs.training.series import Series
from cnnstudio.training.messages import BatchDetails, BatchDone, EpochDone, Message, TestDone, Validated

_MOST_TESTS = 40
_MOST_LOOKS = 256
"""So many looks into a batch are kept: each takes a hundred times the room of a batch."""
_LOSS, _ACCURACY, _RATE = range(3)


class RunHistory:
    """Curves, tests and looks into batches, by the batch they were seen after.

    Batches are counted from the start of the run ("steps"); an epoch has `per_epoch` of them.

    Attributes
    ----------
    batches
        How many have been learned.
    per_epoch
        Batches an epoch; 0 before that is known.
    images_per_second
        Of training alone, lately.
    train_seconds
        Of training alone, up to the last epoch.
    details
        The look into a batch that came last; None before the first.
    best_validation, last_validation
        Accuracies on all pictures kept back; None before the first epoch, or where none are.
    tests
        By epoch.
    labels
        (n,) of the test set, once it has been read.

    """

    def __init__(self) -> None:
        self.batches = self.per_epoch = 0
        self.images_per_second = self.train_seconds = 0.0
        self.details: BatchDetails | None = None
        self.best_validation: float | None = None
        self.last_validation: float | None = None
        self.tests: dict[int, TestReading] = {}
        self.labels: ByteArray | None = None
        self._series, self._means = Series(3), RunningMean()
        self._validations: list[Validation] = []
        self._epoch_rows: list[EpochDone] = []
        self._layer_history: list[LayerMoment] = []

    # -- curves

    @property
    def steps(self) -> NDArray[np.int64]:
        """(n,) after which batch each training loss was seen; every batch, or in a very long run means over some."""
        return self._series.steps

    @property
    def together(self) -> int:
        """How many batches each of these numbers is the mean of."""
        return self._series.together

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

    @property
    def smoothed_over(self) -> int:
        """Over how many batches `smoothed` is a mean."""
        return span_of(self.per_epoch)

    @property
    def smoothed(self) -> tuple[FloatArray, FloatArray]:
        """(n,) losses and (n,) accuracies, as the means of `running_mean`."""
        span = self.smoothed_over / self._series.together
        losses, accuracies = self._means.follow([self.losses, self.accuracies], span)
        return losses, accuracies

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

    # -- tests

    def test_at(self, moment: int | None) -> TestReading | None:
        """Return the last test up to the moment."""
        known = [epoch for epoch in self.tests if moment is None or epoch * self.per_epoch <= moment]
        return self.tests[max(known)] if known else None

    def test_accuracy_at(self, moment: int | None) -> float | None:
        """Return the share of the test pictures that were read as labelled then; None where nobody knows."""
        test = self.test_at(moment)
        if test is None or test.epoch == 0 or self.labels is None:  # a glance before the start is no test
            return None
        return float((test.answers == self.labels[: len(test.answers)]).mean())

    @property
    def test_accuracy(self) -> float | None:
        """The share of the test pictures that were read as labelled last."""
        return self.test_accuracy_at(None)

    # -- following

    def restore(
        self,
        series: Series,
        validations: Sequence[Validation],
        epoch_rows: Sequence[EpochDone],
        layer_history: Sequence[LayerMoment],
    ) -> None:
        """Take over curves that were kept from before."""
        self._series = series
        self._validations, self._epoch_rows = list(validations), list(epoch_rows)
        self._layer_history = list(layer_history)

    def step_of(self, epoch: int, batch: int) -> int:
        """Return how many batches are done after the given one of an epoch."""
        return (epoch - 1) * self.per_epoch + batch

    def take(self, message: Message) -> None:
        """Take in what the trainer says of batches and epochs."""
        match message:
            case BatchDone():
                self._take_batch(message)
            case Validated():
                step = self.step_of(message.epoch, message.batch)
                self._add_validation(step, message.loss, message.accuracy, is_whole=False)
            case EpochDone():
                self._take_epoch(message)
            case BatchDetails():
                self.details = message
                self._layer_history.append(LayerMoment(self.step_of(message.epoch, message.batch), message.layers))
                thin(self._layer_history, _MOST_LOOKS)
            case TestDone():
                self._take_test(message)
            case _:
                pass

    def _take_batch(self, message: BatchDone) -> None:
        self.batches = self.step_of(message.epoch, message.batch)
        self.images_per_second = message.images_per_second
        self._series.append(self.batches, message.loss, message.accuracy, message.learning_rate)

    def _take_epoch(self, message: EpochDone) -> None:
        self._epoch_rows.append(message)
        thin(self._epoch_rows)
        self.train_seconds = message.train_seconds
        if message.validation_loss is not None and message.validation_accuracy is not None:
            step = self.step_of(message.epoch, self.per_epoch)
            self._add_validation(step, message.validation_loss, message.validation_accuracy, is_whole=True)
            self.last_validation = message.validation_accuracy
            self.best_validation = max(message.validation_accuracy, self.best_validation or 0.0)

    def _add_validation(self, step: int, loss: float, accuracy: float, *, is_whole: bool) -> None:
        if self._validations and self._validations[-1].step == step:
            self._validations.pop()  # all pictures kept back, after some of them at the end of an epoch
        self._validations.append(Validation(step, loss, accuracy, is_whole))
        thin(self._validations)

    def _take_test(self, message: TestDone) -> None:
        answers = message.probabilities.argmax(axis=1)
        shares = message.probabilities[np.arange(len(answers)), answers].astype(np.float16)
        self.tests[message.epoch] = TestReading(message.epoch, answers.astype(np.uint8), shares)
        if len(self.tests) > _MOST_TESTS:
            for epoch in sorted(self.tests)[1:-1:2]:
                del self.tests[epoch]
