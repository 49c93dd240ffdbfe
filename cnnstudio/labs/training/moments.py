"""The moments of a run as steps: what the slider goes through, and an animation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.model import TrainingModel


class MomentSteps:
    """The checkpoints of the run looked at, from its first weights on; the last of them is now, or the end."""

    def __init__(self, model: TrainingModel) -> None:
        self._model = model

    @property
    def count(self) -> int:
        """How many moments there are."""
        return len(self._moments)

    @property
    def position(self) -> int:
        """Which of them one looks at."""
        moment, steps = self._model.moment, self._moments
        if moment is None:
            return max(0, len(steps) - 1)
        return max(0, sum(step <= moment for step in steps) - 1)

    @property
    def row_length(self) -> int:
        """How many moments a larger step is."""
        return max(1, self.count // 10)

    @property
    def unit(self) -> str:
        """What one step is."""
        return "moment"

    @property
    def units(self) -> Mapping[str, Text]:
        """There is only one."""
        return {"moment": text("by moment")}

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    def go_to(self, position: int) -> None:
        """Look at another moment; at the last, at what comes after it, too."""
        steps = self._moments
        if steps:
            position = min(max(position, 0), len(steps) - 1)
            moment = None if position == len(steps) - 1 else steps[position]
            if moment != self._model.moment:
                self._model.rewind(moment)

    def use_unit(self, unit: str) -> None:
        """There is only one."""

    def words(self) -> Text:
        """Return which batch it was."""
        run = self._model.run
        told = self._model.told
        done = told.step if told else 0
        total = run.total_batches if run else 0
        return text("Batch <b>{here}</b> of {count}", here=grouped(done), count=grouped(total))

    @property
    def _moments(self) -> tuple[int, ...]:
        run = self._model.run
        return tuple(moment.step for moment in run.moments) if run else ()
