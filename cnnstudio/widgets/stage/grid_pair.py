"""Input and output of a step view: two grids of numbers, the window on one, its result on the other."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.content import StepContent
from cnnstudio.widgets.stage.number_colors import map_colors
from cnnstudio.widgets.stage.reach import nearest_output, outputs_of_input, windows_of_inputs
from cnnstudio.widgets.stage.stops import are_tiles, draw_stops, draw_tiles, skips
from cnnstudio.widgets.stage.terms import Part, number
from cnnstudio.widgets.theme import Theme

_WIDE = 128 * 128
"""Cells of an input from which one looks around in it more than one steps through it."""


_NOTHING = None, None, None


class GridPair(QObject):
    """Keeps the two grids in step with their lab, and shows which cells of one belong to a cell of the other.

    Signals
    -------
    pointed
        A `Text` about the cell under the pointer; None when it leaves.
    window_pointed
        Row and column of the window's cell under the pointer.
    """

    pointed = Signal(object)
    window_pointed = Signal(int, int)

    def __init__(self, content: StepContent, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._content, self._theme, self._translator, self._parent = content, theme, translator, parent
        self.input = NumberGrid(theme, parent)
        self.output = NumberGrid(theme, parent)
        self.shows_all = self.counts_windows = False
        self._shown: tuple[object, object, object] = _NOTHING
        self._hovered: tuple[Ring, ...] = ()
        self._place: Pair = (0, 0)
        for grid in (self.input, self.output):
            # The mouse leaves the keyboard to the stage, where arrows step; Tab leads into a grid, where they walk.
            grid.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.input.cell_entered.connect(self._on_input_entered)
        self.output.cell_entered.connect(self._on_output_entered)
        self.input.cell_clicked.connect(self._on_input_clicked)
        self.output.cell_clicked.connect(self._on_output_clicked)
        self.input.set_cell_names(lambda row, column, value: self._input_name(row, column, value))
        self.output.set_cell_names(lambda row, column, value: self._output_name(row, column, value))

    def refresh(self) -> None:
        """Show the lab's numbers and where the window stands."""
        content = self._content
        input_, output, _ = shown = content.input, content.output, content.fits
        is_new = [before is not now for before, now in zip(self._shown, shown, strict=True)]
        self._shown = shown
        if is_new[0] or is_new[2]:
            self._show_input(input_)
        if is_new[1] or is_new[2]:
            self.output.wheel_zooms = self._is_wide and not content.is_backward
            self.output.show_values(output, *content.output_colors(self._theme))
        self.show_place()

    def refresh_colors(self) -> None:
        """Show everything anew, because colours or names changed."""
        self._shown = _NOTHING
        self.refresh()

    # -- contents

    def _show_input(self, input_: FloatArray) -> None:
        content, fits = self._content, self._content.fits
        self.input.wheel_zooms = self._is_wide and not content.is_backward
        if self.counts_windows and not content.is_backward:
            counts = windows_of_inputs(fits)
            self.input.show_values(counts, *map_colors(counts, self._theme))
        else:
            self.input.show_values(input_, *content.input_colors(self._theme))
        (top, bottom), (left, right) = (fit.padding for fit in fits)
        self.input.set_margins(top, left, bottom, right, hatched=True)
        self.input.set_still_overlay(self._draw_stops if skips(fits) else None)
        self.input.set_unused(fits[0].unused, fits[1].unused)

    def _draw_stops(self, painter: QPainter, whole: QRectF) -> None:
        draw = draw_tiles if are_tiles(self._content.fits) else draw_stops
        draw(painter, whole, self._content.fits, self._theme.palette)

    def output_scale(self) -> tuple[Colormap, float, float]:
        """Return the output's colours, with the numbers at their two ends."""
        limit = self.output.limit
        colormap = self.output.colormap
        return colormap, -limit if colormap.signed else 0.0, limit

    # -- the window

    def show_place(self) -> None:
        """Ring the window and its output cell, and carry the terms' hues onto the window's cells."""
        content = self._content
        row, column = content.place
        rows, columns = content.window
        height, width = (fit.extent for fit in content.fits)
        now = Ring(rows[0], columns[0], height, width)
        self.input.set_hues(content.hues(self._theme.palette))
        self.input.set_rings((*content.marks, now, *self._hovered[:1]))
        self.output.set_rings((Ring(row, column), *self._hovered[1:]))
        hides = not (self.shows_all or content.is_backward or self._is_wide)
        self.output.set_revealed(content.done if hides else None)
        if self._place != (row, column):
            self._place = row, column
            self.input.bring_into_view(now.row, now.column, height, width)
            self.output.bring_into_view(row, column, 1, 1)

    def window_rect(self, part: Part) -> QRectF:
        """Return where a part of the window lies on the input, in the input grid's coordinates."""
        rows, columns = self._content.window
        rows, columns = rows[part.top : part.top + part.rows], columns[part.left : part.left + part.columns]
        return self.input.cell_rect(rows[0], columns[0]).united(self.input.cell_rect(rows[-1], columns[-1]))

    def result_rect(self) -> QRectF:
        """Return where the output cell of the moment lies, in the output grid's coordinates."""
        return self.output.cell_rect(*self._content.place)

    @property
    def _is_wide(self) -> bool:
        """Whether there are too many cells to step through all: the output is seen at once, and the wheel zooms."""
        return math.prod(fit.padded_size for fit in self._content.fits) > _WIDE

    # -- pointing

    def _on_output_entered(self, cell: Pair | None) -> None:
        height, width = self._content.fits
        if cell is None or cell[0] >= height.output_size or cell[1] >= width.output_size:
            self._hover((), None)
            return
        row, column = cell
        window = Ring(row * height.stride, column * width.stride, height.extent, width.extent, kind="hover")
        words = self._content.output_words(row, column, float(self.output.values[cell]))
        self._hover((window, Ring(row, column, kind="hover")), words)

    def _on_input_entered(self, cell: Pair | None) -> None:
        if cell is None:
            self.output.set_touched(None)
            self._hover((), None)
            return
        self.output.set_touched(outputs_of_input(self._content.fits, *cell))
        self._hover((Ring(*cell, kind="hover"),), self._content.input_words(*cell))
        rows, columns = self._content.window
        if cell[0] in rows and cell[1] in columns:
            self.window_pointed.emit(rows.index(cell[0]), columns.index(cell[1]))

    def _hover(self, rings: tuple[Ring, ...], said: Text | None) -> None:
        self._hovered = rings
        self.show_place()
        self.pointed.emit(said)

    def _on_output_clicked(self, cell: Pair) -> None:
        if not (self.input.hasFocus() or self.output.hasFocus()):
            self._parent.setFocus(Qt.FocusReason.MouseFocusReason)
        self._content.go_to(*cell)

    def _on_input_clicked(self, cell: Pair) -> None:
        self._on_output_clicked(nearest_output(self._content.fits, *cell))

    # -- names for screen readers

    def _input_name(self, row: int, column: int, value: float) -> str:
        top, left = (fit.padding[0] for fit in self._content.fits)
        words = text("input row {row}, column {column}: {value}", **_cell_values(row - top, column - left, value))
        return self._translator(words)

    def _output_name(self, row: int, column: int, value: float) -> str:
        if np.isnan(value):  # a cell that the window has not reached yet
            blank = text("output row {row}, column {column}: not computed yet", row=row + 1, column=column + 1)
            return self._translator(blank)
        words = text("output row {row}, column {column}: {value}", **_cell_values(row, column, value))
        return self._translator(words)


def _cell_values(row: int, column: int, value: float) -> dict[str, object]:
    return {"row": row + 1, "column": column + 1, "value": number(value)}
