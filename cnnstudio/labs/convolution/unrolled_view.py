"""The unrolled view: a convolution as a network with few, shared connections, and as one matrix."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.convolution import unrolled_sentences as words
from cnnstudio.labs.convolution.input_colors import input_colors
from cnnstudio.labs.convolution.link_picture import LinkPicture
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.unrolled import Mark, Unrolled, unroll
from cnnstudio.labs.convolution.unrolled_grids import UnrolledGrids
from cnnstudio.labs.convolution.unrolled_layout import UnrolledNeeds, UnrolledPlaces, place_unrolled, shows_both
from cnnstudio.widgets.stage.fitted_text import CENTRE, draw_fitted, words_height
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.stage.number_colors import signed_colors
from cnnstudio.widgets.stage.two_buttons import TwoButtons
from cnnstudio.widgets.stage.veil import Veil
from cnnstudio.widgets.theme import BODY, CAPTION, LARGE, Theme, interface_font

_PARTS = (
    ("piece", text("Input"), text("The cells that are unrolled. Point at one to see what it feeds")),
    ("kernel", text("Shared weights"), text("Point at a weight to see all its connections")),
    ("matrix", text("Toeplitz matrix"), text("One row for each output, one column for each input")),
    ("vector", text("Input as a column"), text("The same cells, row after row")),
    ("output", text("Output as a column"), text("Matrix times input. Point at an output to see its row")),
)


class UnrolledView(FollowingView[ConvolutionModel]):
    """Shows nodes and connections, or Toeplitz matrix · input = output; where there is room, both."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.unrolled", model, theme, translator, parent)
        self.grids = UnrolledGrids(theme, self)
        self.network = LinkPicture(theme, self)
        self.buttons = TwoButtons(theme, self)
        self.veil = Veil(theme, self)
        self._unrolled = self._unroll()
        self._shown: tuple[object, ...] = ()
        self._pointed: Mark | None = None
        self._places: UnrolledPlaces | None = None
        self._name_parts()
        self.buttons.chosen.connect(self._arrange)
        self.grids.pointed.connect(self._on_pointed)
        self.network.pointed.connect(self._on_pointed)

    def _name_parts(self) -> None:
        captions = self._captions
        for name, label, tip in _PARTS:
            captions.describe(getattr(self.grids, name), f"convolution.unrolled.{name}", label, tip=tip)
        network = text("Point at a node or a line. ↑ and ↓ walk from output to output")
        captions.describe(self.network, "convolution.unrolled.network", text("Network"), tip=network)
        for button, name, label, tip in (
            (self.buttons.first, "as_network", text("As a network"), text("Nodes and connections")),
            (self.buttons.second, "as_matrix", text("As a matrix"), text("Toeplitz matrix × input = output")),
        ):
            captions.describe(button, f"convolution.unrolled.{name}", label, tip=tip)
            captions.bind(button.setText, label)

    # -- what it says

    def headline(self) -> Text:
        """Tell of what is pointed at, or else how few weights the connections share."""
        return (
            words.headline(self._unrolled)
            if self._pointed is None
            else words.mark_sentence(self._unrolled, self._pointed)
        )

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.explanation(self._model.result)

    def focus(self) -> None:
        """Give the keyboard to what is shown."""
        (self.grids.matrix if self.network.isHidden() else self.network).setFocus()

    @property
    def unrolled(self) -> Unrolled:
        """The layer that is shown."""
        return self._unrolled

    # -- following the model

    def _unroll(self) -> Unrolled:
        return unroll(self._model.result, *self._looked_at, *self._model.place)

    @property
    def _looked_at(self) -> tuple[int, int]:
        """The filter, or while its map is being computed the one before, and the channel."""
        params, filters = self._model.params, self._model.result.filters
        return params.filter if params.filter in filters else filters[0], params.channel

    def refresh(self) -> None:
        """Unroll what lies around the window, and mark the output of the moment."""
        result, before = self._model.result, self._unrolled
        layer = self._unroll()
        shown = (result, self._looked_at, layer.first, self._theme.palette, self.size(), self._model.problem)
        if shown != self._shown:
            self._shown, self._unrolled = shown, layer
            if (before.input.shape, before.output.shape) != (layer.input.shape, layer.output.shape):
                self._pointed = None
            self._show_layer(layer)
        self._mark()

    def forget_look(self) -> None:
        self._shown = ()

    def _show_layer(self, layer: Unrolled) -> None:
        result = self._model.result
        inputs, outputs = input_colors(result, self._theme), signed_colors(layer.output, self._theme)
        self.grids.show_layer(layer, inputs, layer.margins(result.fits))
        self.network.show_layer(layer, inputs, outputs)
        self._arrange()
        self.veil.cover(self._model.problem is not None)

    def _mark(self) -> None:
        """Let stand out what is pointed at, or else the output of the moment."""
        here = self._unrolled.output_of(*self._model.place)
        mark = self._pointed or Mark("output", here or 0)
        self.grids.mark(mark)
        self.network.mark(mark)

    def _on_pointed(self, mark: Mark | None) -> None:
        if mark != self._pointed:
            self._pointed = mark
            self._mark()
            self.changed.emit()

    # -- layout

    def _arrange(self) -> None:
        """Put every part in its place."""
        layer, grids = self._unrolled, self.grids
        needs = UnrolledNeeds(
            heading=self.pixels(BODY + 8),
            buttons=self.buttons.sizeHint().height(),
            foot=round(words_height(self._foot_words(), self.width() - 64, interface_font(self.pixels(CAPTION)))),
            piece=layer.input.shape,
            kernel=layer.kernel.shape,
            matrix=layer.matrix.shape,
        )
        places = self._places = place_unrolled(self.width(), self.height(), needs, self.buttons.second.isChecked())
        parts = (grids.piece, grids.kernel, grids.matrix, grids.vector, grids.output, self.network)
        for part, place in zip(parts, places.parts(), strict=True):
            part.setVisible(place is not None)
            part.setGeometry(place or QRect())
        self.buttons.setVisible(not shows_both(self.width()))
        self.buttons.setGeometry(places.main.left(), 0, places.main.width(), needs.buttons)
        self.update()

    def _foot_words(self) -> str:
        params, result = self._model.params, self._model.result
        said = (
            words.piece_sentence(self._unrolled, params.channel, len(result.input)),
            words.equality_sentence(self._unrolled),
            words.colors_sentence(),
        )
        return "  ".join(self._translator(sentence) for sentence in said)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._places is None:
            return
        painter = QPainter(self)
        colors, places = self._theme.palette, self._places
        heading = self.pixels(BODY + 8)
        titles = [(text("Input"), places.piece), (text("Shared weights"), places.kernel)]
        if shows_both(self.width()) and places.network is not None and places.matrix is not None:
            titles += [
                (text("As a network"), places.network),
                (text("Toeplitz matrix × input = output"), places.matrix),
            ]
        for title, part in titles:
            room = QRectF(part.left(), part.top() - heading - 2, max(part.width(), places.main.left() - 40), heading)
            draw_fitted(painter, room, self._translator(title), self.pixels(BODY), colors.text, bold=True)
        if places.vector is not None and places.output is not None:
            for column, sign in ((places.vector, "×"), (places.output, "=")):
                room = QRectF(column.left() - 28, places.output.center().y() - 20, 28, 40)
                draw_fitted(painter, room, sign, self.pixels(LARGE), colors.text, align=CENTRE)
        painter.setFont(interface_font(self.pixels(CAPTION)))
        painter.setPen(QColor(colors.text_third))
        painter.drawText(QRectF(places.foot), Qt.TextFlag.TextWordWrap, self._foot_words())
        painter.end()
