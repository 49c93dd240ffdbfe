"""What the models of a window that slides over an input have in common: where it stands, and how far it has come."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from cnnstudio.core.lab_model import LabModel, LabResult

LARGEST_BACKWARD = 128 * 128
"""Output cells up to which gradients are stepped: each step sums all the shares handed back before it."""


class WindowParams(Protocol):
    """Settings of a window: a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def unit(self) -> str:
        """What one step is: "cell", "row", or what the lab calls a term."""
        ...

    @property
    def cell(self) -> int:
        """The output cell of the moment, in reading order."""
        ...

    @property
    def terms(self) -> int | None:
        """How many of its terms have been added; None for all."""
        ...

    @property
    def backward(self) -> bool:
        """Whether gradients are stepped."""
        ...


class WindowResult(LabResult, Protocol):
    """Maps that a window gave, cell by cell."""

    @property
    def output_size(self) -> tuple[int, int]:
        """Height and width of a map."""
        ...

    @property
    def term_count(self) -> int:
        """How many terms make one of its cells: products, or values under the window."""
        ...


Params = TypeVar("Params", bound=WindowParams)
Result = TypeVar("Result", bound=WindowResult)


class WindowModel(LabModel[Params, Result], Generic[Params, Result]):
    """Keeps the window within the output, however the settings change."""

    steps = frozenset({"cell", "terms"})
    staying = frozenset({"unit", "cell", "backward"})

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the output cell of the moment, from 0."""
        row, column = divmod(self._params.cell, self._result.output_size[1])
        return row, column

    @property
    def terms_added(self) -> int:
        """How many terms of the output cell of the moment have been added."""
        return self._result.term_count if self._params.terms is None else self._params.terms

    @property
    def can_step_backward(self) -> bool:
        """Whether the output is small enough to follow gradients through it."""
        rows, columns = self._result.output_size
        return rows * columns <= LARGEST_BACKWARD

    def _clamp(self) -> None:
        here, shown = self._params, self._result
        rows, columns = shown.output_size
        cell = min(max(here.cell, 0), rows * columns - 1)
        terms = None if here.terms is None or here.terms >= shown.term_count else here.terms
        backward = here.backward and self.can_step_backward
        if (cell, terms, backward) != (here.cell, here.terms, here.backward):
            self._params = replace(here, cell=cell, terms=terms, backward=backward)
