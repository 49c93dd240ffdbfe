"""The grids of the im2col view, kept in step with the model: input, matrix, kernel as a column, and product."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from cnnstudio.core.palette import cell_hue
from cnnstudio.core.texts import Text
from cnnstudio.labs.convolution import columns
from cnnstudio.labs.convolution.columns import MatrixCell, Source
from cnnstudio.labs.convolution.columns_part import ColumnsPart, part_after
from cnnstudio.labs.convolution.input_colors import input_colors
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.widgets.number_grid import NumberGrid, Ring
from cnnstudio.widgets.stage.number_colors import signed_colors
from cnnstudio.widgets.stage.reach import inputs_of_term
from cnnstudio.widgets.theme import Theme

_NOTHING = ColumnsPart()

_RELATED = "pinned"
"""The ring around what belongs to the cell under the pointer: it must be found on light and on dark cells."""


class ColumnsGrids(QObject):
    """Shows a part of the matrix, and which cells of the other grids belong to a cell of one.

    Signals
    -------
    pointed
        A `Text` about the cell under the pointer; None when it leaves.
    """

    pointed = Signal(object)

    def __init__(self, model: ConvolutionModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._theme = model, theme
        self.input, self.matrix, self.kernel, self.product = self.grids = tuple(
            NumberGrid(theme, parent) for _ in range(4)
        )
        self.part = _NOTHING
        self._shown: tuple[object, ...] = ()
        self._hovered: MatrixCell | Source | None = None
        self.input.cell_entered.connect(self._on_input_entered)
        self.matrix.cell_entered.connect(self._on_matrix_entered)
        self.product.cell_entered.connect(self._on_product_entered)
        self.kernel.cell_entered.connect(self._on_kernel_entered)
        self.matrix.cell_clicked.connect(self._on_row_clicked)
        self.product.cell_clicked.connect(self._on_row_clicked)

    @property
    def _result(self) -> ConvolutionResult:
        return self._model.result

    @property
    def filter(self) -> int:
        """The filter that is looked at; while its map is being computed, the one before."""
        wanted, filters = self._model.params.filter, self._result.filters
        return wanted if wanted in filters else filters[0]

    @property
    def _channel(self) -> int:
        """The channel of the cell under the pointer, else the one that is looked at."""
        if isinstance(self._hovered, MatrixCell):
            return columns.term_place(self._result, self._hovered.term)[0]
        return self._model.params.channel

    # -- contents

    def show_part(self, rows: int, all_channels: bool) -> None:
        """Show so many rows of the matrix from now on, and the columns of all channels or of one."""
        self.part = part_after(self.part, self._model, rows, all_channels)
        self.refresh()

    def refresh(self) -> None:
        """Take up the model's numbers, and where the window stands."""
        self.part = part_after(self.part, self._model, self.part.places.length, self.part.has_all_channels)
        shown = (self._result, self.filter, self._channel, self.part, self._theme.palette)
        if shown != self._shown:
            self._shown = shown
            self._show_values()
        self._mark(*self._hover_rings())

    def _show_values(self) -> None:
        result, part = self._result, self.part
        colors = input_colors(result, self._theme)
        self.input.show_values(result.channels[self._channel][part.rows.cells, part.columns.cells], *colors)
        self.input.set_margins(*part.margins(result.fits), hatched=True)
        windows = columns.windows_at(result, part.places.start, part.places.length)
        kernel = columns.flat_kernel(result, self.filter)
        self.matrix.show_values(windows[:, part.terms.cells], *colors)
        self.kernel.show_values(kernel[part.terms.cells, None], *signed_colors(kernel, self._theme))
        _, limit = signed_colors(result.before[result.filters.index(self.filter)], self._theme)
        self.product.show_values((windows @ kernel)[:, None], lambda: self._theme.colormaps.signed, limit)

    # -- marks

    def _mark(self, on_input: tuple[Ring, ...], on_matrix: tuple[Ring, ...], on_kernel: tuple[Ring, ...]) -> None:
        """Ring window and row, carry the kernel's hues onto both, and ring what is pointed at."""
        trace, part, palette = self._model.trace, self.part, self._theme.palette
        row = self._model.params.cell - part.places.start
        hues = [self._hue(term) for term in range(part.terms.start, part.terms.stop)]
        self.matrix.set_hues({(row, place): hue for place, hue in enumerate(hues)})
        self.kernel.set_hues({(place, 0): hue for place, hue in enumerate(hues)})
        top, left = part.rows.start, part.columns.start
        self.input.set_hues(
            {
                (i - top, j - left): cell_hue(palette, u, v)
                for u, i in enumerate(trace.rows)
                for v, j in enumerate(trace.columns)
            }
        )
        height, width = self._result.fits
        window = Ring(trace.rows[0] - top, trace.columns[0] - left, height.extent, width.extent)
        self.input.set_rings((*on_input, window))
        self.matrix.set_rings((*on_matrix, Ring(row, 0, 1, part.terms.length)))
        self.kernel.set_rings(on_kernel)
        self.product.set_rings((Ring(row, 0),))

    def _hue(self, term: int) -> str:
        _, u, v = columns.term_place(self._result, term)
        return cell_hue(self._theme.palette, u, v)

    def _hover_rings(self) -> tuple[tuple[Ring, ...], tuple[Ring, ...], tuple[Ring, ...]]:
        """Return the rings on input, matrix and kernel for the cell under the pointer."""
        hovered = self._hovered
        if hovered is None:
            return (), (), ()
        if isinstance(hovered, Source):
            copies = columns.copies_of(self._result, hovered)
            return (self._input_ring(hovered),), tuple(ring for copy in copies for ring in self._matrix_ring(copy)), ()
        source = columns.source_of(self._result, hovered)
        kernel = Ring(hovered.term - self.part.terms.start, 0, kind=_RELATED)
        return (self._input_ring(source),), self._matrix_ring(hovered), (kernel,)

    def _input_ring(self, source: Source) -> Ring:
        return Ring(source.row - self.part.rows.start, source.column - self.part.columns.start, kind=_RELATED)

    def _matrix_ring(self, cell: MatrixCell) -> tuple[Ring, ...]:
        """Return the ring of a cell of the matrix; none where it is not among those shown."""
        row, column = cell.place - self.part.places.start, cell.term - self.part.terms.start
        inside = 0 <= row < self.part.places.length and 0 <= column < self.part.terms.length
        return (Ring(row, column, kind=_RELATED),) if inside else ()

    # -- pointing

    def _on_input_entered(self, cell: tuple[int, int] | None) -> None:
        if cell is None:
            self._hover(None, None)
            return
        source = Source(self._channel, cell[0] + self.part.rows.start, cell[1] + self.part.columns.start)
        self._hover(source, columns.copies_sentence(self._result, source))

    def _on_matrix_entered(self, cell: tuple[int, int] | None) -> None:
        if cell is None:
            self._hover(None, None)
            return
        found = MatrixCell(cell[0] + self.part.places.start, cell[1] + self.part.terms.start)
        self._hover(found, columns.cell_sentence(self._result, found))

    def _on_product_entered(self, cell: tuple[int, int] | None) -> None:
        place = None if cell is None else cell[0] + self.part.places.start
        self._hover(None, None if place is None else columns.row_sentence(self._result, self.filter, place))

    def _on_kernel_entered(self, cell: tuple[int, int] | None) -> None:
        self._hover(None, None)
        if cell is None:
            self.input.set_touched(None)
            return
        term = cell[0] + self.part.terms.start
        _, u, v = columns.term_place(self._result, term)
        met = inputs_of_term(self._result.fits, u, v)
        self.input.set_touched(met[self.part.rows.cells, self.part.columns.cells])
        self._mark((), (Ring(0, cell[0], self.part.places.length, 1, kind=_RELATED),), (Ring(*cell, kind=_RELATED),))
        self.pointed.emit(columns.term_sentence(self._result, self.filter, term))

    def _hover(self, cell: MatrixCell | Source | None, said: Text | None) -> None:
        self._hovered = cell
        self.refresh()
        self.pointed.emit(said)

    def _on_row_clicked(self, cell: tuple[int, int]) -> None:
        self._model.update(cell=self.part.places.start + cell[0], terms=None)
