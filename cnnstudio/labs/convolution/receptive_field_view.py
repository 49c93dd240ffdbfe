"""The receptive field view: a stack of layers, and what one of their cells sees of all that comes before."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Text, Translator
from cnnstudio.labs.convolution import receptive_field as stacks
from cnnstudio.labs.convolution import receptive_field_sentences as words
from cnnstudio.labs.convolution.crop import crop_around, window_middle
from cnnstudio.labs.convolution.input_colors import input_colors
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.receptive_field import Field, Layers, Stack, stack_on
from cnnstudio.labs.convolution.stack_controls import PresetControls, StackControls
from cnnstudio.labs.convolution.stack_grids import StackGrids
from cnnstudio.ops.receptive_field import StackedLayer
from cnnstudio.widgets.fitted import FittedLabel
from cnnstudio.widgets.stage.following_view import FollowingView
from cnnstudio.widgets.theme import Theme

_LEAST_GRIDS = 180
"""Height below which grids and their titles would be too small beside the presets, pixels."""


class ReceptiveFieldView(FollowingView[ConvolutionModel]):
    """Input and layers side by side; the cell pointed at is ringed, and what it sees of every layer before it."""

    def __init__(
        self, model: ConvolutionModel, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__("convolution.receptive_field", model, theme, translator, parent)
        self._layers: Layers = (StackedLayer(3), StackedLayer(3))
        self._stack: Stack = stack_on(model.result.input[0][:1, :1], ())
        self._cell: tuple[int, int, int] | None = None
        self.grids = StackGrids(theme, translator, self)
        self.grids.cell_entered.connect(self._on_cell)
        self.controls = StackControls(theme, translator, self)
        self.presets = PresetControls(theme, translator, self)
        self._note = FittedLabel(theme, self)
        self._note.setObjectName("convolution.field_note")
        self.grids.layer_clicked.connect(self.controls.choose_number)
        self.controls.layers_chosen.connect(self.show_layers)
        self.controls.number_chosen.connect(self.grids.set_chosen)
        self.presets.layers_chosen.connect(self.show_layers)
        self.presets.channels_chosen.connect(self._refresh_words)
        for row in (self.controls, self.presets):
            row.needs_changed.connect(self._arrange)

    # -- what it says

    @property
    def layers(self) -> Layers:
        """The layers of the moment."""
        return self._layers

    @property
    def fields(self) -> tuple[Field, ...]:
        """What the cell that is looked at sees of the input, of each layer after it, and last itself."""
        number, row, column = self._looked_at()
        return stacks.fields_of_cell(self._layers, number, (row, column))

    def headline(self) -> Text:
        """Say how much of the input the cell sees; or why a layer does not fit."""
        if self._stack.problem is not None:
            return self._stack.problem
        return words.sees_sentence(self._looked_at()[0], self.fields[0])

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return words.stack_explanation(self._layers, self.presets.channels)

    def focus(self) -> None:
        """Give the keyboard to the last layer that there is."""
        self.grids.focus_last()

    # -- following

    def show_layers(self, layers: Layers) -> None:
        """Take other layers."""
        self._layers = layers
        self._cell = None
        self.refresh()

    def refresh(self) -> None:
        """Take up the model's numbers."""
        result, channel = self._model.result, self._model.params.channel
        crop = crop_around(result.input, window_middle(result, self._model.place), stacks.LARGEST_INPUT)
        self._stack = stack_on(crop.values[channel], self._layers)
        self.grids.show_stack(self._stack, input_colors(result, self._theme))
        self.controls.show_layers(self._layers, self._stack.problem is not None)
        self.presets.show_layers(self._layers)
        self._refresh_words()
        self._arrange()

    def _refresh_words(self) -> None:
        comparisons = [self._translator(sentence) for sentence in self.presets.comparison_sentences()]
        self._note.show_words("&nbsp;&nbsp; ".join(comparisons))
        self.changed.emit()

    # -- the cell that is looked at

    def _looked_at(self) -> tuple[int, int, int]:
        """Return layer, row and column: under the pointer, or else in the middle of the last layer that fits."""
        number, row, column = self._cell or (len(self._stack.maps) - 1, -1, -1)
        rows, columns = self._stack.maps[number].shape
        if row < 0:
            return number, rows // 2, columns // 2
        return number, min(row, rows - 1), min(column, columns - 1)

    def _on_cell(self, number: int, row: int, column: int) -> None:
        if number < len(self._stack.maps):
            self._cell = (number, row, column)
            self.grids.show_cell(*self._looked_at())
            self.changed.emit()

    # -- layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Put the grids above, as large as the rows of controls leave room; where it is tight the presets give way."""
        margin = 32 if self.width() >= 800 else 16
        room, line = self.width() - 2 * margin, min(self._theme.scaled(24), self.height() // 10)
        most = max(40, int(self.height() * 0.16))
        controls = self.controls.fit(room, most)
        presets = self.presets.fit(room, most, self.controls.theme.zoom)
        heights = [(self._note, line), (self.presets, presets)]
        is_tight = self.height() - controls - sum(height + 8 for _, height in heights) < _LEAST_GRIDS
        bottom = self.height() - 8
        for part, height in heights:
            part.setVisible(not is_tight)
            if not is_tight:
                bottom -= height
                part.setGeometry(QRect(margin, bottom, room, height))
                bottom -= 8
        bottom -= controls
        self.controls.setGeometry(QRect(margin, bottom, room, controls))
        self.grids.setGeometry(QRect(margin, 4, room, bottom - 16))
        self.grids.show_cell(*self._looked_at())
