"""The runs that are kept: looked at, shown side by side, named, deleted and given back."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Callable, Iterable

from cnnstudio.core.specimen import Specimen
from cnnstudio.labs.training.params import TrainingParams
from cnnstudio.labs.training.record import recorded
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.state import TrainingState
from cnnstudio.nets.network import Network

LONGEST_NAME = 200
"""Letters that a run's name may have."""


class KeptRuns(TrainingState):
    """What is done with runs, whether they are under way or over."""

    def __init__(self, specimen: Specimen, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(specimen, clock)
        self._last_number = 0

    @abstractmethod
    def stop(self) -> None:
        """End the run under way; it is kept as far as it came."""

    # -- one run

    def choose_run(self, number: int | None) -> None:
        """Look at another run, at its end; None for the newest."""
        self.update(run=number, moment=None, cell=None)

    def show_beside(self, number: int, *, is_shown: bool) -> None:
        """Show the curves of a run beside those of the one looked at, or no longer."""
        others = tuple(other for other in self._params.shown_runs if other != number)
        self.update(shown_runs=(*others, number) if is_shown else others)

    def rename_run(self, number: int, name: str) -> None:
        """Call a run something else; "" gives it back its number."""
        self.run_of(number).name = " ".join(name.split())[:LONGEST_NAME]
        self._tell()

    def delete_run(self, number: int) -> None:
        """Take a run out of sight, as a step of undo; the one under way is stopped first."""
        if self.run_of(number).is_active:
            self.stop()
        here, numbers = self.run, [run.number for run in self.runs]
        place = numbers.index(number)
        neighbours = [*numbers[:place][-1:], *numbers[place + 1 :][:1], None]  # the next in the list, the newest first
        look = neighbours[0] if here is not None and here.number == number else self._params.run
        self._history.end_movement()
        self.update(deleted=(*self._params.deleted, number), run=look)
        self._history.end_movement()

    def _return_to(self, params: TrainingParams) -> None:
        """Go back to settings that were; a run that this gives back is looked at."""
        found = set(self._params.deleted) - set(params.deleted) & {run.number for run in self._runs}
        super()._return_to(params)
        if found:
            self.choose_run(max(found))

    def run_of(self, number: int) -> Run:
        """Return the run of a number."""
        return next(run for run in self._runs if run.number == number)

    def recorded_network_of(self, number: int | None) -> Network | None:
        """Return what a run made, with how it came about; of the run looked at, or for None, the network looked at."""
        run = None if number is None else self.run_of(number)
        if run is None or run is self.run:
            return self.recorded_network
        network = run.network
        run.checkpoints.let_go()
        return recorded(run, network) if network else None

    # -- all of them

    def delete_all_runs(self) -> None:
        """Forget all runs for good; the one under way is stopped first."""
        self.stop()
        self._runs = ()
        self.update(run=None, moment=None, cell=None, shown_runs=())
        self.settings.emit()

    def keep_numbers_free(self, up_to: int) -> None:
        """Give no run of this session a number that one kept from before has."""
        self._last_number = max(self._last_number, up_to)

    def take_back(self, runs: Iterable[Run]) -> None:
        """Put runs that were kept from before in front of those of this session."""
        taken = {run.number for run in self._runs}
        for run in sorted(runs, key=lambda run: run.number):
            if run.number in taken:  # two windows that were open at a time
                run.number = self._next_number()
            taken.add(run.number)
            run.labels = self.test_set.labels if self.test_set else None
            self._runs = (*self._runs, run)
        self._runs = tuple(sorted(self._runs, key=lambda run: run.number))
        self._tell()

    def _next_number(self) -> int:
        self._last_number = max(self._last_number + 1, *(run.number + 1 for run in self._runs), 1)
        return self._last_number

    @property
    def _oldest_first(self) -> tuple[Run, ...]:
        """All runs that take room, the deleted ones first."""
        kept = self.runs
        return (*(run for run in self._runs if run not in kept), *kept)
