"""A grid of numbers as screen readers meet it: its visible cells, one by one, each with its number."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRectF

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import decimals_for, fixed
from cnnstudio.widgets.grid_view import Cell, GridView

_SMALLEST_CELL = 6
"""Cells below this many pixels are not published: nobody could tell them apart."""

DescribeCell = Callable[[int, int, float], str]
"""Words for row, column and number; the number is NaN where none is shown yet."""


@dataclass(frozen=True, eq=False)
class CellNames:
    """What is read of the cells of a grid: its own name and row and column, unless a lab describes them better."""

    grid_name: str
    values: FloatArray
    revealed: int | None = None
    describe: DescribeCell | None = None

    def __call__(self, row: int, column: int) -> str:
        """Return the words for a cell."""
        is_shown = self.revealed is None or row * self.values.shape[1] + column < self.revealed
        value = float(self.values[row, column]) if is_shown else math.nan
        if self.describe is not None:
            return self.describe(row, column, value)
        place = f"{self.grid_name} {row + 1}, {column + 1}".lstrip()
        return f"{place}: {fixed(value, decimals_for(np.array([value]), 3))}" if is_shown else place


class GridCells:
    """The visible cells of a grid, numbered row by row."""

    def __init__(self, view: GridView, cursor: Cell | None, names: CellNames) -> None:
        self._view, self._cursor, self._names = view, cursor, names
        self._rows, self._columns = view.visible
        self._height: int = self._rows.stop - self._rows.start
        self._width: int = self._columns.stop - self._columns.start

    def cell_count(self) -> int:
        if self._view.cell_size < _SMALLEST_CELL:
            return 0
        return self._height * self._width

    def cell_name(self, index: int) -> str:
        return self._names(*self._place(index))

    def cell_rect(self, index: int) -> QRectF:
        return self._view.cell_rect(*self._place(index))

    def focused_cell(self) -> int | None:
        if self._cursor is None or self._width == 0:
            return None
        down, right = self._cursor[0] - self._rows.start, self._cursor[1] - self._columns.start
        index = down * self._width + right
        return index if 0 <= right < self._width and 0 <= index < self.cell_count() else None

    def _place(self, index: int) -> Cell:
        down, right = divmod(index, self._width)
        return self._rows.start + down, self._columns.start + right
