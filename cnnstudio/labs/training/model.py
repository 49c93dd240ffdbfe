"""What can be done in the lab: start runs and lead them, take in what they say, and use what they learned."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import text
from cnnstudio.data.handover import Handover
from cnnstudio.data.mnist import MnistSplit
from cnnstudio.labs.training.checkpoints import checkpoint_count, seconds_between, thin_oldest
from cnnstudio.labs.training.kept_runs import KeptRuns
from cnnstudio.labs.training.run import Run, State
from cnnstudio.labs.training.trainer_client import Trainer
from cnnstudio.nets.network import ActiveNetwork, Network
from cnnstudio.training.messages import Checkpoint, EpochDone, Last, Message
from cnnstudio.training.watch import Watch

_VALIDATIONS = 8
"""An epoch, so that the curve moves also in long ones."""
_DETAILS_SECONDS = 0.25

GONE = text("The training process has ended by itself; perhaps the memory was not enough. Start the run again.")


class TrainingModel(KeptRuns):
    """Starts runs, follows the one under way, and keeps those that were."""

    def __init__(
        self,
        specimen: Specimen,
        active: ActiveNetwork,
        trainer: Trainer,
        handover: Handover | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(specimen, clock)
        self._active, self._trainer, self._handover = active, trainer, handover or Handover()
        self._fed: tuple[Run, ...] = ()
        self._pauses_after_epoch = False

    # -- what can be done

    def start(self, *, is_paused: bool = False) -> None:
        """Begin a run with the settings of the moment; the one before stays to be seen beside it."""
        if not self.can_start:
            return
        params, before = self._params, self.run
        run = Run(self._next_number(), params.spec, params.config, params.experiment, params.base)
        run.labels = self.test_set.labels if self.test_set else None
        spec = params.spec
        watch = Watch(checkpoint_count(spec), _VALIDATIONS, seconds_between(spec), _DETAILS_SECONDS, tests=True)
        self._trainer.start(params.spec, params.config, params.base, watch, is_paused=is_paused)
        run.state = "paused" if is_paused else "waiting"
        self._runs, self._fed = (*self._runs, run), (*self._fed, run)
        shown = (*params.shown_runs, before.number) if before and before.batches else params.shown_runs
        self.update(run=None, moment=None, shown_runs=tuple(dict.fromkeys(shown)))
        self.settings.emit()

    def pause(self) -> None:
        """Stop after the batch under way."""
        self._pauses_after_epoch = False
        if self._go("paused", "waiting", "running"):
            self._trainer.pause()

    def resume(self) -> None:
        """Go on from where it was paused."""
        self._pauses_after_epoch = False
        if self._go("running", "paused"):
            self._trainer.resume()

    def step_batch(self) -> None:
        """Learn one batch and pause; a run begins where none is under way."""
        self._step("batch")

    def step_epoch(self) -> None:
        """Learn to the end of the epoch and pause; a run begins where none is under way."""
        self._step("epoch")

    def stop(self) -> None:
        """End the run; it is kept as far as it came, with its last weights as soon as those are here."""
        self._pauses_after_epoch = False
        for run in self._fed:
            run.is_ending = True
        if self._go("stopped", "waiting", "running", "paused"):
            self._trainer.stop()

    def rewind(self, moment: int | None) -> None:
        """Look at the network as it was after so many batches; None for now, or the end."""
        self.update(moment=moment)

    def _step(self, unit: str) -> None:
        if self.active_run is None:
            self.start(is_paused=True)
        run = self.active_run
        if run is None:
            return
        self.pause()
        self._trainer.step(unit)
        if unit == "epoch":
            run.state, self._pauses_after_epoch = "running", True
        self.update(run=None, moment=None)
        self.settings.emit()

    def _go(self, state: State, *from_states: State) -> bool:
        """Bring the run under way into another state, and look at how it stands; return whether it changed."""
        run = self.active_run
        if run is None or run.state not in from_states:
            return False
        run.state = state
        self.update(moment=None)
        self.settings.emit()
        return True

    # -- networks

    def use_network(self) -> None:
        """Let the network looked at answer in all labs."""
        network = self.recorded_network
        if network is not None:
            self._active.use(network)

    def open_network(self, network: Network) -> None:
        """Let a network of a file answer in all labs, and the next run go on from it."""
        self.start_from(network)
        self._active.use(network)

    # -- following

    def take(self, messages: Iterable[Message]) -> None:
        """Take in what the trainer said, all in one go."""
        said, fed = tuple(messages), self._fed
        if not fed or not (said or self.telling.follow(self.active_run)):
            return
        before = [(run.state, run.is_ending) for run in fed]
        for message in said:
            self._hand_on(message)
        if any(isinstance(message, Checkpoint) for message in said):
            thin_oldest(entry.checkpoints for entry in self._oldest_first)
        is_told = self.telling.follow(self.active_run) or not said
        self.emit()
        if is_told:
            self.telling.emit()
        if [(run.state, run.is_ending) for run in fed] != before:
            self.settings.emit()

    def _hand_on(self, message: Message) -> None:
        """Hand a message to the run that it is about: a stopped one up to its last word, then the one after it."""
        if not self._fed:
            return
        run, *later = self._fed
        run.take(message)
        if isinstance(message, Last):
            self._fed = tuple(later)
        if isinstance(message, EpochDone) and self._pauses_after_epoch and run.is_active:
            run.state, self._pauses_after_epoch = "paused", False

    @property
    def heard_runs(self) -> tuple[Run, ...]:
        """Those that the trainer still has something to say about: stopped ones, then the one under way."""
        return self._fed

    def stop_listening(self) -> None:
        """Do without what stopped runs still have to say."""
        for run in self._fed:
            run.is_ending = False
        self._fed = ()
        self._tell()

    def check_trainer(self) -> None:
        """Let the run under way fail where nothing trains it any more."""
        run = self.active_run
        if run is not None and not self._trainer.is_alive:
            self.take(self._trainer.poll())  # its last words
            if run.is_active:
                run.state, run.problem, self._fed = "failed", GONE, ()
                self._tell()

    def use_test_set(self, test_set: MnistSplit) -> None:
        """Know the pictures that runs are tested with."""
        self.test_set = test_set
        for run in self._runs:
            run.labels = test_set.labels
        self._tell()

    def show_test_image(self, index: int) -> None:
        """Let a test picture be the specimen of all labs."""
        self._handover.show_test_digit(index)
