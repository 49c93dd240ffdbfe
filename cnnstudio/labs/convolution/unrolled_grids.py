"""The grids of the unrolled view: piece, kernel, Toeplitz matrix, flattened input and output."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cnnstudio.core.palette import cell_hue
from cnnstudio.labs.convolution.unrolled import Mark, Unrolled
from cnnstudio.widgets.number_grid import NumberGrid, Ring
from cnnstudio.widgets.stage.number_colors import Colors, signed_colors
from cnnstudio.widgets.theme import Theme

_MOST_HUES = 400
"""Connections up to which the matrix shows the hue of each weight."""


class UnrolledGrids(QObject):
    """Shows a layer in numbers; cells that belong to what is marked are ringed.

    Signals
    -------
    pointed
        The `Mark` under the pointer; None when it leaves.
    """

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unrolled: Unrolled | None = None
        self.piece, self.kernel, self.matrix, self.vector, self.output = (NumberGrid(theme, parent) for _ in range(5))
        self.piece.cell_entered.connect(self._on_piece_entered)
        self.kernel.cell_entered.connect(self._on_kernel_entered)
        self.matrix.cell_entered.connect(self._on_matrix_entered)
        self.vector.cell_entered.connect(self._on_vector_entered)
        self.output.cell_entered.connect(self._on_output_entered)

    def show_layer(self, unrolled: Unrolled, inputs: Colors, margins: tuple[int, int, int, int]) -> None:
        """Show another layer; `margins` are the rows and columns of its piece that are padding."""
        self._unrolled = unrolled
        weights = signed_colors(unrolled.kernel, self._theme)
        self.piece.show_values(unrolled.input, *inputs)
        self.piece.set_margins(*margins, hatched=True)
        self.kernel.show_values(unrolled.kernel, *weights)
        self.matrix.show_values(unrolled.matrix, *weights)
        self.vector.show_values(unrolled.input.reshape(-1, 1), *inputs)
        self.output.show_values(unrolled.output.reshape(-1, 1), *signed_colors(unrolled.output, self._theme))
        self._show_hues(unrolled)

    def _show_hues(self, unrolled: Unrolled) -> None:
        palette = self._theme.palette
        rows, columns = unrolled.kernel.shape
        self.kernel.set_hues({(u, v): cell_hue(palette, u, v) for u in range(rows) for v in range(columns)})
        links = unrolled.links if len(unrolled.links) <= _MOST_HUES else ()
        self.matrix.set_hues({(link.output, link.input): cell_hue(palette, *link.kernel_cell) for link in links})

    def mark(self, mark: Mark) -> None:
        """Ring everything that belongs to an output, an input or a weight."""
        unrolled = self._unrolled
        if unrolled is None:
            return
        columns = unrolled.input.shape[1]
        links = unrolled.links_of(mark)
        cells = {divmod(link.input, columns) for link in links}
        if mark.kind == "output" and isinstance(mark.place, int):
            rows, places = zip(*cells, strict=True)
            window = Ring(min(rows), min(places), max(rows) - min(rows) + 1, max(places) - min(places) + 1)
            self.piece.set_rings((window,))
            self.matrix.set_rings((Ring(mark.place, 0, 1, unrolled.input.size),))
            self.vector.set_rings(())
            self.kernel.set_rings(())
        else:
            self.piece.set_rings(tuple(Ring(row, column, kind="hover") for row, column in cells))
            self.matrix.set_rings(tuple(Ring(link.output, link.input, kind="hover") for link in links))
            self.vector.set_rings(tuple(Ring(place, 0, kind="hover") for place in {link.input for link in links}))
            self.kernel.set_rings(tuple(Ring(u, v, kind="hover") for u, v in {link.kernel_cell for link in links}))
        self.output.set_rings(tuple(Ring(place, 0) for place in {link.output for link in links}))

    # -- pointing

    def _on_piece_entered(self, cell: tuple[int, int] | None) -> None:
        columns = self.piece.values.shape[1]
        self.pointed.emit(None if cell is None else Mark("input", cell[0] * columns + cell[1]))

    def _on_kernel_entered(self, cell: tuple[int, int] | None) -> None:
        self.pointed.emit(None if cell is None else Mark("weight", cell))

    def _on_vector_entered(self, cell: tuple[int, int] | None) -> None:
        self.pointed.emit(None if cell is None else Mark("input", cell[0]))

    def _on_output_entered(self, cell: tuple[int, int] | None) -> None:
        self.pointed.emit(None if cell is None else Mark("output", cell[0]))

    def _on_matrix_entered(self, cell: tuple[int, int] | None) -> None:
        """Point at the weight in a cell, or, where there is none, at the output of its row."""
        if cell is None or self._unrolled is None:
            self.pointed.emit(None)
            return
        link = self._unrolled.link_at(*cell)
        self.pointed.emit(Mark("output", cell[0]) if link is None else Mark("weight", link.kernel_cell))
