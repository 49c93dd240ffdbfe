"""Input and output of the step view: two grids of numbers, the window on one, its result on the other."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.palette import cell_hue
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution import sentences
from cnnstudio.labs.convolution.hand_calculation import Part
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.number_colors import input_colors, map_colors, signed_colors
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.labs.convolution.reach import output_at, outputs_of_input, window_extent, windows_of_inputs
from cnnstudio.labs.convolution.stops import draw_stops, skips
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme

_WIDE = 128 * 128
"""Cells of an input from which one looks around in it more than one steps through it."""


class GridPair(QObject):
    """Keeps the two grids in step with the model, and shows which cells of one belong to a cell of the other.

    Signals
    -------
    pointed
        A `Text` about the cell under the pointer; None when it leaves.
    window_pointed
        Row and column of the window's cell under the pointer.
    """

    pointed = Signal(object)
    window_pointed = Signal(int, int)

    def __init__(self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme, self._translator, self._parent = model, theme, translator, parent
        self.input = NumberGrid(theme, parent)
        self.output = NumberGrid(theme, parent)
        self.shows_all = self.counts_windows = False
        self._shown: ConvolutionResult | None = None
        self._hovered: tuple[Ring, ...] = ()
        self._place = (0, 0)
        for grid in (self.input, self.output):
            # The mouse leaves the keyboard to the stage, where arrows step; Tab leads into a grid, where they walk.
            grid.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.input.cell_entered.connect(self._on_input_entered)
        self.output.cell_entered.connect(self._on_output_entered)
        self.input.cell_clicked.connect(self._on_input_clicked)
        self.output.cell_clicked.connect(self._on_output_clicked)
        self.input.set_cell_names(lambda row, column, value: self._input_name(row, column, value))
        self.output.set_cell_names(lambda row, column, value: self._name("output", row, column, value))

    def refresh(self) -> None:
        """Show the model's numbers and where the window stands."""
        if self._model.params.backward:
            self._show_gradients()
        elif self._shown is not self._model.result or self._shows_other_map():
            self._show_maps()
        self.show_place()

    def refresh_colors(self) -> None:
        """Show everything anew, because colours or names changed."""
        self._shown = None
        self.refresh()

    # -- contents

    def _shows_other_map(self) -> bool:
        params, result = self._model.params, self._model.result
        shown = self.input.values, self.output.values
        is_other_input = shown[0] is not result.channels[params.channel] and not self.counts_windows
        return is_other_input or shown[1] is not result.maps[params.filter]

    def _show_maps(self) -> None:
        result, params = self._model.result, self._model.params
        self._shown = result
        picture = result.channels[params.channel]
        for grid in (self.input, self.output):
            grid.wheel_zooms = _is_wide(result)
        if self.counts_windows:
            counts = windows_of_inputs(result)
            self.input.show_values(counts, *map_colors(counts, self._theme))
        else:
            self.input.show_values(picture, *input_colors(result, self._theme))
        output = result.maps[params.filter]
        self.output.show_values(output, *map_colors(output, self._theme))
        self._frame_input()

    def _show_gradients(self) -> None:
        params, so_far = self._model.params, self._model.gradients()
        self._shown = None
        self.input.show_values(so_far.dx[params.channel], *signed_colors(self._all_dx()[params.channel], self._theme))
        self.output.show_values(so_far.delta, *signed_colors(so_far.delta, self._theme))
        self._frame_input()

    def _all_dx(self) -> FloatArray:
        """Return the gradient once every output cell has handed back its share: its colours hold for all steps."""
        return self._model.gradients(self._model.result.before[0].size).dx

    def _frame_input(self) -> None:
        result = self._model.result
        (top, bottom), (left, right) = (fit.padding for fit in result.fits)
        self.input.set_margins(top, left, bottom, right, hatched=True)
        self.input.set_overlay(self._draw_stops if skips(result) else None)
        self.input.set_unused(result.fits[0].unused, result.fits[1].unused)

    def _draw_stops(self, painter: QPainter, whole: QRectF) -> None:
        draw_stops(painter, whole, self._model.result, self._theme.palette)

    def output_scale(self) -> tuple[Colormap, float, float]:
        """Return the output's colours, with the numbers at their two ends."""
        limit = self.output.limit
        colormap = self.output.colormap
        return colormap, -limit if colormap.signed else 0.0, limit

    # -- the window

    def show_place(self) -> None:
        """Ring the window and its output cell, and carry the kernel's hues onto the window's cells."""
        model, params = self._model, self._model.params
        row, column = model.place
        trace = model.trace
        palette = self._theme.palette
        height, width = window_extent(model.result)
        now = Ring(trace.rows[0], trace.columns[0], height, width)
        hues = {
            (place_row, place_column): cell_hue(palette, u, v)
            for u, place_row in enumerate(trace.rows)
            for v, place_column in enumerate(trace.columns)
        }
        self.input.set_hues(hues)
        self.input.set_rings((now, *self._hovered[:1]))
        self.output.set_rings((Ring(row, column), *self._hovered[1:]))
        done = params.cell + (params.terms is None)
        hides = not (self.shows_all or params.backward or _is_wide(model.result))
        self.output.set_revealed(done if hides else None)
        if self._place != (row, column):
            self._place = row, column
            self.input.bring_into_view(now.row, now.column, height, width)
            self.output.bring_into_view(row, column, 1, 1)

    def window_rect(self, part: Part) -> QRectF:
        """Return where a part of the window lies on the input, in the input grid's coordinates."""
        rows = self._model.trace.rows[part.top : part.top + part.rows]
        columns = self._model.trace.columns[part.left : part.left + part.columns]
        return self.input.cell_rect(rows[0], columns[0]).united(self.input.cell_rect(rows[-1], columns[-1]))

    def result_rect(self) -> QRectF:
        """Return where the output cell of the moment lies, in the output grid's coordinates."""
        return self.output.cell_rect(*self._model.place)

    # -- pointing

    def _on_output_entered(self, cell: tuple[int, int] | None) -> None:
        result = self._model.result
        if cell is None or cell[0] >= result.output_size[0] or cell[1] >= result.output_size[1]:
            self._hover((), None)
            return
        row, column = cell
        start = row * result.fits[0].stride, column * result.fits[1].stride
        rings = (Ring(*start, *window_extent(result), kind="hover"), Ring(row, column, kind="hover"))
        self._hover(rings, sentences.output_sentence(row, column, sentences.number(self._value(self.output, cell))))

    def _on_input_entered(self, cell: tuple[int, int] | None) -> None:
        result = self._model.result
        if cell is None:
            self.output.set_touched(None)
            self._hover((), None)
            return
        fed = outputs_of_input(result, *cell)
        self.output.set_touched(fed)
        shown = self.input.values if self._model.params.backward else result.channels[self._model.params.channel]
        value = sentences.number(float(shown[cell]))
        row, column = cell[0] - result.fits[0].padding[0], cell[1] - result.fits[1].padding[0]
        _, height, width = result.input.shape
        inside = 0 <= row < height and 0 <= column < width
        said = (
            sentences.covered_sentence(row, column, int(fed.sum()), value)
            if inside
            else sentences.padding_sentence(value)
        )
        self._hover((Ring(*cell, kind="hover"),), said)
        trace = self._model.trace
        if cell[0] in trace.rows and cell[1] in trace.columns:
            self.window_pointed.emit(trace.rows.index(cell[0]), trace.columns.index(cell[1]))

    def _hover(self, rings: tuple[Ring, ...], said: Text | None) -> None:
        self._hovered = rings
        self.show_place()
        self.pointed.emit(said)

    def _on_output_clicked(self, cell: tuple[int, int]) -> None:
        if not (self.input.hasFocus() or self.output.hasFocus()):
            self._parent.setFocus(Qt.FocusReason.MouseFocusReason)
        self._model.update(cell=cell[0] * self._model.result.output_size[1] + cell[1], terms=None)

    def _on_input_clicked(self, cell: tuple[int, int]) -> None:
        self._on_output_clicked(output_at(self._model.result, *cell))

    # -- names for screen readers

    def _value(self, grid: NumberGrid, cell: tuple[int, int]) -> float:
        return float(grid.values[cell])

    def _input_name(self, row: int, column: int, value: float) -> str:
        result = self._model.result
        return self._name("input", row - result.fits[0].padding[0], column - result.fits[1].padding[0], value)

    def _name(self, grid: str, row: int, column: int, value: float) -> str:
        if np.isnan(value):  # a cell that the window has not reached yet
            blank = text("output row {row}, column {column}: not computed yet", row=row + 1, column=column + 1)
            return self._translator(blank)
        values = {"row": row + 1, "column": column + 1, "value": sentences.number(value)}
        if grid == "output":
            return self._translator(text("output row {row}, column {column}: {value}", **values))
        return self._translator(text("input row {row}, column {column}: {value}", **values))


def _is_wide(result: ConvolutionResult) -> bool:
    """Whether there are too many cells to step through them all: the output is seen at once, and the wheel zooms."""
    return math.prod(result.padded.shape[1:]) > _WIDE
