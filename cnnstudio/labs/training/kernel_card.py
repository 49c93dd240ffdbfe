"""One kernel of the strip, large enough for its numbers, with its feature map beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.training.first_layer import FirstLayer
from cnnstudio.widgets.cards import Card, cell_text
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme

_MARGIN = 8
_HIGH = 260
"""Height over the curves, at 100 %, from which on the card leaves the strip in sight."""

_AROUND = 96
"""Pixels at 100 % that heading, notes and edges take of the card's height."""


class KernelCard(Card):
    """Shows the kernel that was chosen in the strip, and follows training until it is put away."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__("training.kernel", theme, translator, parent)
        self._translator = translator
        self._layer: FirstLayer | None = None
        self._index = 0
        self.kernel, self.map = NumberGrid(theme, self), NumberGrid(theme, self)
        self._notes = QLabel(), QLabel()
        self._cell = QLabel()
        self._lay_out()
        tip = text("Wheel or + and − to zoom, drag to move, arrows to walk from cell to cell")
        for grid, name, title in (
            (self.kernel, "kernel_numbers", text("Numbers of the kernel")),
            (self.map, "map_numbers", text("Numbers of its feature map")),
        ):
            self._captions.describe(grid, f"training.{name}", title, tip=tip)
            grid.cell_entered.connect(lambda cell, grid=grid: self._tell_cell(grid, cell))
        translator.subscribe(self.refresh)

    def _lay_out(self) -> None:
        grids = QGridLayout()
        grids.setHorizontalSpacing(24)
        for column, (note, grid) in enumerate(zip(self._notes, (self.kernel, self.map), strict=True)):
            note.setProperty("role", "caption")
            note.setWordWrap(True)
            note.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
            grids.addWidget(note, 0, column)
            grids.addWidget(grid, 1, column)
            grids.setColumnStretch(column, 1)
        grids.setRowStretch(1, 1)
        self._cell.setProperty("role", "quiet")
        self.column.addLayout(grids, 1)
        self.column.addWidget(self._cell)

    # -- what it shows

    def choose(self, index: int) -> None:
        """Show a kernel, counted from 0."""
        self._index = index
        self.show()
        self.raise_()
        self.refresh()

    def follow(self, layer: FirstLayer | None) -> None:
        """Take up the numbers of the moment; without them there is nothing to show."""
        if layer is not self._layer:
            self._layer = layer
            self.refresh()

    def refresh(self) -> None:
        """Show the numbers in the language of the moment."""
        layer = self._layer
        if self.isHidden():
            return
        if layer is None or self._index >= layer.count:
            self.hide()
            return
        say, index, theme = self._translator, self._index, self._theme
        self.heading.setText(say(_heading(layer, index)))
        self._notes[0].setText(say(layer.kernels_note))
        self.kernel.show_values(layer.kernels[index], lambda: theme.colormaps.signed, _largest(layer.kernels))
        has_map = layer.maps is not None and not layer.is_blank
        self.map.setVisible(has_map)
        self._notes[1].setText(say(layer.maps_note) if layer.maps is not None else "")
        if has_map and layer.maps is not None:
            self.map.show_values(layer.maps[index], self._map_colors(layer), _largest(layer.maps))
        grid = self.map if self.map.underMouse() or self.map.hasFocus() else self.kernel
        self._tell_cell(grid, grid.cell)

    def _map_colors(self, layer: FirstLayer) -> Callable[[], Colormap]:
        theme = self._theme  # asked for the map at each painting: light may have become dark
        return (lambda: theme.colormaps.signed) if layer.is_signed else (lambda: theme.colormaps.activation)

    def _tell_cell(self, grid: NumberGrid, cell: tuple[int, int] | None) -> None:
        self._cell.setText(self._translator(cell_text(grid.values, cell)))

    # -- where it lies

    def place(self, view: QRect, above: int, x: float) -> None:
        """Lie over the curves, which end at `above`, near the kernel at `x`; where they are low, over everything."""
        room = view.adjusted(2 * _MARGIN, _MARGIN, -2 * _MARGIN, -_MARGIN)
        if above - 2 * _MARGIN >= self._theme.chrome(_HIGH):
            room.setBottom(above - _MARGIN)
            width = min(room.width(), 2 * (room.height() - self._theme.chrome(_AROUND)) + self._theme.chrome(_AROUND))
            left = min(max(room.left(), round(x - width / 2)), room.right() + 1 - width)
            room = QRect(left, room.top(), width, room.height())
        self.setGeometry(room)


def _heading(layer: FirstLayer, index: int) -> Text:
    values = {"number": index + 1, "count": layer.count}
    if layer.is_dense:
        return text("Weights of unit {number} of {count}", **values)
    return text("Kernel {number} of {count}", **values)


def _largest(values: FloatArray) -> float:
    """Return the number that takes the last colour, as in the strip."""
    return float(abs(values).max(initial=0)) or 1.0
