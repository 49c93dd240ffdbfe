"""The lab's steps, as the transport drives them: one number of the calculation after the other, or a column at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.params import Place, Unit

UNITS = {"number": text("by number"), "column": text("by column")}


class SoftmaxSteps:
    """Counts the numbers, or the columns, that are filled in; the last step is the whole calculation."""

    def __init__(self, model: SoftmaxModel) -> None:
        self._model = model

    @property
    def units(self) -> dict[str, Text]:
        """What one step can be."""
        return UNITS

    @property
    def unit(self) -> str:
        """What one step is."""
        return self._model.params.unit

    @property
    def count(self) -> int:
        """How many steps there are."""
        columns = len(self._model.params.columns)
        return columns if self.unit == "column" else columns * self._classes + 1

    @property
    def position(self) -> int:
        """Which step it is, from 0."""
        place = self._model.params.place
        if place is None:
            return self.count - 1
        column = self._model.params.columns.index(place[0])
        return column if self.unit == "column" else column * self._classes + place[1]

    @property
    def row_length(self) -> int:
        """How many steps fill a column."""
        return 1 if self.unit == "column" else self._classes

    def go_to(self, position: int) -> None:
        """Move to a step; beyond the ends, to the last one there is."""
        position = min(max(position, 0), self.count - 1)
        if position != self.position:
            self._model.update(place=self._place(position))

    def use_unit(self, unit: str) -> None:
        """Step by something else from now on, from the column of the moment."""
        place = self._model.params.place
        if place is not None and unit == "column":  # a step is a whole column: stand at its end
            place = None if place[0] == "share" else (place[0], self._classes - 1)
        self._model.update(unit=cast(Unit, unit), place=place)

    def words(self) -> Text:
        """Return where one is: "Number 4 of 10"."""
        values = {"here": self.position + 1, "count": self.count}
        if self.unit == "column":
            return text("Column <b>{here}</b> of {count}", **values)
        return text("Number <b>{here}</b> of {count}", **values)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    def _place(self, position: int) -> Place | None:
        if position >= self.count - 1:
            return None
        columns = self._model.params.columns
        if self.unit == "column":
            return columns[position], self._classes - 1
        column, row = divmod(position, self._classes)
        return columns[column], row

    @property
    def _classes(self) -> int:
        return len(self._model.result.one_hot)
