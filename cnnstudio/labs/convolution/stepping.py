"""The lab's steps, as the transport drives them: by cell, by product or by row of the output."""

from __future__ import annotations

from collections.abc import Callable

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.model import ConvolutionModel

UNITS = {"cell": text("by cell"), "product": text("by product"), "row": text("by row")}


class ConvolutionSteps:
    """Counts the places of the window, or the products within them, and moves the model to any of them."""

    def __init__(self, model: ConvolutionModel) -> None:
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
        rows, columns = self._model.result.output_size
        return {"cell": rows * columns, "row": rows, "product": rows * columns * self._terms}[self.unit]

    @property
    def position(self) -> int:
        """Which step it is, from 0."""
        params = self._model.params
        if self.unit == "row":
            return params.cell // self._columns
        if self.unit == "product":
            return params.cell * self._terms + params.terms_added - 1
        return params.cell

    @property
    def row_length(self) -> int:
        """How many steps make a row of the output."""
        return {"cell": self._columns, "row": 1, "product": self._columns * self._terms}[self.unit]

    def go_to(self, position: int) -> None:
        """Move to a step; beyond the ends, to the last one there is."""
        position = min(max(position, 0), self.count - 1)
        if position == self.position and self._model.problem is None:
            return
        if self.unit == "row":
            self._model.update(cell=(position + 1) * self._columns - 1, terms=None)
        elif self.unit == "product":
            cell, term = divmod(position, self._terms)
            channel = term // (self._terms // self._channels)
            self._model.update(cell=cell, terms=term + 1, channel=channel)
        else:
            self._model.update(cell=position, terms=None)

    def use_unit(self, unit: str) -> None:
        """Step by something else from now on, from the cell of the moment."""
        cell = self._model.params.cell
        if unit == "row":  # a step is a whole row: stand at its end
            cell += self._columns - 1 - cell % self._columns
        self._model.update(unit=unit, cell=cell, terms=1 if unit == "product" else None, channel=0)

    def words(self) -> Text:
        """Return where one is: "Cell 348 of 784"."""
        values = {"here": f"{self.position + 1:,}", "count": f"{self.count:,}"}
        if self.unit == "row":
            return text("Row <b>{here}</b> of {count}", **values)
        if self.unit == "product":
            return text("Product <b>{here}</b> of {count}", **values)
        return text("Cell <b>{here}</b> of {count}", **values)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    @property
    def _columns(self) -> int:
        return self._model.result.output_size[1]

    @property
    def _channels(self) -> int:
        return len(self._model.result.params.kernel)

    @property
    def _terms(self) -> int:
        return self._model.result.params.term_count
