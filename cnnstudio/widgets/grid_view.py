"""Which part of a grid is seen, and how large: the geometry behind a grid of numbers, without a widget."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF

_LARGEST_CELL = 96.0
"""Pixels beyond which a cell is not enlarged."""


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

    @property
    def fitting_size(self) -> float:
        """Side of a cell at which all of the grid fits, pixels."""
        return min(self.room.width() / self.columns, self.room.height() / self.rows)

    @property
    def cell_size(self) -> float:
        """Side of a cell, pixels."""
        return max(self.fitting_size * self.zoom, 0.1)

    @property
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
        size = self.cell_size
        first_row, first_column = max(0, int(self.corner.y())), max(0, int(self.corner.x()))
        last_row = min(self.rows, math.ceil(self.corner.y() + self.room.height() / size))
        last_column = min(self.columns, math.ceil(self.corner.x() + self.room.width() / size))
        return slice(first_row, last_row), slice(first_column, last_column)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        size, origin = self.cell_size, self.origin
        return QRectF(origin.x() + column * size, origin.y() + row * size, size, size)

    def place_in_cells(self, place: QPointF) -> QPointF:
        """Return the column and row, with fractions, under a point of the window."""
        return (place - self.origin) / self.cell_size

    def cell_at(self, place: QPointF) -> tuple[int, int] | None:
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
