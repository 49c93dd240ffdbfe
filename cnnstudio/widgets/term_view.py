"""The terms of a sum as large cells, to be looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, QSizeF
from PySide6.QtGui import QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.term_layout import Cell, TermCells, TextWidths, fitting_type
from cnnstudio.widgets.term_painting import Term, TermLook, TermPainter
from cnnstudio.widgets.theme import Theme

CellName = Callable[[int, int, str], str]
"""Row, column and what is written there become a cell's name for screen readers."""


class TermView(QWidget):
    """Shows rows × columns of words, and rings the term of the moment and the one pointed at."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cells = TermCells(1, 1, QSizeF(self.size()))
        self._main: tuple[str, ...] = ("",)
        self._sub: tuple[str, ...] = ()
        self._hues = True
        self._stands_out = False
        self._active: int | None = None
        self._hover: Cell | None = None
        self._cell: Cell | None = None
        self._name: CellName = lambda row, column, written: f"{row + 1}, {column + 1}: {written}"
        self._widths = {bold: TextWidths(bold=bold) for bold in (False, True)}
        self._painter = TermPainter(self._look())
        theme.subscribe(self._on_theme)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self._cells.rows

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self._cells.columns

    @property
    def cell(self) -> Cell | None:
        """Row and column under the pointer or cursor; None when there is none."""
        return self._cell

    @property
    def look(self) -> TermLook:
        """How large the cells and their type are, and in which colours."""
        return self._painter.look

    @staticmethod
    def cell_size_for(room: QSizeF, rows: int, columns: int) -> QSizeF:
        """Return the size of each cell of so many in a room."""
        return TermCells(rows, columns, room).size

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies, in the widget's coordinates."""
        return self._cells.rect(row, column)

    def written(self, row: int, column: int) -> str:
        """Return what stands in a cell; empty where it is not yet computed."""
        return self._main[row * self.columns + column]

    def cell_name(self, row: int, column: int) -> str:
        """Return a cell's name for screen readers."""
        return self._name(row, column, self.written(row, column))

    def show_terms(
        self, rows: int, columns: int, main: Sequence[str], sub: Sequence[str] | None = None, *, hues: bool = True
    ) -> None:
        """Show rows × columns words, with a second line in smaller type where `sub` is given.

        An empty word is a term that is not yet computed. With `hues` each cell has its colour of the kernel's nine.
        """
        before = self._main, self._sub
        is_reshaped = (rows, columns) != (self.rows, self.columns) or bool(sub) != bool(self._sub)
        self._main, self._sub, self._hues = tuple(main), tuple(sub or ()), hues
        if is_reshaped:
            self._reshape(rows, columns)
        else:
            self._update_where_changed(*before)
        self._refit()

    def set_active(self, index: int | None) -> None:
        """Ring the term that is being added, counted row by row; those after it wait. None: no term is singled out."""
        before, self._active = self._active, index
        if index is not None and before is not None:
            for place in range(min(index, before), max(index, before) + 1):
                self._update_cell(divmod(place, self.columns))
        elif index != before:
            self.update()

    def set_hover(self, cell: Cell | None) -> None:
        """Ring a cell, because its partner in another grid is pointed at."""
        if cell != self._hover:
            self._update_cell(self._hover)
            self._hover = cell if cell is not None and cell[0] < self.rows and cell[1] < self.columns else None
            self._update_cell(self._hover)

    def set_cell_names(self, name: CellName) -> None:
        """Name cells for screen readers, rows and columns counted from 0."""
        self._name = name

    def sizeHint(self) -> QSize:
        side = self._theme.chrome(56)
        return QSize(round(self.columns * side * (1.45 if self._sub else 1)) + 1, self.rows * side + 1)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw(painter, event.region())
        if self.hasFocus():
            rect = self.cell_rect(*self._cell) if self._cell else QRectF(self.rect())
            self._painter.draw_ring(painter, rect, self._theme.palette.text, 2)
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw everything but the keyboard's cursor; the same for screen, PNG, SVG and PDF."""
        self._draw(painter, QRegion(self.rect()))

    def _draw(self, painter: QPainter, region: QRegion) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        terms = [term for term in self._terms() if region.intersects(term.rect.toAlignedRect())]
        self._painter.draw(painter, terms)
        for term in terms:
            if self._active is not None and term.place == divmod(self._active, self.columns):
                self._painter.draw_ring(painter, term.rect, self._theme.palette.text, 3)
            elif term.place in (self._hover, self._cell):
                self._painter.draw_ring(painter, term.rect, self._theme.palette.text_second, 2)
        self._painter.draw_third_lines(painter, self._cells)

    def _terms(self) -> Iterator[Term]:
        last = len(self._main) if self._active is None else self._active
        for place, main in enumerate(self._main):
            cell = divmod(place, self.columns)
            yield Term(self.cell_rect(*cell), cell, main, self._sub[place] if self._sub else "", place > last)

    @property
    def _bold(self) -> bool:
        """Whether the first line is bold: what is computed or can be changed here is, what is only met is not."""
        return self._stands_out or bool(self._sub)

    def _look(self) -> TermLook:
        """Return how the cells look once the type fits them."""
        main = self._widths[self._bold].widest(self._main)
        sub = self._widths[False].widest(self._sub) if self._sub else None
        fitting = fitting_type(self._cells.size, main, sub, self._theme.zoom)
        return TermLook(self._theme.palette, self._cells.size, *fitting, bold=self._bold, hues=self._hues)

    def _refit(self) -> None:
        """Fit the type to the cells; where that changes it, everything is painted again."""
        look = self._look()
        if look != self._painter.look:
            self._painter = TermPainter(look)
            self.update()

    def _update_where_changed(self, main: Sequence[str], sub: Sequence[str]) -> None:
        changed = [
            place
            for place, written in enumerate(self._main)
            if written != main[place] or (sub and sub[place] != self._sub[place])
        ]
        if 2 * len(changed) > len(self._main):
            self.update()
        else:
            for place in changed:
                self._update_cell(divmod(place, self.columns))

    def _reshape(self, rows: int, columns: int) -> None:
        self._cells = replace(self._cells, rows=rows, columns=columns)
        self._cell = self._hover = None
        self.update()

    def _point_at(self, cell: Cell | None) -> None:
        """Move the ring of the pointer or cursor."""
        self._update_cell(self._cell)
        self._cell = cell
        self._update_cell(cell)

    def _update_cell(self, cell: Cell | None) -> None:
        if cell is not None:
            self.update(self.cell_rect(*cell).toAlignedRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._cells = replace(self._cells, room=QSizeF(self.size()))
        self._refit()

    def _on_theme(self) -> None:
        self._refit()
