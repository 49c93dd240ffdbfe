"""A table on the screen, its cells told to screen readers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.labs.softmax.table import EMPTY, Table
from cnnstudio.labs.softmax.table_layout import TableLayout, lay_out
from cnnstudio.labs.softmax.table_painter import TablePainter
from cnnstudio.widgets.accessible_cells import publish_cells
from cnnstudio.widgets.theme import Theme

_REACH = -10, -3, 14, 3
"""Pixels by which the marks of a cell and the handle of its bar reach over it."""


class ClassTable(QWidget):
    """Shows a `Table` as large as fits.

    Signals
    -------
    cell_entered
        The column and row under the pointer; None when it leaves.
    """

    cell_entered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._table = EMPTY
        self._laid_out: tuple[object, TableLayout] | None = None
        self._pointed: tuple[str, int] | None = None
        self.setMouseTracking(True)
        theme.subscribe(self._on_theme)
        publish_cells(self)

    @property
    def table(self) -> Table:
        """What is shown."""
        return self._table

    def show_table(self, table: Table) -> None:
        """Show another table."""
        before, self._table = self._table, table
        if table.shape != before.shape or table.chosen != before.chosen:
            self.update()
            return
        layout = self.layout_
        for column in range(len(table.columns)):
            for row in range(table.rows + 1):
                if table.looks_of(column, row) != before.looks_of(column, row):
                    self.update(layout.cell_rect(column, row).adjusted(*_REACH).toAlignedRect())

    @property
    def layout_(self) -> TableLayout:
        """Where everything lies."""
        asked = (self._table.shape, self._table.least_bar, self.size(), self._theme.zoom)
        if self._laid_out is None or self._laid_out[0] != asked:
            self._laid_out = asked, lay_out(self._table, self._region(), self._theme.zoom)
        return self._laid_out[1]

    def _region(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, 0, -2, 0)

    def cell_rect_of(self, column: str, row: int) -> QRectF:
        """Return where a number and its bar lie."""
        return self.layout_.cell_rect(self._table.place(column), row)

    def written(self, column: str, row: int) -> str:
        """Return what stands in a cell; empty where nothing is shown yet."""
        known = self._table.columns[self._table.place(column)]
        return known.words[row] if row < known.shown else ""

    @property
    def used_height(self) -> float:
        """How high the table is in the room it has."""
        layout = self.layout_
        return layout.heading + layout.row * (self._table.rows + (1 if self._table.has_footer else 0))

    # -- painting and pointing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        TablePainter(self._table, self.layout_, self._theme.palette).draw(painter, event.rect())
        painter.end()

    def spot_at(self, x: float, y: float) -> tuple[str, int] | None:
        """Return the cell that lies there."""
        layout = self.layout_
        for place, column in enumerate(self._table.columns):
            for row in range(self._table.rows):
                if layout.cell_rect(place, row).contains(x, y):
                    return column.id, row
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.spot_at(event.position().x(), event.position().y()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def _point_at(self, spot: tuple[str, int] | None) -> None:
        if spot != self._pointed:
            self._pointed = spot
            self.cell_entered.emit(spot)

    def _on_theme(self) -> None:
        self.update()

    # -- screen readers

    def accessible_cells(self) -> ClassTable:
        """Return the cells, for which the table itself answers."""
        return self

    def cell_count(self) -> int:
        """Return how many cells there are."""
        return self._table.rows * (len(self._table.columns) - 1)

    def cell_name(self, index: int) -> str:
        """Return what is read out of a cell: class, column and number."""
        row, place = divmod(index, len(self._table.columns) - 1)
        names, column = self._table.columns[0], self._table.columns[place + 1]
        return f"{names.heading} {names.words[row]}, {column.heading}: {self.written(column.id, row)}"

    def cell_rect(self, index: int) -> QRectF:
        """Return where a cell lies."""
        row, place = divmod(index, len(self._table.columns) - 1)
        return self.layout_.cell_rect(place + 1, row)

    def focused_cell(self) -> int | None:
        """Return the cell on which the keyboard acts."""
        return None
