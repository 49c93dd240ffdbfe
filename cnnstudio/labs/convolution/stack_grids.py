"""Input and layers as grids side by side, with what a cell of one sees of all before it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution import receptive_field as stacks
from cnnstudio.labs.convolution import receptive_field_sentences as words
from cnnstudio.labs.convolution.field_cone import FieldCone
from cnnstudio.labs.convolution.receptive_field import Field, Stack
from cnnstudio.labs.convolution.stack_layout import TITLE_WIDTH, place_maps
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.number_grid import Ring
from cnnstudio.widgets.stage.number_colors import Colors
from cnnstudio.widgets.stage.titled_grid import TitledGrid
from cnnstudio.widgets.theme import Theme


class StackGrids(QWidget):
    """One grid a map; the cell that is looked at is ringed, and its window in every map before it.

    Signals
    -------
    cell_entered
        Map (0 for the input), row and column.
    layer_clicked
        Number of the layer, from 1.
    """

    cell_entered = Signal(int, int, int)
    layer_clicked = Signal(int)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._translator = theme, translator
        self._captions = Captions(translator)
        self._stack: Stack | None = None
        self._grids = tuple(self._grid(number) for number in range(stacks.MOST_LAYERS + 1))
        self.cone = FieldCone(theme, self)

    def _grid(self, number: int) -> TitledGrid:
        label = text("Layer {number}", number=number) if number else text("Input")
        grid = TitledGrid(f"convolution.field_{number}", label, self._theme, self._translator, self)
        tip = text("Point at a cell, or walk with the arrows, to see what it depends on. Click to change this layer.")
        self._captions.describe(grid.grid, f"convolution.field_{number}", label, tip=tip)
        grid.grid.cell_entered.connect(lambda cell: self._on_cell(number, cell))
        grid.grid.cell_clicked.connect(lambda: self._on_click(number))
        return grid

    def show_stack(self, stack: Stack, colors: Colors) -> None:
        """Show other maps."""
        self._stack = stack
        for grid in self._grids[len(stack.maps) :]:
            grid.hide()
        for grid, map_ in zip(self._grids, stack.maps, strict=False):
            grid.show_numbers(map_, colors)
            grid.show()

    def set_chosen(self, number: int) -> None:
        """Mark the layer that is being changed."""
        for place, grid in enumerate(self._grids):
            grid.set_chosen(place == number)

    def focus_last(self) -> None:
        """Give the keyboard to the last map that there is."""
        self._grids[0 if self._stack is None else len(self._stack.maps) - 1].grid.setFocus()

    def show_cell(self, number: int, row: int, column: int) -> None:
        """Ring a cell of map `number`, and what it sees of each map before it."""
        if self._stack is None:
            return
        self._place_grids(self._stack)
        fields = stacks.fields_of_cell(self._stack.layers, number, (row, column))
        rows, columns = (stacks.cells_met(self._stack.layers, number, index) for index in (row, column))
        for place, (grid, map_) in enumerate(zip(self._grids, self._stack.maps, strict=False)):
            field = fields[place] if place <= number else None
            is_short = grid.width() < TITLE_WIDTH
            title = words.layer_title(self._stack.layers, place, is_short=is_short)
            grid.show_title(title, words.size_note(map_.shape, None if is_short else field))
            grid.grid.set_rings(() if field is None else (_ring(field),))
            # Where dilation leaves holes in the field, the cells that really count are marked.
            has_holes = place < number and rows[place][-1] - rows[place][0] >= len(rows[place])
            grid.grid.set_touched(stacks.mask_of(rows[place], columns[place], map_.shape) if has_holes else None)
        self.cone.show_windows(tuple(_window(grid, field) for grid, field in zip(self._grids, fields, strict=False)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.cone.setGeometry(self.rect())
        self.cone.raise_()

    def _place_grids(self, stack: Stack) -> None:
        """Put the grids side by side, about one middle."""
        shapes = [map_.shape for map_ in stack.maps]
        self._grids[0].resize(self.size())
        top = self._grids[0].heading_height()
        places = place_maps(shapes, self.width(), self.height() - top)
        middle = top + round(places[0].cell * shapes[0][0] / 2)
        for grid, place in zip(self._grids, places, strict=False):
            grid.set_scale(place.cell, middle)
            grid.setGeometry(QRect(place.left, 0, place.width, self.height()))

    def _on_cell(self, number: int, cell: tuple[int, int] | None) -> None:
        if cell is not None:
            self.cell_entered.emit(number, *cell)

    def _on_click(self, number: int) -> None:
        if number:
            self.layer_clicked.emit(number)


def _ring(field: Field) -> Ring:
    (top, bottom), (left, right) = field
    return Ring(top, left, bottom - top + 1, right - left + 1)


def _window(grid: TitledGrid, field: Field) -> QRectF:
    """Return where a field lies, in the coordinates of what holds the grids."""
    (top, bottom), (left, right) = field
    window = grid.grid.cell_rect(top, left).united(grid.grid.cell_rect(bottom, right))
    return window.translated((grid.pos() + grid.grid.pos()).toPointF())
