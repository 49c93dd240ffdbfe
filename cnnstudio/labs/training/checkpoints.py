"""The weights of a run at some of its moments, in room that is bounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.summary import BYTES_A_NUMBER, summarise

_ROOM_OF_A_RUN = 16 * 1024**2
_ROOM_OF_ALL = 20 * 1024**2
"""Bytes that the weights of all runs take together, beside the last ones of each."""
_LEAST, _MOST = 3, 40


@dataclass(frozen=True, eq=False)
class Moment:
    """The network after so many batches of its run."""

    step: int
    epoch: int
    network: Network

    @property
    def size(self) -> int:
        """Bytes of the weights."""
        return sum(weight.nbytes for weight in self.network.weights.values())


class Checkpoints:
    """The moments of one run, in their order."""

    def __init__(self) -> None:
        self._moments: list[Moment] = []

    @property
    def moments(self) -> tuple[Moment, ...]:
        """All that are kept."""
        return tuple(self._moments)

    @property
    def last(self) -> Network | None:
        """The newest network."""
        return self._moments[-1].network if self._moments else None

    @property
    def size(self) -> int:
        """Bytes of all weights but the last ones."""
        return sum(moment.size for moment in self._moments[:-1])

    def add(self, step: int, epoch: int, network: Network) -> None:
        """Keep another moment; one of the same step takes its place."""
        if self._moments and self._moments[-1].step == step:
            self._moments.pop()
        self._moments.append(Moment(step, epoch, network))

    def at(self, step: int) -> Network | None:
        """Return the newest network that is not newer than the step; the first where all are."""
        known = [moment.network for moment in self._moments if moment.step <= step]
        return known[-1] if known else self._moments[0].network if self._moments else None

    def thin(self) -> None:
        """Leave out every second moment, or all but the last where three are left."""
        if len(self._moments) > _LEAST:
            del self._moments[1:-1:2]
        else:
            del self._moments[:-1]


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
