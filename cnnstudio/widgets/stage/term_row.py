"""The row of terms below the grids: up to three grids side by side, and the column sum at their end."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.texts import Text, Translator
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.column_sum import ColumnSum, SumLine
from cnnstudio.widgets.stage.content import StepContent
from cnnstudio.widgets.stage.layout import Places
from cnnstudio.widgets.stage.terms import Part, SumEntry, TermTable
from cnnstudio.widgets.stage.window_words import refusal
from cnnstudio.widgets.term_editor import read_number
from cnnstudio.widgets.term_grid import TermGrid
from cnnstudio.widgets.theme import BODY, LARGE, Theme, interface_font

_MOST = 3


class TermRow(QObject):
    """Shows the hand calculation of the output cell of the moment; tables that can be edited are edited in place.

    Signals
    -------
    pointed
        The role of a grid, and row and column of the window's cell under the pointer; None when it leaves.
    refused
        A `Text`: what was typed is no number.
    """

    pointed = Signal(str, object)
    refused = Signal(object)

    def __init__(self, content: StepContent, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._content, self._theme, self._translator = content, theme, translator
        self.grids = tuple(TermGrid(theme, parent) for _ in range(_MOST))
        self._titles = tuple(QLabel(parent) for _ in range(_MOST))
        self._signs = tuple(QLabel(parent) for _ in range(_MOST))
        self.sum = ColumnSum(theme, parent)
        self.tables: tuple[TermTable, ...] = ()
        self.part = Part(0, 0, *content.term_size)
        self._sum: tuple[SumEntry, ...] = ()
        self._described: dict[int, object] = {}
        self._type_size = BODY
        for place, grid in enumerate(self.grids):
            grid.cell_entered.connect(partial(self._on_entered, place))
            grid.value_edited.connect(partial(self._on_edited, place))
            grid.editing_refused.connect(self._on_refused)

    def refresh(self, colormap: Colormap, limit: float) -> None:
        """Show the lab's numbers; the result takes the colour it has in the output grid."""
        content = self._content
        if content.active is not None:
            self.move_part(*content.active)
        self.tables = content.tables(self.part)
        self._sum = content.sum()
        for place, grid in enumerate(self.grids):
            used = place < len(self.tables)
            grid.setVisible(used)
            self._titles[place].setVisible(used)
            self._signs[place].setVisible(used and bool(self.tables[place].sign))
            if used:
                self._fill(place, self.tables[place])
        self._fill_sum(colormap, limit)

    def show_part(self, rows: int, columns: int) -> None:
        """Show so many of the window's rows and columns: all, or as many as can be read."""
        height, width = self._content.term_size
        rows, columns = min(rows, height), min(columns, width)
        top, left = min(self.part.top, height - rows), min(self.part.left, width - columns)
        self.part = Part(top, left, rows, columns)

    def move_part(self, row: int, column: int) -> bool:
        """Move the part that is shown to a cell of the window; returns whether it had to move."""
        moved = self.part.containing(row, column)
        is_new, self.part = moved != self.part, moved
        return is_new

    def arrange(self, places: Places, type_size: int) -> None:
        """Put every part in its place; headings in type of so many pixels."""
        self._type_size = type_size
        heading = places.heading
        for place, rect in enumerate(places.terms):
            self.grids[place].setGeometry(rect)
            title = self._titles[place]
            title.setStyleSheet(f"font-size: {type_size}px")
            right = places.terms[place + 1].left() if place + 1 < len(places.terms) else places.sum.left()
            title.setGeometry(rect.left(), places.card.top() + 4, right - rect.left() - 6, heading)
            if place:
                self._signs[place].setStyleSheet(f"font-size: {self._theme.scaled(LARGE)}px")
                self._signs[place].setAlignment(Qt.AlignmentFlag.AlignCenter)
                left = places.terms[place - 1].right()
                self._signs[place].setGeometry(QRect(left, rect.top(), rect.left() - left, rect.height()))
        self.sum.setGeometry(places.sum)

    def terms_rect(self) -> QRectF:
        """Return where the enlarged window lies, in the parent's coordinates."""
        return QRectF(self.grids[0].geometry()).adjusted(0, -self._titles[0].height() - 12, 0, 0)

    def result_rect(self) -> QRectF | None:
        """Return where the result stands, in the parent's coordinates; None while there is none."""
        if not any(entry.is_result for entry in self._sum):
            return None
        return self.sum.result_rect.translated(QRectF(self.sum.geometry()).topLeft())

    def hover(self, cell: Pair | None) -> None:
        """Ring the same cell in every grid."""
        for grid in self.grids:
            grid.set_hover(cell)

    def _fill(self, place: int, table: TermTable) -> None:
        grid = self.grids[place]
        part = table.part
        grid.show_terms(part.rows, part.columns, list(table.main), list(table.sub) or None)
        grid.set_editable(table.is_editable)
        grid.set_active(self._active())
        self._signs[place].setText(table.sign)
        look = self._translator.language, self._theme.palette, self._theme.zoom, self._titles[place].width()
        described = table.role, table.title, table.note, part, look
        if self._described.get(place) != described:
            self._described[place] = described
            self._describe(place, table)

    def _describe(self, place: int, table: TermTable) -> None:
        """Write the heading of a grid, and name it and its cells for screen readers."""
        grid, part, name = self.grids[place], table.part, table.cell_name
        grid.setObjectName(f"{self._content.lab_id}.terms_{table.role}")
        grid.setAccessibleName(self._translator(table.title))
        grid.setToolTip(self._translator(table.tip))
        grid.set_cell_names(
            lambda row, column, value: self._translator(
                Text(
                    name.template,
                    (("row", part.top + row + 1), ("column", part.left + column + 1), ("value", value)),
                )
            )
        )
        self._titles[place].setText(self._title(table, self._titles[place].width()))

    def _active(self) -> int | None:
        """Return which of the cells shown stands out; None where all are alike."""
        active = self._content.active
        place = None if active is None else self.part.place(*active)
        return None if place is None else place[0] * self.part.columns + place[1]

    def _title(self, table: TermTable, room: int) -> str:
        """Return a heading with its quieter note, or without where that would be cut."""
        title = self._translator(table.title)
        note = self._translator(table.note) if table.note is not None else ""
        rows, columns = self._content.term_size
        if (self.part.rows, self.part.columns) != (rows, columns):
            note = f"{self.part.rows} × {self.part.columns} / {rows} × {columns}"
        needed = QFontMetrics(interface_font(self._type_size, bold=True)).horizontalAdvance(f"{title} {note}")
        if needed > room:
            note = ""
        quiet = self._theme.palette.text_third
        return f'<span style="font-weight: 600">{title}</span> <span style="color: {quiet}">{note}</span>'

    def _fill_sum(self, colormap: Colormap, limit: float) -> None:
        self.sum.show_lines(
            tuple(
                SumLine(
                    self._translator(entry.label),
                    entry.number,
                    entry.rule_above,
                    self._result_color(colormap, limit) if entry.is_result else None,
                )
                for entry in self._sum
            )
        )

    def _result_color(self, colormap: Colormap, limit: float) -> str:
        red, green, blue = colormap.colors(np.array([self._content.result]), limit)[0]
        return f"#{red:02x}{green:02x}{blue:02x}"

    def _on_entered(self, place: int, cell: Pair | None) -> None:
        self.hover(cell)
        role = self.tables[place].role if place < len(self.tables) else ""
        self.pointed.emit(role, None if cell is None else self._window_place(*cell))

    def _window_place(self, row: int, column: int) -> Pair:
        return self.part.top + row, self.part.left + column

    def _on_edited(self, place: int, row: int, column: int, value: float) -> None:
        table = self.tables[place]
        # What is written is rounded: left as it stands, the number itself is kept.
        if read_number(table.main[row * self.part.columns + column]) != value:
            self._content.edit_term(table.role, *self._window_place(row, column), value)

    def _on_refused(self, typed: str) -> None:
        self.refused.emit(refusal(typed))
