"""What the unrolled view says, with the numbers of the moment."""

from __future__ import annotations

from cnnstudio.core.numbers import MINUS, grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.labs.convolution.unrolled import Mark, Unrolled
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.stage.terms import number


def headline(unrolled: Unrolled) -> Text:
    """Say how few weights the connections share."""
    return text(
        "<b>{links}</b> connections share <b>{weights}</b> weights; a dense layer would have <b>{dense}</b>.",
        links=grouped(len(unrolled.links)),
        weights=unrolled.kernel.size,
        dense=grouped(unrolled.matrix.size),
    )


def output_sentence(unrolled: Unrolled, output: int) -> Text:
    """Say what flows into an output node."""
    row, column = divmod(output, unrolled.output.shape[1])
    return text(
        "Output row <b>{row}</b>, column <b>{column}</b> is joined to {count} of {inputs} inputs: <b>{value}</b>.",
        row=unrolled.first_output[0] + row + 1,
        column=unrolled.first_output[1] + column + 1,
        count=unrolled.kernel.size,
        inputs=unrolled.input.size,
        value=number(float(unrolled.output[row, column])),
    )


def input_sentence(unrolled: Unrolled, input_: int) -> Text:
    """Say what an input node feeds."""
    count = sum(link.input == input_ for link in unrolled.links)
    return text(
        "This input, <b>{value}</b>, is joined to <b>{count}</b> of {outputs} outputs.",
        value=number(float(unrolled.input.flat[input_])),
        count=count,
        outputs=unrolled.output.size,
    )


def weight_sentence(unrolled: Unrolled, kernel_cell: Pair) -> Text:
    """Say how many connections have the weight of a kernel cell."""
    row, column = kernel_cell
    return text(
        "The weight <b>{weight}</b> at kernel row {row}, column {column} lies on <b>{count}</b> connections.",
        weight=number(float(unrolled.kernel[row, column])),
        row=(unrolled.kernel_row or 0) + row + 1,
        column=column + 1,
        count=unrolled.output.size,
    )


def mark_sentence(unrolled: Unrolled, mark: Mark) -> Text:
    """Say what is pointed at."""
    if isinstance(mark.place, tuple):
        return weight_sentence(unrolled, mark.place)
    return output_sentence(unrolled, mark.place) if mark.kind == "output" else input_sentence(unrolled, mark.place)


def colors_sentence() -> Text:
    """Say what the colours mean."""
    return text("Same colour and dashes: same weight. Orange is negative, purple positive.")


def piece_sentence(unrolled: Unrolled, channel: int, channels: int) -> Text:
    """Say which part of the layer is unrolled."""
    height, width = unrolled.input.shape
    values: dict[str, object] = {"height": height, "width": width, "channel": channel + 1, "channels": channels}
    if unrolled.is_whole and channels == 1:
        return text("All {height} × {width} cells of the input with its padding.", **values)
    if unrolled.is_whole:
        return text("All {height} × {width} cells of channel {channel} of {channels}.", **values)
    if unrolled.kernel_row is not None:
        return text(
            "One row of the kernel, row {kernel_row}, on {width} cells of one row of the input.",
            kernel_row=unrolled.kernel_row + 1,
            **values,
        )
    if channels == 1:
        return text("A piece of {height} × {width} cells around the window.", **values)
    return text("A piece of {height} × {width} cells around the window, channel {channel} of {channels}.", **values)


def equality_sentence(unrolled: Unrolled) -> Text:
    """Say how well the product agrees with the sliding window, and how empty the matrix is."""
    return text(
        "Same as sliding: largest difference {difference}. {links} of {cells} cells hold a weight, the rest 0.",
        difference=_tiny(unrolled.difference),
        links=grouped(len(unrolled.links)),
        cells=grouped(unrolled.matrix.size),
    )


def explanation(result: ConvolutionResult) -> Text:
    """Return the text of the explanation card."""
    inputs, outputs = result.input.size, result.output_size[0] * result.output_size[1]
    return text(
        "A convolution is a dense layer with most connections cut and the rest sharing weights: y = T · x, and T "
        "repeats the kernel along its diagonals. For this whole input a dense layer would need {inputs} × {outputs} = "
        "<b>{dense}</b> weights a map; the kernel has <b>{weights}</b>.",
        inputs=grouped(inputs),
        outputs=grouped(outputs),
        dense=grouped(inputs * outputs),
        weights=result.params.term_count,
    )


def _tiny(value: float) -> str:
    """Return a difference as it is written: 0.0, or one digit and a power of ten."""
    return "0.0" if value == 0 else f"{value:.0e}".replace("-", MINUS)
