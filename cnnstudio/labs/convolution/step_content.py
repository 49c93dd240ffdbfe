"""What the step view shows of a convolution."""

from __future__ import annotations

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution import sentences
from cnnstudio.labs.convolution.hand_calculation import backward_sum, backward_tables, forward_sum, forward_tables
from cnnstudio.labs.convolution.headings import headings
from cnnstudio.labs.convolution.input_colors import input_colors
from cnnstudio.labs.convolution.kernels import with_value
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.stage.content import Heading
from cnnstudio.widgets.stage.number_colors import Colors, map_colors, signed_colors
from cnnstudio.widgets.stage.reach import is_inside, outputs_of_input
from cnnstudio.widgets.stage.terms import Part, SumEntry, TermTable, number
from cnnstudio.widgets.stage.window_content import WindowContent
from cnnstudio.widgets.theme import Theme


class ConvolutionContent(WindowContent[ConvolutionModel]):
    """Hands the model to the step view; see `widgets.stage.content.StepContent`."""

    lab_id = "convolution"
    title = text("Convolution, step by step")

    @property
    def input(self) -> FloatArray:
        """The channel that is looked at, or its gradient so far."""
        channel = self._model.params.channel
        return self._model.gradients().dx[channel] if self.is_backward else self._model.result.channels[channel]

    @property
    def output(self) -> FloatArray:
        """The map that is looked at, or what comes back to it."""
        if self.is_backward:  # the same for all steps
            return self._model.gradients(self._model.result.before[0].size).delta
        return self._model.result.maps[self._model.params.filter]

    def input_colors(self, theme: Theme) -> Colors:
        """Return the picture's colours; those of a gradient hold for all steps."""
        if not self.is_backward:
            return input_colors(self._model.result, theme)
        complete = self._model.gradients(self._model.result.before[0].size)
        return signed_colors(complete.dx[self._model.params.channel], theme)

    def output_colors(self, theme: Theme) -> Colors:
        """Return a map's colours."""
        return (signed_colors if self.is_backward else map_colors)(self.output, theme)

    def headings(self) -> tuple[Heading, Heading]:
        """Return what stands above input and output."""
        return headings(self._model)

    @property
    def active(self) -> Pair | None:
        """The product that is being added, where it belongs to the slice that is looked at."""
        params = self._model.params
        _, height, width = self._model.trace.inputs.shape
        term = params.terms_added - 1 - params.channel * height * width
        if params.terms is None or params.backward or not 0 <= term < height * width:
            return None
        row, column = divmod(term, width)
        return row, column

    def tables(self, part: Part) -> tuple[TermTable, ...]:
        """Return window, kernel and products; or what kernel and input gain."""
        return (backward_tables if self.is_backward else forward_tables)(self._model, part)

    def sum(self) -> tuple[SumEntry, ...]:
        """Return the lines from the products to the output; or from its gradient to δ."""
        return (backward_sum if self.is_backward else forward_sum)(self._model)

    @property
    def result(self) -> float:
        """The output cell's number, or its δ."""
        return self._model.backward_trace().delta if self.is_backward else self._model.trace.after

    def edit_term(self, role: str, row: int, column: int, value: float) -> None:
        """Change a weight; a kernel that is turned shows the weight that lies there once it is."""
        params = self._model.params
        if params.flip:
            height, width = params.kernel_size
            row, column = height - 1 - row, width - 1 - column
        self._model.put(with_value(params, row, column, value))

    def headline(self) -> Text:
        """Return the sentence above the stage."""
        return sentences.headline(self._model)

    def explanation(self) -> Text:
        """Return the text of the explanation card."""
        return sentences.explanation(self._model)

    def output_words(self, row: int, column: int, value: float) -> Text:
        """Say what an output cell holds."""
        return sentences.output_sentence(row, column, number(value))

    def input_words(self, row: int, column: int) -> Text:
        """Say what an input cell holds and in how many windows it takes part, or that it is padding."""
        fits, value = self.fits, number(float(self.input[row, column]))
        if not is_inside(fits, row, column):
            return sentences.padding_sentence(value)
        windows = int(outputs_of_input(fits, row, column).sum())
        return sentences.covered_sentence(row - fits[0].padding[0], column - fits[1].padding[0], windows, value)

    def term_words(self, role: str, row: int, column: int) -> Text | None:
        """Say what a product or a weight is."""
        if role == "products":
            return sentences.product_sentence(self._model.trace, self._model.params.channel, row, column)
        weight = number(float(self._model.trace.weights[self._model.params.channel, row, column]))
        return sentences.weight_sentence(row, column, weight, self.fits[0].output_size * self.fits[1].output_size)
