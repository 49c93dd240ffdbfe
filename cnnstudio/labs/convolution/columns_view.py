"""The im2col view: the window on the input, its row in the matrix, the kernel as a column, and their product."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution import columns
from cnnstudio.labs.convolution.columns_grids import ColumnsGrids
from cnnstudio.labs.convolution.columns_layout import RING_ROOM, ColumnsNeeds, ColumnsPlaces, cell_side, place_columns
from cnnstudio.labs.convolution.columns_part import input_size, part_sentence
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.widgets.stage.fitted_text import CENTRE, RIGHT, draw_fitted, words_height, words_width
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.veil import Veil
from cnnstudio.widgets.theme import BODY, CAPTION, LARGE, Theme, interface_font

_SMALLEST_CELL = 4.0
"""Pixels below which the matrix shows the columns of one channel only."""


class ColumnsView(FollowingView[ConvolutionModel]):
    """Shows how im2col turns windows into rows; the matrix follows the window."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.columns", model, theme, translator, parent)
        self.grids = ColumnsGrids(model, theme, self)
        self.veil = Veil(theme, self)
        self._places: ColumnsPlaces | None = None
        self._arranged_for: tuple[object, ...] = ()
        self._pointed: Text | None = None
        self._name_parts()
        self.grids.pointed.connect(self._on_pointed)

    def _name_parts(self) -> None:
        grids = self.grids
        describe = self._captions.describe
        tip = text("The input and its padding. Point at a cell to see every row that copies it")
        describe(grids.input, "convolution.columns.input", text("Input"), tip=tip)
        tip = text("One row for each place of the window. Click a row to go there; point at a cell to see its source")
        describe(grids.matrix, "convolution.columns.matrix", text("im2col matrix"), tip=tip)
        tip = text("The kernel, its weights one below the other. Point at one to see the column that it meets")
        describe(grids.kernel, "convolution.columns.kernel", text("Kernel as a column"), tip=tip)
        tip = text("Each row times the kernel: one cell of the output, before the bias")
        describe(grids.product, "convolution.columns.product", text("Product"), tip=tip)

    # -- what it says

    def headline(self) -> Text:
        """Tell of the cell under the pointer, or else what the row of the moment gives."""
        if self._pointed is not None:
            return self._pointed
        return columns.row_sentence(self._model.result, self.grids.filter, self._model.params.cell)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return columns.explanation(self._model.result)

    def focus(self) -> None:
        """Give the keyboard to the matrix."""
        self.grids.matrix.setFocus()

    # -- following the model

    def forget_look(self) -> None:
        self._arranged_for = ()

    def _on_pointed(self, said: Text | None) -> None:
        self._pointed = said
        self.changed.emit()

    def refresh(self) -> None:
        """Show the numbers of the moment, and put every part in its place where that has changed."""
        result = self._model.result
        needed = (self.size(), result.fits, result.params.weight.shape, self._theme.zoom, self._model.problem)
        if needed == self._arranged_for:
            self.grids.refresh()
            self.update(self._numbers_area())
            return
        self._arranged_for = needed
        needs = self._needs(result.params.term_count)
        all_channels = cell_side(self.width(), needs, needs.terms) >= _SMALLEST_CELL
        if not all_channels:
            needs = self._needs(result.params.term_count // len(result.input))
        places = self._places = place_columns(self.width(), self.height(), needs)
        self.grids.show_part(places.rows, all_channels)
        above = (0, -RING_ROOM, 0, RING_ROOM)
        parts = (places.input, places.matrix.adjusted(*above), places.kernel, places.product.adjusted(*above))
        for grid, place in zip(self.grids.grids, parts, strict=True):
            grid.setGeometry(place)
        self.veil.cover(self._model.problem is not None)
        self.update()

    def _needs(self, terms: int) -> ColumnsNeeds:
        result = self._model.result
        places = result.output_size[0] * result.output_size[1]
        caption = interface_font(self.pixels(CAPTION))
        return ColumnsNeeds(
            heading=self.pixels(BODY + 8),
            foot=round(words_height(self._foot_words(), self.width() - 64, caption)),
            place_width=round(words_width(grouped(places), interface_font(self.pixels(CAPTION), bold=True))),
            input_size=input_size(result.fits),
            terms=terms,
            places=places,
        )

    def _foot_words(self) -> str:
        said = (
            columns.sizes_sentence(self._model.result),
            part_sentence(self.grids.part, self._model),
            columns.colors_sentence(),
        )
        return "  ".join(self._translator(sentence) for sentence in said if sentence is not None)

    # -- painting

    def _numbers_area(self) -> QRect:
        return QRect() if self._places is None else self._places.numbers.adjusted(-2, -12, 2, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._places is None:
            return
        painter = QPainter(self)
        if event.rect() != self._numbers_area():
            self._draw_words(painter, self._places)
        self._draw_numbers(painter, self._places)
        painter.end()

    def _draw_words(self, painter: QPainter, places: ColumnsPlaces) -> None:
        colors, pixels = self._theme.palette, self.pixels(BODY)
        product = text("im2col matrix × kernel = product")
        for title, left, right in (
            (text("Input"), places.input.left(), places.numbers.left() - 16),
            (product, places.matrix.left(), self.width() - 16),
        ):
            room = QRectF(left, 2, right - left, places.heading)
            draw_fitted(painter, room, self._translator(title), pixels, colors.text, bold=True)
        for grid, sign in ((places.kernel, "×"), (places.product, "=")):
            room = QRectF(grid.left() - 28, places.matrix.center().y() - 20, 28, 40)
            draw_fitted(painter, room, sign, self.pixels(LARGE), colors.text, align=CENTRE)
        painter.setFont(interface_font(self.pixels(CAPTION)))
        painter.setPen(QColor(colors.text_third))
        painter.drawText(QRectF(places.foot), Qt.TextFlag.TextWordWrap, self._foot_words())

    def _draw_numbers(self, painter: QPainter, places: ColumnsPlaces) -> None:
        """Write the rows' numbers beside the matrix, as many as there is room for; that of the moment always."""
        colors, pixels = self._theme.palette, self.pixels(CAPTION)
        stretch, here = self.grids.part.places, self._model.params.cell
        side = places.matrix.height() / stretch.length
        every = max(1, round((pixels + 6) / side + 0.49))
        for place in range(stretch.start, stretch.stop):
            is_here = place == here
            if is_here or (place % every == 0 and abs(place - here) >= every):
                y = places.matrix.top() + (place - stretch.start + 0.5) * side
                room = QRectF(places.numbers.left(), y - pixels, places.numbers.width() - 8, 2 * pixels)
                color = colors.text if is_here else colors.text_third
                draw_fitted(painter, room, grouped(place + 1), pixels, color, bold=is_here, align=RIGHT)
