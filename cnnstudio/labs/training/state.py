"""What the lab knows: the settings of the next run, all runs so far, and what the network makes of the specimen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.core.params_history import changed_fields
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text
from cnnstudio.core.undoable_model import UndoableModel
from cnnstudio.data.mnist import MnistSplit
from cnnstudio.labs.training.params import WALKING, TrainingParams, first_params
from cnnstudio.labs.training.readings import Readings, pictures_of
from cnnstudio.labs.training.record import recorded
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.specimen_answer import SpecimenAnswer
from cnnstudio.labs.training.start_problem import start_problem
from cnnstudio.labs.training.told import Telling, Told, told_at
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.network import Network
from cnnstudio.training.experiments import experiment


class TrainingState(UndoableModel[TrainingParams]):
    """Settings, runs, and what follows from where one looks; what can be done with them is the model's.

    Attributes
    ----------
    settings
        Emits where settings, runs or the state of a run change, but not at each batch.
    specimen
        The picture of all labs.
    telling
        What is said of runs as they are now.
    test_set
        The pictures that runs are tested with; None until they have been read.

    """

    walking = WALKING
    staying = WALKING

    def __init__(self, specimen: Specimen, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(first_params(), clock)
        self.settings = Observable()
        self.specimen = specimen
        self.test_set: MnistSplit | None = None
        self._runs: tuple[Run, ...] = ()
        self._answer, self._readings = SpecimenAnswer(), Readings()
        self.telling = Telling(clock)
        self._checked: tuple[object, Text | None] | None = None
        specimen.subscribe(self.emit)

    # -- settings

    def _settle(self, params: TrainingParams) -> None:
        known = {run.number for run in self._runs} - set(params.deleted)
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
        return tuple(run for run in self._runs if run.number not in self._params.deleted)

    @property
    def run(self) -> Run | None:
        """The run looked at; None before the first."""
        runs = self.runs
        chosen = [run for run in runs if run.number == self._params.run]
        return chosen[0] if chosen else runs[-1] if runs else None

    @property
    def other_runs(self) -> tuple[Run, ...]:
        """The runs whose curves are shown beside it."""
        here = self.run
        return tuple(run for run in self.runs if run.number in self._params.shown_runs and run is not here)

    @property
    def compared_runs(self) -> tuple[Run, ...]:
        """The run looked at and those beside it, the oldest first."""
        here, shown = self.run, self._params.shown_runs
        return tuple(run for run in self.runs if run is here or run.number in shown)

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
        asked = self._params.spec, self._params.config
        if self._checked is None or self._checked[0] != asked:
            self._checked = asked, start_problem(self._params)
        return self._checked[1]

    @property
    def moment(self) -> int | None:
        """After how many batches one looks; None for the end, or for now."""
        return self._params.moment

    @property
    def told(self) -> Told | None:
        """What is said of the run looked at, at the moment looked at; None where there is no run."""
        run, moment = self.run, self.moment
        return None if run is None else self.telling.of(run) if moment is None else told_at(run, moment)

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
        return self._readings.confusion(self.run, self.moment)

    def pictures_of(self, true_class: int, answer: int) -> tuple[int, ...]:
        """Return the test pictures of a cell of the confusion matrix, the surest answers first."""
        return pictures_of(self.run, self.moment, true_class, answer)

    @property
    def has_network(self) -> bool:
        """Whether there is a network to look at; not where the last weights of a stopped run are still to come."""
        run = self.run
        is_coming = run is not None and run.is_ending and self.moment is None
        return self.network is not None and not is_coming

    @property
    def recorded_network(self) -> Network | None:
        """The network looked at, with how it came about; None where there is none."""
        return recorded(self.run, self.network, self.moment) if self.run and self.network and self.has_network else None

    def _tell(self) -> None:
        self.emit()
        self.settings.emit()
