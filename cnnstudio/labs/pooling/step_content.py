"""What the step view shows of a pooling."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling import cell_sentences, explanations, sentences
from cnnstudio.labs.pooling.hand_calculation import (
    backward_sum,
    backward_tables,
    forward_sum,
    forward_tables,
    largest_so_far,
)
from cnnstudio.labs.pooling.headings import headings
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.stage.content import Heading
from cnnstudio.widgets.stage.number_colors import Colors, map_colors, picture_colors, signed_colors
from cnnstudio.widgets.stage.reach import is_inside, outputs_of_input
from cnnstudio.widgets.stage.terms import Part, SumEntry, TermTable, number
from cnnstudio.widgets.stage.window_content import WindowContent
from cnnstudio.widgets.theme import Theme


class PoolingContent(WindowContent[PoolingModel]):
    """Hands the model to the step view; see `widgets.stage.content.StepContent`."""

    lab_id = "pooling"
    title = text("Pooling, step by step")

    @property
    def input(self) -> FloatArray:
        """The map that is looked at, or its gradient so far."""
        return self._model.gradients().dx if self.is_backward else self._model.result.channels[self._channel]

    @property
    def output(self) -> FloatArray:
        """The pooled map, or what comes back to it."""
        if self.is_backward:  # the same for all steps
            return self._model.gradients(self._model.result.output[0].size).grad
        return self._model.result.maps[self._channel]

    @property
    def _channel(self) -> int:
        return self._model.params.channel

    def input_colors(self, theme: Theme) -> Colors:
        """Return the colours of a drawing or of a feature map; those of a gradient hold for all steps."""
        if self.is_backward:
            return signed_colors(self._model.gradients(self._model.result.output[0].size).dx, theme)
        shown = self._model.result
        if shown.params.source == "specimen":
            return picture_colors(shown.input, theme)
        return map_colors(shown.input[self._channel], theme)

    def output_colors(self, theme: Theme) -> Colors:
        """Return the input's colours: what goes on looks as it did."""
        return signed_colors(self.output, theme) if self.is_backward else self.input_colors(theme)

    def headings(self) -> tuple[Heading, Heading]:
        """Return what stands above input and output."""
        return headings(self._model)

    @property
    def marks(self) -> tuple[Ring, ...]:
        """The winner's cell, or that of the largest value so far."""
        trace = self._model.trace
        if trace.winner is None:
            return ()
        row, column = largest_so_far(self._model)
        return (Ring(trace.rows[row], trace.columns[column], kind="winner"),)

    @property
    def active(self) -> Pair | None:
        """The value that is being taken, else the winner."""
        if self._model.params.terms is None or self.is_backward:
            return self._model.trace.winner
        row, column = divmod(self._model.terms_added - 1, self.term_size[1])
        return row, column

    def tables(self, part: Part) -> tuple[TermTable, ...]:
        """Return the window, for L2 with its squares; or what its cells are handed."""
        return (backward_tables if self.is_backward else forward_tables)(self._model, part)

    def sum(self) -> tuple[SumEntry, ...]:
        """Return the lines from the window to the output, or from its gradient to the shares."""
        return (backward_sum if self.is_backward else forward_sum)(self._model)

    @property
    def result(self) -> float:
        """The output cell's number, or its gradient."""
        return self._model.backward_trace().grad if self.is_backward else self._model.trace.output

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return sentences.headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return explanations.explanation(self._model)

    def output_words(self, row: int, column: int, value: float) -> Text:
        """Say what an output cell holds."""
        return cell_sentences.output_sentence(row, column, number(value))

    def input_words(self, row: int, column: int) -> Text:
        """Say what an input cell holds and in how many windows it wins, or that it is padding."""
        model, fits = self._model, self.fits
        if not is_inside(fits, row, column):
            return cell_sentences.padding_sentence(model.result.params.kind, model.result.params.count_include_pad)
        value = number(float(self.input[row, column]))
        windows = int(outputs_of_input(fits, row, column).sum())
        wins = None
        if model.result.params.kind == "max":
            place = row * fits[1].padded_size + column
            wins = int(np.count_nonzero(model.result.winners(self._channel) == place))
        row, column = row - fits[0].padding[0], column - fits[1].padding[0]
        return cell_sentences.input_sentence(row, column, value, windows, wins)

    def term_words(self, role: str, row: int, column: int) -> Text | None:
        """Say of a value under the window where it stands in the input."""
        rows, columns = self.window
        return self.input_words(rows[row], columns[column])
