"""The row of terms below the grids: window, kernel and products side by side, and the column sum at their end."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QWidget

from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution.hand_calculation import (
    Part,
    SumEntry,
    TermTable,
    backward_sum,
    backward_tables,
    forward_sum,
    forward_tables,
)
from cnnstudio.labs.convolution.kernels import with_value
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.step_layout import Places
from cnnstudio.widgets.column_sum import ColumnSum, SumLine
from cnnstudio.widgets.term_editor import read_number
from cnnstudio.widgets.term_grid import TermGrid
from cnnstudio.widgets.theme import BODY, LARGE, Theme, interface_font

_CELL_NAMES = {
    "window": text("window row {row}, column {column}: {value}"),
    "kernel": text("kernel row {row}, column {column}: {value}"),
    "products": text("product row {row}, column {column}: {value}"),
    "dw": text("dW row {row}, column {column}: {value}"),
    "dx": text("dx row {row}, column {column}: {value}"),
}
_TIPS = {
    "window": text("The numbers under the window"),
    "kernel": text("The weights. Click one to type, turn the wheel or drag to change it; Enter, Escape"),
    "products": text("Each number times its weight, and the sum so far"),
    "dw": text("What each weight's gradient has gathered, and what it gains at this step"),
    "dx": text("What each input's gradient has gathered, and what it gains at this step"),
}


class TermRow(QObject):
    """Shows the hand calculation of the output cell of the moment; the kernel's numbers are edited in place.

    Signals
    -------
    pointed
        The role of a grid, and row and column of its cell under the pointer; None when it leaves.
    refused
        A `Text`: what was typed is no number.
    """

    pointed = Signal(str, object)
    refused = Signal(object)

    def __init__(self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme, self._translator = model, theme, translator
        self.grids = tuple(TermGrid(theme, parent) for _ in range(3))
        self._titles = tuple(QLabel(parent) for _ in range(3))
        self._signs = tuple(QLabel(parent) for _ in range(3))
        self.sum = ColumnSum(theme, parent)
        self.tables: tuple[TermTable, ...] = ()
        self.part = Part(0, 0, *model.result.params.kernel_size)
        self._sum: tuple[SumEntry, ...] = ()
        self._described: dict[int, object] = {}
        self._type_size = BODY
        for number, grid in enumerate(self.grids):
            grid.cell_entered.connect(partial(self._on_entered, number))
            grid.value_edited.connect(self._on_edited)
            grid.editing_refused.connect(self._on_refused)

    def refresh(self, colormap: Colormap, limit: float) -> None:
        """Show the model's numbers; the result takes the colour it has in the output grid."""
        model = self._model
        is_backward = model.params.backward
        self._follow_product()
        self.tables = backward_tables(model, self.part) if is_backward else forward_tables(model, self.part)
        self._sum = backward_sum(model) if is_backward else forward_sum(model)
        for number, grid in enumerate(self.grids):
            used = number < len(self.tables)
            grid.setVisible(used)
            self._titles[number].setVisible(used)
            self._signs[number].setVisible(used and bool(self.tables[number].sign))
            if used:
                self._fill(number, self.tables[number])
        self._fill_sum(colormap, limit)

    def show_part(self, rows: int, columns: int) -> None:
        """Show so many of the kernel's rows and columns: all, or as many as can be read."""
        height, width = self._model.result.params.kernel_size
        rows, columns = min(rows, height), min(columns, width)
        top, left = min(self.part.top, height - rows), min(self.part.left, width - columns)
        self.part = Part(top, left, rows, columns)

    def move_part(self, row: int, column: int) -> bool:
        """Move the part that is shown to a cell of the kernel; returns whether it had to move."""
        moved = self.part.containing(row, column)
        is_new, self.part = moved != self.part, moved
        return is_new

    def _follow_product(self) -> None:
        """Keep the product that is being added in sight."""
        params = self._model.params
        _, height, width = self._model.trace.inputs.shape
        if params.terms is not None:
            self.move_part(*divmod((params.terms_added - 1) % (height * width), width))

    def arrange(self, places: Places, type_size: int) -> None:
        """Put every part in its place; headings in type of so many pixels."""
        self._type_size = type_size
        heading = places.heading
        for number, rect in enumerate(places.terms):
            self.grids[number].setGeometry(rect)
            title = self._titles[number]
            title.setStyleSheet(f"font-size: {type_size}px")
            right = places.terms[number + 1].left() if number + 1 < len(places.terms) else places.sum.left()
            title.setGeometry(rect.left(), places.card.top() + 4, right - rect.left() - 6, heading)
            if number:
                self._signs[number].setStyleSheet(f"font-size: {self._theme.scaled(LARGE)}px")
                self._signs[number].setAlignment(Qt.AlignmentFlag.AlignCenter)
                left = places.terms[number - 1].right()
                self._signs[number].setGeometry(QRect(left, rect.top(), rect.left() - left, rect.height()))
        self.sum.setGeometry(places.sum)

    def terms_rect(self) -> QRectF:
        """Return where the enlarged window lies, in the parent's coordinates."""
        return QRectF(self.grids[0].geometry()).adjusted(0, -self._titles[0].height() - 12, 0, 0)

    def result_rect(self) -> QRectF | None:
        """Return where the result stands, in the parent's coordinates; None while there is none."""
        if not any(entry.is_result for entry in self._sum):
            return None
        return self.sum.result_rect.translated(QRectF(self.sum.geometry()).topLeft())

    def hover(self, cell: tuple[int, int] | None) -> None:
        """Ring the same cell in every grid."""
        for grid in self.grids:
            grid.set_hover(cell)

    def _fill(self, number: int, table: TermTable) -> None:
        grid = self.grids[number]
        part = table.part
        grid.show_terms(part.rows, part.columns, list(table.main), list(table.sub) or None)
        grid.set_editable(table.role == "kernel")
        grid.set_active(self._active())
        self._signs[number].setText(table.sign)
        look = self._translator.language, self._theme.palette, self._theme.zoom, self._titles[number].width()
        described = table.role, table.title, table.note, part, look
        if self._described.get(number) != described:
            self._described[number] = described
            self._describe(number, table)

    def _describe(self, number: int, table: TermTable) -> None:
        """Write the heading of a grid, and name it and its cells for screen readers."""
        grid, part, name = self.grids[number], table.part, _CELL_NAMES[table.role]
        grid.setObjectName(f"convolution.terms_{table.role}")
        grid.setAccessibleName(self._translator(table.title))
        grid.setToolTip(self._translator(_TIPS[table.role]))
        grid.set_cell_names(
            lambda row, column, value: self._translator(
                Text(
                    name.template,
                    (("row", part.top + row + 1), ("column", part.left + column + 1), ("value", value)),
                )
            )
        )
        self._titles[number].setText(self._title(table, self._titles[number].width()))

    def _active(self) -> int | None:
        """Return which of the cells shown is being added; None where all are."""
        params = self._model.params
        _, height, width = self._model.trace.inputs.shape
        term = params.terms_added - 1 - params.channel * height * width
        if params.terms is None or params.backward or not 0 <= term < height * width:
            return None
        place = self.part.place(*divmod(term, width))
        return None if place is None else place[0] * self.part.columns + place[1]

    def _title(self, table: TermTable, room: int) -> str:
        """Return a heading with its quieter note, or without where that would be cut."""
        title = self._translator(table.title)
        note = self._translator(table.note) if table.note is not None else ""
        if not self._part_is_whole():
            note = f"{self.part.rows} × {self.part.columns} / {self._kernel_words()}"
        needed = QFontMetrics(interface_font(self._type_size, bold=True)).horizontalAdvance(f"{title} {note}")
        if needed > room:
            note = ""
        quiet = self._theme.palette.text_third
        return f'<span style="font-weight: 600">{title}</span> <span style="color: {quiet}">{note}</span>'

    def _part_is_whole(self) -> bool:
        return (self.part.rows, self.part.columns) == self._model.result.params.kernel_size

    def _kernel_words(self) -> str:
        height, width = self._model.result.params.kernel_size
        return f"{height} × {width}"

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
        model = self._model
        value = model.backward_trace().delta if model.params.backward else model.trace.after
        red, green, blue = colormap.colors(np.array([value]), limit)[0]
        return f"#{red:02x}{green:02x}{blue:02x}"

    def _on_entered(self, number: int, cell: tuple[int, int] | None) -> None:
        self.hover(cell)
        role = self.tables[number].role if number < len(self.tables) else ""
        self.pointed.emit(role, None if cell is None else self._kernel_place(*cell))

    def _kernel_place(self, row: int, column: int) -> tuple[int, int]:
        return self.part.top + row, self.part.left + column

    def _on_edited(self, row: int, column: int, value: float) -> None:
        params = self._model.params
        written = self.tables[1].main[row * self.part.columns + column]
        row, column = self._kernel_place(row, column)
        if read_number(written) == value:  # what is written is rounded: left as it stands, the weight is kept
            return
        if params.flip:  # the cell shows the weight that lies there once the kernel is turned
            height, width = params.kernel_size
            row, column = height - 1 - row, width - 1 - column
        self._model.put(with_value(params, row, column, value))

    def _on_refused(self, typed: str) -> None:
        self.refused.emit(text("“{typed}” is not a number. Type one such as −1 or 0.5.", typed=typed))
