"""What the step view shows of any window that slides over an input; the lab adds its own numbers and words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, Protocol, TypeVar

from cnnstudio.core.palette import Palette, cell_hue
from cnnstudio.ops.window import AxisFits, Pair
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.stage.content import BoolArray
from cnnstudio.widgets.stage.own_numbers import GridModel, GridParams, OwnNumbers
from cnnstudio.widgets.stage.reach import inputs_of_term


class _Params(GridParams, Protocol):
    @property
    def cell(self) -> int: ...

    @property
    def terms(self) -> int | None: ...


class _Result(Protocol):
    @property
    def fits(self) -> AxisFits: ...

    @property
    def output_size(self) -> Pair: ...


class _Trace(Protocol):
    @property
    def rows(self) -> tuple[int, ...]: ...

    @property
    def columns(self) -> tuple[int, ...]: ...


class SlidingModel(GridModel, Protocol):
    """A model whose window stands somewhere on its input."""

    @property
    def params(self) -> _Params:
        """Its settings."""
        ...

    @property
    def result(self) -> _Result:
        """What follows from them."""
        ...

    @property
    def pending(self) -> bool:
        """Whether that is still being computed."""
        ...

    @property
    def place(self) -> Pair:
        """The output cell of the moment."""
        ...

    @property
    def trace(self) -> _Trace:
        """Its hand calculation."""
        ...

    def subscribe(self, listener: Callable[[], None], /) -> None:
        """Call `listener` after each change."""
        ...


Model = TypeVar("Model", bound=SlidingModel)


class WindowContent(Generic[Model]):
    """The part of `widgets.stage.content.StepContent` that says where the window stands."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.target = OwnNumbers(model)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    @property
    def fits(self) -> AxisFits:
        """How the window fits."""
        return self._model.result.fits

    @property
    def is_backward(self) -> bool:
        """Whether gradients are stepped."""
        return self._model.params.backward

    @property
    def is_outdated(self) -> bool:
        """Whether the settings are impossible, or their maps still being computed."""
        return self._model.problem is not None or self._model.pending

    @property
    def place(self) -> Pair:
        """The output cell of the moment."""
        return self._model.place

    @property
    def window(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Rows and columns under the window."""
        return self._model.trace.rows, self._model.trace.columns

    @property
    def done(self) -> int:
        """How many output cells are computed."""
        return self._model.params.cell + (self._model.params.terms is None)

    @property
    def marks(self) -> tuple[Ring, ...]:
        """Nothing but the window is ringed."""
        return ()

    def hues(self, palette: Palette) -> Mapping[Pair, str]:
        """Return the hues that the window's cells have in the hand calculation."""
        rows, columns = self.window
        return {
            (row, column): cell_hue(palette, u, v) for u, row in enumerate(rows) for v, column in enumerate(columns)
        }

    @property
    def term_size(self) -> Pair:
        """Height and width of the window."""
        height, width = self.fits
        return height.kernel_size, width.kernel_size

    def edit_term(self, role: str, row: int, column: int, value: float) -> None:
        """There are no weights to change."""

    def term_reach(self, role: str, row: int, column: int) -> BoolArray | None:
        """Return all inputs that ever lie under this cell of the window."""
        return inputs_of_term(self.fits, row, column)

    def go_to(self, row: int, column: int) -> None:
        """Go to an output cell."""
        self._model.update(cell=row * self._model.result.output_size[1] + column, terms=None)
