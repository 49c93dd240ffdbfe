"""The training loop, as a generator that says what it does: whoever runs it may stop between any two messages."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from functools import partial

import numpy as np
from torch import Tensor

from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import text
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.torch_network import module_network
from cnnstudio.training.best_epoch import BestEpoch
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.devices import open_device
from cnnstudio.training.divergence import DivergenceWatch
from cnnstudio.training.examples import Batch, Examples, batch_count, batches
from cnnstudio.training.interval import Interval
from cnnstudio.training.messages import (
    BatchAhead,
    BatchDetails,
    BatchDone,
    Checkpoint,
    EpochDone,
    Failed,
    Finished,
    Message,
    Reading,
    Started,
    TestDone,
    Validated,
)
from cnnstudio.training.optimizers import Optimizer
from cnnstudio.training.pictures import Pictures
from cnnstudio.training.preparation import prepared_module, prepared_spec
from cnnstudio.training.reading import (
    loss_and_accuracy,
    loss_and_accuracy_of,
    probabilities_of,
    read_first,
    read_in_parts,
)
from cnnstudio.training.schedules import learning_rate_at
from cnnstudio.training.settings import check_config
from cnnstudio.training.step import StepDone, Stepper
from cnnstudio.training.stopwatch import Stopwatch
from cnnstudio.training.watch import NOTHING, Watch, is_turn

_GLANCE = 500
"""So many of the pictures kept back are read in the middle of an epoch."""


def train(
    spec: NetworkSpec,
    config: TrainingConfig,
    pictures: Pictures,
    start: Network | None = None,
    watch: Watch = NOTHING,
) -> Iterator[Message]:
    """Train a network, from its first weights on or from those of `start`; the last message is Finished or Failed.

    Raises
    ------
    UserError
        If there are fewer pictures than one batch takes, the layers do not fit, a setting cannot be what it is, or
        the device is not here.

    """
    check_config(config)
    count = sum(map(len, pictures.training))
    if count < config.batch_size:
        raise UserError(
            text(
                "{count} pictures do not fill a batch of {size}. Train with more pictures or smaller batches.",
                count=grouped(count),
                size=grouped(config.batch_size),
            )
        )
    yield from _Run(spec, config, pictures, start, watch).messages()


class _Run:
    """What a run holds in its hands."""

    def __init__(
        self, spec: NetworkSpec, config: TrainingConfig, pictures: Pictures, start: Network | None, watch: Watch
    ) -> None:
        device = open_device(config.device)
        self._config, self._pictures, self._watch = config, pictures, watch
        self._spec = start.spec if start else prepared_spec(spec, config, pictures)
        self._module = prepared_module(self._spec, config, start, device)
        self._stepper = Stepper(self._module, Optimizer(self._module, config), device, config)
        self._rng = np.random.default_rng(config.seed)
        self._per_epoch = batch_count(pictures.training, config.batch_size)
        self._divergence = DivergenceWatch(config, len(self._spec.class_names))
        self._best = BestEpoch(config.patience)
        self._stopwatch = Stopwatch()
        self._details_turn, self._weights_turn = Interval(watch.details_seconds), Interval(watch.weights_seconds)

    def messages(self) -> Iterator[Message]:
        """Yield all that is said, from the start to the end."""
        config, pictures, watch = self._config, self._pictures, self._watch
        images, kept_back = sum(map(len, pictures.training)), len(pictures.validation or ())
        yield Started(images, kept_back, config.epochs, self._per_epoch, config.device)
        if watch.checkpoints:
            yield Checkpoint(1, 0, self._network())
        if watch.tests and pictures.test:
            yield TestDone(0, read_first(self._module, pictures.test))
        for epoch in range(1, config.epochs + 1):
            done: list[BatchDone] = []
            for message in self._learn_all(epoch):
                yield message
                if isinstance(message, Failed):
                    return
                if isinstance(message, BatchDone):
                    done.append(message)
            yield from self._epoch_done(epoch, done)
            if watch.tests and pictures.test:
                yield TestDone(epoch, probabilities_of((yield from self._read(epoch, pictures.test))))
            if self._best.is_enough:
                break
        yield self._finished(epoch)

    def _learn_all(self, epoch: int) -> Iterator[Message]:
        """Learn all pictures once."""
        total = self._config.epochs * self._per_epoch
        stream = batches(self._pictures.training, self._config.batch_size, self._rng)
        self._module.train()
        for number in range(1, self._per_epoch + 1):
            weights = partial(self._checkpoint, epoch, number - 1)
            yield BatchAhead(epoch, number, weights if self._watch.checkpoints else None)
            self._stopwatch.start()
            batch = next(stream)
            count = (epoch - 1) * self._per_epoch + number
            rate = learning_rate_at(self._config, count, self._per_epoch)
            done, details = self._learn(batch, rate, epoch, number)
            self._stopwatch.stop(len(batch[1]))
            yield BatchDone(epoch, number, done.loss, done.accuracy, rate, self._stopwatch.images_per_second)
            if problem := self._divergence.problem(done.loss, epoch, number):
                yield Failed(problem)
                return
            if details:
                yield details
            is_kept = is_turn(count, total, self._watch.checkpoints - 1)
            if is_kept or self._weights_turn.is_over:
                self._weights_turn.begin()
                yield self._checkpoint(epoch, number, is_passing=not is_kept)
            if self._glanced_at and is_turn(number, self._per_epoch, self._watch.validations):
                yield Validated(epoch, number, *loss_and_accuracy(self._module, self._glanced_at))

    def _checkpoint(self, epoch: int, number: int, *, is_passing: bool = False) -> Checkpoint:
        """Return the weights of this moment, after so many batches of an epoch."""
        place = (epoch - 1, self._per_epoch) if number == 0 and epoch > 1 else (epoch, number)
        return Checkpoint(*place, self._network(), is_passing)

    def _learn(self, batch: Batch, rate: float, epoch: int, number: int) -> tuple[StepDone, BatchDetails | None]:
        """Learn one batch; look into it where that is due."""
        if not self._details_turn.is_over:
            return self._stepper.step(batch, rate), None
        self._details_turn.begin()
        return self._stepper.step_in_detail(batch, rate, epoch, number)

    def _read(self, epoch: int, examples: Examples) -> Generator[Message, None, list[Tensor]]:
        """Read pictures after an epoch, and return their logits in parts; after each of them one may stop."""
        parts = []
        for part in read_in_parts(self._module, examples):
            parts.append(part)
            yield Reading(epoch + 1, 1, partial(self._checkpoint, epoch + 1, 0) if self._watch.checkpoints else None)
        return parts

    def _epoch_done(self, epoch: int, done: Sequence[BatchDone]) -> Iterator[Message]:
        """Read the pictures kept back."""
        loss, accuracy = (float(np.mean([getattr(batch, name) for batch in done])) for name in ("loss", "accuracy"))
        if self._pictures.validation is None:
            yield EpochDone(epoch, loss, accuracy, None, None, self._stopwatch.seconds)
            return
        kept = self._pictures.validation
        of_kept = loss_and_accuracy_of((yield from self._read(epoch, kept)), kept.labels)
        self._best.take(epoch, *of_kept, self._network)
        yield EpochDone(epoch, loss, accuracy, *of_kept, self._stopwatch.seconds)

    def _finished(self, epoch: int) -> Finished:
        seconds = self._stopwatch.seconds
        learned = epoch * self._per_epoch * self._config.batch_size
        network = self._best.network or self._network()
        return Finished(network, self._best.epoch or epoch, seconds, learned / seconds if seconds else 0.0)

    def _network(self) -> Network:
        """Return the weights of this moment."""
        return module_network(self._spec, self._module)

    @property
    def _glanced_at(self) -> Examples | None:
        kept = self._pictures.validation
        return None if kept is None else Examples(kept.images[:_GLANCE], kept.labels[:_GLANCE])
