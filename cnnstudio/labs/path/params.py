"""What the learner sets in the path lab."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.nets.network import Network

RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
"""Learning rates that can be chosen."""

SCOPES = ("weight", "kernel", "all")
"""What takes the step: the followed weight, its whole kernel, or every weight and bias of the network."""

Cell = tuple[int, int, int]
"""Channel, row and column of a kernel."""


@dataclass(frozen=True)
class PathParams:
    """Settings and the place on the walk.

    Attributes
    ----------
    network
        A copy of the network in use, with the steps taken so far; None while there is none.
    taken
        How many steps it has taken.
    position
        The halt of the walk, from 0; None for the last but one, where the step is about to be taken.
    target
        The true class; None for the specimen's label, or the likeliest class where it has none.
    rate
        Learning rate.
    scope
        One of `SCOPES`.
    kernel
        The kernel that is followed; None for the one with the largest gradient.
    cell
        The weight of it; None likewise.
    maps
        Which map is followed in a stage that has others than the kernel's, as pairs of stage and map.

    """

    network: Network | None = None
    taken: int = 0
    position: int | None = None
    target: int | None = None
    rate: float = 0.1
    scope: str = "weight"
    kernel: int | None = None
    cell: Cell | None = None
    maps: tuple[tuple[int, int], ...] = ()


WALKING = {"position"}
"""What is changed by walking: no step of undo."""
