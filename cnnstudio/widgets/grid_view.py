"""Which part of a grid is seen, and how large: the geometry behind a grid of numbers, without a widget."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSizeF

_LARGEST_CELL = 96.0
"""Pixels beyond which a cell is not enlarged."""

Cell = tuple[int, int]
"""Row and column, both from 0."""


@dataclass(frozen=True)
class GridView:
    """A grid of cells seen through a window.

    Attributes
    ----------
    rows, columns
        How many cells there are.
    room
        Width and height of the window, pixels.
    zoom
        How many times larger than fitting the cells are; at least 1.
    corner
        What lies at the window's top left corner: column and row, in cells.

    """

    rows: int
    columns: int
    room: QSizeF
    zoom: float = 1.0
    corner: QPointF = field(default_factory=QPointF)

    @cached_property
    def fitting_size(self) -> float:
        """Side of a cell at which all of the grid fits, pixels."""
        return min(self.room.width() / self.columns, self.room.height() / self.rows)

    @cached_property
    def cell_size(self) -> float:
        """Side of a cell, pixels."""
        return max(self.fitting_size * self.zoom, 0.1 / max(self.rows, self.columns))

    @cached_property
    def origin(self) -> QPointF:
        """Where the grid's top left corner lies: in the middle of the window as long as all of it fits."""
        size = self.cell_size
        spare_width = max(0.0, self.room.width() - self.columns * size)
        spare_height = max(0.0, self.room.height() - self.rows * size)
        return QPointF(spare_width, spare_height) / 2 - self.corner * size

    @property
    def whole(self) -> QRectF:
        """Where all of the grid lies."""
        return QRectF(self.origin, QSizeF(self.columns, self.rows) * self.cell_size)

    @property
    def visible(self) -> tuple[slice, slice]:
        """The rows and columns of which something can be seen."""
        return self.cells_in(QRectF(QPointF(), self.room))

    @property
    def wholly_visible(self) -> tuple[slice, slice]:
        """The rows and columns that are not cut off; a number of which a sign or a digit is missing misleads."""
        size, origin = self.cell_size, self.origin
        ends = (origin.y(), self.room.height(), self.rows), (origin.x(), self.room.width(), self.columns)
        first_row, first_column = (max(0, math.ceil((-1 - start) / size)) for start, _, _ in ends)
        end_row, end_column = (min(count, math.floor((room + 1 - start) / size)) for start, room, count in ends)
        return slice(first_row, max(first_row, end_row)), slice(first_column, max(first_column, end_column))

    def cells_in(self, region: QRectF) -> tuple[slice, slice]:
        """Return the rows and columns of which something lies in a part of the window."""
        first, last = self.place_in_cells(region.topLeft()), self.place_in_cells(region.bottomRight())
        return _between(first.y(), last.y(), self.rows), _between(first.x(), last.x(), self.columns)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        return self.area_rect(row, column)

    def area_rect(self, row: float, column: float, height: float = 1, width: float = 1) -> QRectF:
        """Return where a rectangle of cells lies."""
        size, origin = self.cell_size, self.origin
        return QRectF(origin.x() + column * size, origin.y() + row * size, width * size, height * size)

    def pixel_rect(self, rows: slice, columns: slice, scale: float = 1.0) -> QRectF:
        """Return where a rectangle of cells is painted: their place to whole pixels of `scale` a unit."""
        y, x = self.row_edges(rows, scale) / scale, self.column_edges(columns, scale) / scale
        return QRectF(x[0], y[0], x[-1] - x[0], y[-1] - y[0])

    def row_edges(self, rows: slice, scale: float = 1.0, step: int = 1) -> NDArray[np.int64]:
        """Return the y at which each row begins and the last one ends, to whole pixels of `scale` a unit.

        With a `step`, rows are counted and parted in groups of so many.
        """
        return _edges(rows, step, self.rows, self.origin.y(), self.cell_size, scale)

    def column_edges(self, columns: slice, scale: float = 1.0, step: int = 1) -> NDArray[np.int64]:
        """Return the x at which each column begins and the last one ends, as `row_edges` does."""
        return _edges(columns, step, self.columns, self.origin.x(), self.cell_size, scale)

    def place_in_cells(self, place: QPointF) -> QPointF:
        """Return the column and row, with fractions, under a point of the window."""
        return (place - self.origin) / self.cell_size

    def cell_at(self, place: QPointF) -> Cell | None:
        """Return the row and column under a point of the window; None beside the grid."""
        cells = self.place_in_cells(place)
        row, column = math.floor(cells.y()), math.floor(cells.x())
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None

    def moved_to(self, corner: QPointF) -> GridView:
        """Return the view with another corner, as far as there is something to be seen there."""
        most_x = max(0.0, self.columns - self.room.width() / self.cell_size)
        most_y = max(0.0, self.rows - self.room.height() / self.cell_size)
        return replace(self, corner=QPointF(min(max(corner.x(), 0.0), most_x), min(max(corner.y(), 0.0), most_y)))

    def zoomed(self, factor: float, around: QPointF) -> GridView:
        """Return the view with larger or smaller cells; the point under `around` stays where it is."""
        before = self.place_in_cells(around)
        largest = max(1.0, _LARGEST_CELL / max(self.fitting_size, 1e-6))
        changed = replace(self, zoom=min(max(self.zoom * factor, 1.0), largest))
        return changed.moved_to(self.corner + before - changed.place_in_cells(around))

    def showing(self, row: float, column: float, height: float, width: float) -> GridView:
        """Return a view in which a rectangle of cells is seen: this one, or one with the rectangle in its middle.

        In the middle, so that a window that walks on moves the grid once in a while and not at each step.
        """
        area = self.area_rect(row, column, height, width)
        corner = QPointF(self.corner)
        if area.left() < 0 or area.right() > self.room.width():
            corner.setX(column + width / 2 - self.room.width() / self.cell_size / 2)
        if area.top() < 0 or area.bottom() > self.room.height():
            corner.setY(row + height / 2 - self.room.height() / self.cell_size / 2)
        return self if corner == self.corner else self.moved_to(corner)


def _between(first: float, last: float, count: int) -> slice:
    # A hair is taken off: 4.0000001 cells of a window that holds just four are four.
    start = min(max(0, math.floor(first + 1e-6)), count)
    return slice(start, max(start, min(count, math.ceil(last - 1e-6))))


def _edges(cells: slice, step: int, count: int, origin: float, size: float, scale: float) -> NDArray[np.int64]:
    numbers = np.minimum(np.arange(cells.start, cells.stop + 1) * step, count)
    edges: NDArray[np.int64] = np.rint((origin + numbers * size) * scale).astype(np.int64)
    return edges
