"""One training run as it grows, told by the messages of the trainer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Literal

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.checkpoints import Checkpoints, Moment
from cnnstudio.labs.training.history import RunHistory
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.training_record import TrainingRecord, past_record
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import Checkpoint, Failed, Finished, Last, Message, Started

State = Literal["waiting", "running", "paused", "stopped", "finished", "failed"]
"""Waiting is before the first batch, while pictures are read."""


class Run(RunHistory):
    """A run: what it was asked to do, how far it is, what has been seen on the way, and its weights.

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
    is_ending
        Whether it was stopped, and its last weights are still to come.
    problem
        Why it failed, and what to try; None where it did not.
    checkpoints
        What is kept of the weights, to be thinned where many runs take much room.
    epochs, images, validation_images
        As the trainer said at the start; 0 before.

    """

    def __init__(
        self,
        number: int,
        spec: NetworkSpec,
        config: TrainingConfig,
        experiment: str = "",
        base: Network | None = None,
    ) -> None:
        super().__init__()
        self.number, self.name, self.experiment = number, "", experiment
        self.spec, self.config, self.base = spec, config, base
        self.state: State = "waiting"
        self.is_ending = False
        self.problem: Text | None = None
        self.epochs = self.images = self.validation_images = 0
        self._past: TrainingRecord | None = None
        self.checkpoints = Checkpoints()

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
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return not self.is_active and not self.is_ending

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

    @property
    def past(self) -> TrainingRecord | None:
        """How the network was trained that it went on from; None where it began with random numbers."""
        if self._past is None and self.base is not None:
            self._past = past_record(self.base)
        return self._past

    @past.setter
    def past(self, record: TrainingRecord | None) -> None:
        self._past = record

    # -- moments to come back to

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The checkpoints, from the first weights on."""
        return self.checkpoints.moments

    @property
    def network(self) -> Network | None:
        """What it made: of a finished run the network that was kept, else that of the last checkpoint."""
        return self.checkpoints.outcome

    def network_at(self, moment: int | None) -> Network | None:
        """Return the network as it was after so many batches, of the checkpoint there or the one before."""
        return self.network if moment is None else self.checkpoints.at(moment)

    # -- following

    def take(self, message: Message) -> None:
        """Take in what the trainer says."""
        super().take(message)
        self.is_ending = self.is_ending and not isinstance(message, Last)
        match message:
            case Started():
                self.epochs, self.per_epoch = message.epochs, message.batches
                self.images, self.validation_images = message.images, message.validation_images
                self.state = "running" if self.state == "waiting" else self.state
            case Checkpoint():
                step = self.step_of(message.epoch, message.batch)
                self.checkpoints.add(step, message.epoch, message.network, is_passing=message.is_passing)
            case Finished():
                self.state = "finished"
                self.checkpoints.finish(message.network)
                self.train_seconds, self.images_per_second = message.train_seconds, message.images_per_second
            case Failed():
                self.state, self.problem = "failed", message.reason
            case _:
                pass


def settings_that_differ(runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the names of the settings that are not the same in all runs, in the order of `TrainingConfig`."""
    configs = [run.config for run in runs]
    names = [entry.name for entry in fields(TrainingConfig)]
    return tuple(name for name in names if len({getattr(config, name) for config in configs}) > 1)
