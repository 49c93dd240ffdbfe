"""What the lab knows: the settings of the next run, all runs so far, and what the network made of the specimen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.observable import Observable
from cnnstudio.core.params_history import changed_fields
from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Text, text
from cnnstudio.core.undoable_model import UndoableModel
from cnnstudio.data.mnist import MnistSplit
from cnnstudio.labs.training.checkpoints import checkpoint_count, thin_oldest
from cnnstudio.labs.training.params import WALKING, TrainingParams, first_params
from cnnstudio.labs.training.record import recorded
from cnnstudio.labs.training.run import Run, confusion
from cnnstudio.labs.training.specimen_answer import SpecimenAnswer
from cnnstudio.labs.training.start_problem import start_problem
from cnnstudio.labs.training.trainer_client import Trainer
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.network import ActiveNetwork, Network
from cnnstudio.training.experiments import experiment
from cnnstudio.training.messages import Checkpoint, Message
from cnnstudio.training.watch import Watch

_VALIDATIONS = 4
"""An epoch, so that the curve moves also in long ones."""
_DETAILS_SECONDS = 0.25

GONE = text("The training process has ended by itself; perhaps the memory was not enough. Start the run again.")


class TrainingModel(UndoableModel[TrainingParams]):
    """Starts runs, follows the one under way, and keeps those that were.

    Attributes
    ----------
    settings
        Emits where settings, runs or the state of a run change, but not at each batch.
    specimen
        The picture of all labs.
    test_set
        The pictures that runs are tested with; None until they have been read.

    """

    walking = WALKING
    staying = WALKING

    def __init__(
        self,
        specimen: Specimen,
        active: ActiveNetwork,
        trainer: Trainer,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(first_params(), clock)
        self.settings = Observable()
        self.specimen = specimen
        self.test_set: MnistSplit | None = None
        self._active, self._trainer = active, trainer
        self._runs: tuple[Run, ...] = ()
        self._last_number = 0
        self._answer = SpecimenAnswer()
        self._confusion: tuple[object, NDArray[np.int64] | None] = (None, None)
        specimen.subscribe(self.emit)

    # -- settings

    def _settle(self, params: TrainingParams) -> None:
        known = {run.number for run in self._runs}
        shown = tuple(number for number in params.shown_runs if number in known)
        number = params.run if params.run in known else None
        moment = params.moment if number == self._params.run else None  # one of another run means nothing
        self._params = replace(params, run=number, shown_runs=shown, moment=moment)

    def put(self, params: TrainingParams, *, record: bool = True) -> None:
        """Take over other settings, as one step of undo unless said otherwise."""
        before = self._params
        super().put(params, record=record)
        if not set(changed_fields(before, self._params)) <= {"moment", "cell"}:
            self.settings.emit()

    def configure(self, **changes: object) -> None:
        """Replace settings of the training itself."""
        self.update(config=replace(self._params.config, **changes))  # type: ignore[arg-type]

    def choose_experiment(self, name: str, *, is_demo: bool = False) -> None:
        """Take over network and settings of an experiment; of a demonstration, those that end after seconds."""
        chosen = experiment(name)
        config = chosen.demo if is_demo else chosen.config
        self.update(experiment=name, spec=chosen.spec, config=config, base=None)

    def start_from(self, network: Network | None) -> None:
        """Let the next run go on from a network, with its layers; from random numbers where there is None."""
        spec = network.spec if network else experiment(self._params.experiment).spec
        self.update(base=network, spec=spec)

    # -- state

    @property
    def runs(self) -> tuple[Run, ...]:
        """All that are kept, the oldest first."""
        return self._runs

    @property
    def run(self) -> Run | None:
        """The run looked at; None before the first."""
        chosen = [run for run in self._runs if run.number == self._params.run]
        return chosen[0] if chosen else self._runs[-1] if self._runs else None

    @property
    def other_runs(self) -> tuple[Run, ...]:
        """The runs whose curves are shown beside it."""
        return tuple(run for run in self._runs if run.number in self._params.shown_runs and run is not self.run)

    @property
    def active_run(self) -> Run | None:
        """The run that is under way or paused; None where none is."""
        active = [run for run in self._runs if run.is_active]
        return active[0] if active else None

    @property
    def can_start(self) -> bool:
        """Whether another run can begin: none is under way, and the settings are possible."""
        return self.active_run is None and self.problem is None

    @property
    def problem(self) -> Text | None:
        """Why no run can begin with these settings, and what would mend them; None where one can."""
        return start_problem(self._params)

    @property
    def moment(self) -> int | None:
        """After how many batches one looks; None for the end, or for now."""
        return self._params.moment

    @property
    def network(self) -> Network | None:
        """The network of the run looked at, as it was at the moment looked at."""
        return self.run.network_at(self.moment) if self.run else None

    @property
    def outputs(self) -> tuple[LayerOutput, ...] | None:
        """What each layer of `network` makes of the specimen; None where there is no network, or they do not fit."""
        return self._answer.outputs(self.network, self.specimen.picture.pixels)

    @property
    def probabilities(self) -> FloatArray | None:
        """(K,) what `network` reads the specimen as; None where there is no network, or nothing is drawn."""
        return self._answer.probabilities(self.network, self.specimen.picture.pixels)

    @property
    def confusion(self) -> NDArray[np.int64] | None:
        """(K, K) counts: true class, answer, of the run's last test at the moment looked at; None where none is."""
        run = self.run
        test = run.test_at(self.moment) if run else None
        if run is None or test is None or run.labels is None:
            return None
        if self._confusion[0] is not test:
            labels = run.labels[: len(test.answers)]
            self._confusion = test, confusion(test.answers, labels, max(2, len(run.spec.class_names)))
        return self._confusion[1]

    def misread(self, true_class: int, answer: int) -> tuple[int, ...]:
        """Return the test pictures of a cell of the confusion matrix, the surest answers first."""
        test = self.run.test_at(self.moment) if self.run else None
        if self.run is None or test is None or self.run.labels is None:
            return ()
        labels = self.run.labels[: len(test.answers)]
        found = np.flatnonzero((labels == true_class) & (test.answers == answer))
        return tuple(int(place) for place in found[np.argsort(-test.shares[found], kind="stable")])

    # -- what can be done

    def start(self, *, is_paused: bool = False) -> None:
        """Begin a run with the settings of the moment; the one before stays to be seen beside it."""
        if not self.can_start:
            return
        params, before = self._params, self.run
        self._last_number += 1
        run = Run(self._last_number, params.spec, params.config, params.experiment, params.base)
        run.labels = self.test_set.labels if self.test_set else None
        watch = Watch(checkpoint_count(params.spec), _VALIDATIONS, _DETAILS_SECONDS, tests=True)
        self._trainer.start(params.spec, params.config, params.base, watch, is_paused=is_paused)
        run.state = "paused" if is_paused else "waiting"
        self._runs = (*self._runs, run)
        shown = (*params.shown_runs, before.number) if before and before.batches else params.shown_runs
        self.update(run=None, moment=None, shown_runs=tuple(dict.fromkeys(shown)))

    def pause(self) -> None:
        """Stop after the batch under way."""
        if self._go("paused", "waiting", "running"):
            self._trainer.pause()

    def resume(self) -> None:
        """Go on from where it was paused."""
        if self._go("running", "paused"):
            self._trainer.resume()

    def step_batch(self) -> None:
        """Learn one batch and pause; a run begins where none is under way."""
        self._step("batch")

    def step_epoch(self) -> None:
        """Learn to the end of the epoch and pause; a run begins where none is under way."""
        self._step("epoch")

    def stop(self) -> None:
        """End the run; it is kept as far as it came."""
        if self._go("stopped", "waiting", "running", "paused"):
            self._trainer.stop()

    def rewind(self, moment: int | None) -> None:
        """Look at the network as it was after so many batches; None for now, or the end."""
        self.update(moment=moment)

    def _step(self, unit: str) -> None:
        if self.active_run is None:
            self.start(is_paused=True)
        if self.active_run is not None:
            self.pause()
            self.update(run=None, moment=None)
            self._trainer.step(unit)

    def _go(self, state: str, *from_states: str) -> bool:
        """Bring the run under way into another state, and look at how it stands; return whether it changed."""
        run = self.active_run
        if run is None or run.state not in from_states:
            return False
        run.state = state  # type: ignore[assignment]
        self.update(moment=None)
        self.settings.emit()
        return True

    # -- the runs that are kept

    def choose_run(self, number: int | None) -> None:
        """Look at another run, at its end; None for the newest."""
        self.update(run=number, moment=None, cell=None)

    def show_beside(self, number: int, *, is_shown: bool) -> None:
        """Show the curves of a run beside those of the one looked at, or no longer."""
        others = tuple(other for other in self._params.shown_runs if other != number)
        self.update(shown_runs=(*others, number) if is_shown else others)

    def rename_run(self, number: int, name: str) -> None:
        """Call a run something else; "" gives it back its number."""
        self._run(number).name = name.strip()[:60]
        self._tell()

    def delete_run(self, number: int) -> None:
        """Forget a run; the one under way is stopped first."""
        run = self._run(number)
        if run.is_active:
            self.stop()
        self._runs = tuple(other for other in self._runs if other is not run)
        self.put(self._params, record=False)
        self.settings.emit()

    def use_network(self) -> None:
        """Let the network looked at answer in all labs."""
        if self.run is not None and self.network is not None:
            self._active.use(recorded(self.run, self.network, self.moment))

    @property
    def recorded_network(self) -> Network | None:
        """The network looked at, with how it came about, to be saved; None where there is none."""
        return recorded(self.run, self.network, self.moment) if self.run and self.network else None

    def _run(self, number: int) -> Run:
        return next(run for run in self._runs if run.number == number)

    # -- following

    def take(self, messages: Iterable[Message]) -> None:
        """Take in what the trainer said, all in one go."""
        run, said = self.active_run, tuple(messages)
        if run is None or not said:
            return
        before = run.state
        for message in said:
            run.take(message)
        if any(isinstance(message, Checkpoint) for message in said):
            thin_oldest(entry.checkpoints for entry in self._runs)
        self.emit()
        if run.state != before:
            self.settings.emit()

    def check_trainer(self) -> None:
        """Let the run under way fail where nothing trains it any more."""
        run = self.active_run
        if run is not None and not self._trainer.is_alive:
            run.state, run.problem = "failed", GONE
            self._tell()

    def use_test_set(self, test_set: MnistSplit) -> None:
        """Know the pictures that runs are tested with."""
        self.test_set = test_set
        for run in self._runs:
            run.labels = test_set.labels
        self._tell()

    def show_test_image(self, index: int) -> None:
        """Let a test picture be the specimen of all labs."""
        if self.test_set is None:
            raise UserError(text("The test pictures are still being read. Try again in a second."))
        pixels = self.test_set.images[index].astype(np.float32) / 255
        name = text("MNIST test {index}", index=index)
        self.specimen.show(SpecimenPicture(name, pixels, int(self.test_set.labels[index])))

    def _tell(self) -> None:
        self.emit()
        self.settings.emit()
