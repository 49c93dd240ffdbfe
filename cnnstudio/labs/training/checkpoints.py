"""The weights of a run at some of its moments, in room that is bounded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.summary import BYTES_A_NUMBER, summarise

_ROOM_OF_A_RUN = 16 * 1024**2
_ROOM_OF_ALL = 20 * 1024**2
"""Bytes that the weights of all runs take together, beside the last ones of each."""
_LEAST, _MOST = 3, 40
_LEAST_SECONDS, _BYTES_A_SECOND = 0.2, 10 * 1024**2
"""Of weights that are only to be looked at while a run goes on."""


@dataclass(frozen=True, eq=False)
class Moment:
    """The network after so many batches of its run."""

    step: int
    epoch: int
    network: Network
    is_passing: bool = False
    """Whether the next one takes its place."""

    @cached_property
    def size(self) -> int:
        """Bytes of the weights."""
        return sum(weight.nbytes for weight in self.network.weights.values())


@dataclass(frozen=True, eq=False)
class Weights:
    """What a run has of weights: its moments in their order, and the network that it made in the end, if it did."""

    moments: tuple[Moment, ...] = ()
    outcome: Network | None = None


class Checkpoints:
    """The moments of one run, in their order.

    Those of a run that is kept in a file are read where they are asked for, `read` gives them: most runs of a list are
    not looked at, and their curves take little room.
    """

    def __init__(self, read: Callable[[], Weights] | None = None) -> None:
        self._read = read
        self._weights = None if read else Weights()

    @property
    def weights(self) -> Weights:
        """All of them, read now if they were not in memory."""
        if self._weights is None:
            self._weights = self._read() if self._read else Weights()
        return self._weights

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All that are kept."""
        return self.weights.moments

    @property
    def outcome(self) -> Network | None:
        """What the run made: the network that was kept in the end, else the newest."""
        known = self.weights
        return known.outcome or (known.moments[-1].network if known.moments else None)

    @property
    def size(self) -> int:
        """Bytes of all weights but the last ones, as far as they are in memory."""
        return sum(moment.size for moment in self._weights.moments[:-1]) if self._weights else 0

    def add(self, step: int, epoch: int, network: Network, *, is_passing: bool = False) -> None:
        """Keep another moment, in the place of one of the same step, and of one that was passing."""
        others = tuple(moment for moment in self.moments if moment.step != step and not moment.is_passing)
        self._weights = replace(self.weights, moments=(*others, Moment(step, epoch, network, is_passing)))

    def finish(self, network: Network) -> None:
        """Keep what the run made."""
        self._weights = replace(self.weights, outcome=network)

    def at(self, step: int) -> Network | None:
        """Return the newest network that is not newer than the step; the first where all are."""
        known = [moment.network for moment in self.moments if moment.step <= step]
        return known[-1] if known else self.moments[0].network if self.moments else None

    def rest_on(self, read: Callable[[], Weights]) -> None:
        """Know from where the weights can be read again."""
        self._read = read

    def hold(self) -> None:
        """Have all weights in memory from now on: where they were read from is about to go."""
        _ = self.weights
        self._read = None

    def let_go(self) -> None:
        """Take no room for weights that can be read again."""
        if self._read is not None:
            self._weights = None

    def thin(self) -> None:
        """Leave out every second moment, or all but the last where three are left."""
        moments = list(self.moments)
        if len(moments) > _LEAST:
            del moments[1:-1:2]
        else:
            del moments[:-1]
        self._weights = replace(self.weights, moments=tuple(moments))


def seconds_between(spec: NetworkSpec) -> float:
    """Return after how long weights are to come anew: large ones less often, so that sending them is no work."""
    return max(_LEAST_SECONDS, summarise(spec).total_parameters * BYTES_A_NUMBER / _BYTES_A_SECOND)


def checkpoint_count(spec: NetworkSpec) -> int:
    """Return how many moments of a run there is room for."""
    size = summarise(spec).total_parameters * BYTES_A_NUMBER
    return min(max(_ROOM_OF_A_RUN // max(size, 1), _LEAST), _MOST)


def thin_oldest(shelves: Iterable[Checkpoints]) -> None:
    """Let older runs keep fewer moments until all have room; `shelves` begin with the oldest run's."""
    kept = list(shelves)
    for shelf in kept:
        while sum(entry.size for entry in kept) > _ROOM_OF_ALL and shelf.size:
            shelf.thin()
