"""A grid of numbers as screen readers meet it: its visible cells, one by one, each with its number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF

from cnnstudio.widgets.grid_view import Cell, GridView

_SMALLEST_CELL = 6
"""Cells below this many pixels are not published: nobody could tell them apart."""

DescribeCell = Callable[[int, int, float], str]
"""Words for row, column and number; the number is NaN where none is shown yet."""


class GridCells:
    """The visible cells of a grid, numbered row by row."""

    def __init__(self, view: GridView, cursor: Cell | None, name: Callable[[int, int], str]) -> None:
        self._view, self._cursor, self._name = view, cursor, name
        self._rows, self._columns = view.visible
        self._height: int = self._rows.stop - self._rows.start
        self._width: int = self._columns.stop - self._columns.start

    def cell_count(self) -> int:
        if self._view.cell_size < _SMALLEST_CELL:
            return 0
        return self._height * self._width

    def cell_name(self, index: int) -> str:
        return self._name(*self._place(index))

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
