"""The small grid of own numbers that is edited on the stage."""

from __future__ import annotations

from typing import Any, Protocol

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text
from cnnstudio.ops.window import AxisFits, Pair


class GridParams(Protocol):
    """Settings with a small grid of own numbers among them."""

    @property
    def source(self) -> str:
        """What the input is; "grid" for the own numbers."""
        ...

    @property
    def grid(self) -> FloatArray:
        """(C, H, W) the own numbers."""
        ...

    @property
    def channel(self) -> int:
        """Which channel is looked at."""
        ...

    @property
    def backward(self) -> bool:
        """Whether gradients are stepped."""
        ...


class _Result(Protocol):
    @property
    def fits(self) -> AxisFits: ...


class GridModel(Protocol):
    """A model whose input can be a small grid of own numbers."""

    @property
    def params(self) -> GridParams:
        """Its settings."""
        ...

    @property
    def result(self) -> _Result:
        """What follows from them."""
        ...

    @property
    def problem(self) -> Text | None:
        """Why nothing follows."""
        ...

    def update(self, **changes: Any) -> None:
        """Change settings."""
        ...


class OwnNumbers:
    """Hands a model's grid to the editor; see `widgets.stage.content.GridTarget`."""

    def __init__(self, model: GridModel) -> None:
        self._model = model

    @property
    def is_open(self) -> bool:
        """Whether own numbers are on the stage as they are."""
        return self.takes_table and self._model.problem is None

    @property
    def takes_table(self) -> bool:
        """Whether own numbers are the input, and no gradients are stepped."""
        return self._model.params.source == "grid" and not self._model.params.backward

    @property
    def numbers(self) -> FloatArray:
        """The channel that is looked at."""
        channel: FloatArray = self._model.params.grid[self._model.params.channel]
        return channel

    @property
    def offset(self) -> Pair:
        """Rows and columns of padding before the numbers."""
        height, width = self._model.result.fits
        return height.padding[0], width.padding[0]

    def put_number(self, row: int, column: int, value: float) -> None:
        """Change one number."""
        grid = self._model.params.grid.copy()
        grid[self._model.params.channel, row, column] = value
        self._model.update(grid=grid)

    def put_grid(self, grid: FloatArray) -> None:
        """Take a table as the only channel."""
        self._model.update(grid=grid[None], channel=0)
