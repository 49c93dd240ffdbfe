"""The walk through the picture: forward stage by stage, back to one weight, and its step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.path.stages import Followed, Kind, Stage

if TYPE_CHECKING:
    from cnnstudio.labs.path.model import PathModel

UNITS = {"stage": text("by stage")}


@dataclass(frozen=True)
class Halt:
    """One place of the walk.

    Attributes
    ----------
    lane
        "forward", "backward", "kernel": at the kernel's gradient, or "step": after the weight's step.
    stage
        The place of the stage that is looked at.

    """

    lane: str
    stage: int


def walk_of(stages: tuple[Stage, ...], followed: Followed) -> tuple[Halt, ...]:
    """Return all halts: every stage, then back from the scores to the followed layer, its kernel, and the step."""
    scores = next(place for place, stage in enumerate(stages) if stage.kind is Kind.LOGITS)
    forward = [Halt("forward", place) for place in range(len(stages))]
    back = [Halt("backward", place) for place in range(scores, min(scores, followed.stage) - 1, -1)]
    return (*forward, *back, Halt("kernel", followed.stage), Halt("step", followed.stage))


class PathSteps:
    """The walk, as the transport drives it."""

    def __init__(self, model: PathModel) -> None:
        self._model = model

    @property
    def units(self) -> dict[str, Text]:
        """What one step can be."""
        return UNITS

    @property
    def unit(self) -> str:
        """What one step is."""
        return "stage"

    @property
    def count(self) -> int:
        """How many halts there are; none while there is nothing to show."""
        return len(self._model.walk) if self._model.result is not None else 0

    @property
    def position(self) -> int:
        """Which halt it is, from 0."""
        return self._model.position if self._model.result is not None else 0

    @property
    def row_length(self) -> int:
        """How many halts the way forward has."""
        return max(1, sum(halt.lane == "forward" for halt in self._model.walk))

    def go_to(self, position: int) -> None:
        """Move to a halt; beyond the ends, to the last one there is."""
        self._model.go_to(position)

    def use_unit(self, unit: str) -> None:
        """Do nothing: there is one unit."""

    def words(self) -> Text:
        """Return where one is: "Stage 15 of 16"."""
        return text("Stage <b>{here}</b> of {count}", here=self.position + 1, count=self.count)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)
