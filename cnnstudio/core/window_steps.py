"""The steps of a window that slides over an input, as the transport drives them: by cell, by term or by row.

One output cell is made of so many terms: the products of a convolution, the values of a pooling.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_model import Params, Result, WindowModel


class WindowSteps(ABC, Generic[Params, Result]):
    """Counts the places of the window, or the terms within them, and moves the lab to any of them."""

    units: ClassVar[Mapping[str, Text]]
    """What one step can be: "cell", "row", and what the lab calls a term."""

    def __init__(self, model: WindowModel[Params, Result]) -> None:
        self._model = model

    @abstractmethod
    def term_words(self, values: Mapping[str, str]) -> Text:
        """Return where one is when stepping by term, from `here` and `count`."""

    def move(self, **changes: Any) -> None:
        """Replace `cell`, `terms` and `unit` of the settings."""
        self._model.update(**changes)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    @property
    def unit(self) -> str:
        """What one step is."""
        return self._model.params.unit

    @property
    def count(self) -> int:
        """How many steps there are."""
        rows, columns = self._model.result.output_size
        return {"cell": rows * columns, "row": rows}.get(self.unit, rows * columns * self._terms)

    @property
    def position(self) -> int:
        """Which step it is, from 0."""
        cell = self._model.params.cell
        by_term = cell * self._terms + self._model.terms_added - 1
        return {"cell": cell, "row": cell // self._columns}.get(self.unit, by_term)

    @property
    def row_length(self) -> int:
        """How many steps make a row of the output."""
        return {"cell": self._columns, "row": 1}.get(self.unit, self._columns * self._terms)

    def go_to(self, position: int) -> None:
        """Move to a step; beyond the ends, to the last one there is."""
        position = min(max(position, 0), self.count - 1)
        if position == self.position and self._model.problem is None:
            return
        if self.unit == "row":
            self.move(cell=(position + 1) * self._columns - 1, terms=None)
        elif self.unit == "cell":
            self.move(cell=position, terms=None)
        else:
            cell, term = divmod(position, self._terms)
            self.move(cell=cell, terms=term + 1)

    def use_unit(self, unit: str) -> None:
        """Step by something else from now on, from the cell of the moment."""
        cell = self._model.params.cell
        if unit == "row":  # a step is a whole row: stand at its end
            cell += self._columns - 1 - cell % self._columns
        self.move(unit=unit, cell=cell, terms=None if unit in ("cell", "row") else 1)

    def words(self) -> Text:
        """Return where one is: "Cell 348 of 784"."""
        values = {"here": grouped(self.position + 1), "count": grouped(self.count)}
        if self.unit == "row":
            return text("Row <b>{here}</b> of {count}", **values)
        if self.unit == "cell":
            return text("Cell <b>{here}</b> of {count}", **values)
        return self.term_words(values)

    @property
    def _columns(self) -> int:
        return self._model.result.output_size[1]

    @property
    def _terms(self) -> int:
        return self._model.result.term_count
