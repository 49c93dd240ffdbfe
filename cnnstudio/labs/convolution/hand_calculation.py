"""The hand calculation below the grids as tables and lines of words: one output cell, forward and backward."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import decimals_for, fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.labs.convolution.kernels import LEARNED
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES, DECIMALS, number, trace_decimals
from cnnstudio.ops.conv2d_trace import CellTrace

_MOST_CHANNEL_LINES = 4
"""Partial sums are written line by line for so many channels, and for more only that of the one looked at."""

Number = TypeVar("Number", np.floating[Any], np.bool_)

_SHORT, _LONG = 4, 1.25
"""Numbers of more than so many characters need cells so many times wider than high."""

_WIDE = 1.45
"""Cells with two lines of numbers are so much wider than high."""

_WIDEST = 2.2
"""Cells with a product written out are so much wider than high."""


@dataclass(frozen=True)
class Part:
    """A rectangle of the kernel's cells: all of them, or as many as can be read."""

    top: int
    left: int
    rows: int
    columns: int

    def cut(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return the part's share of (FH, FW) values."""
        return values[self.top : self.top + self.rows, self.left : self.left + self.columns]

    def place(self, row: int, column: int) -> tuple[int, int] | None:
        """Return where a cell of the kernel stands in the part; None where it is outside."""
        row, column = row - self.top, column - self.left
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None

    def containing(self, row: int, column: int) -> Part:
        """Return the part moved as little as shows a cell."""
        top = min(max(self.top, row - self.rows + 1), row)
        left = min(max(self.left, column - self.columns + 1), column)
        return replace(self, top=top, left=left)


@dataclass(frozen=True)
class TermTable:
    """One grid of terms.

    Attributes
    ----------
    role
        "window", "kernel", "products", "dw" or "dx".
    title, note
        What it is, and a quieter word beside it where there is room.
    part
        Which cells of the kernel are shown.
    main, sub
        What stands in each cell, and below it in smaller type; empty where it is not yet computed.
    aspect
        How many times wider than high a cell is.
    sign
        What stands before the grid.

    """

    role: str
    title: Text
    note: Text | None
    part: Part
    main: tuple[str, ...]
    sub: tuple[str, ...] = ()
    aspect: float = 1.0
    sign: str = ""


@dataclass(frozen=True)
class SumEntry:
    """One line of the column sum; the result goes into the output grid."""

    label: Text
    number: str
    rule_above: bool = False
    is_result: bool = False


def kernel_name(name: str) -> Text:
    """Return what a preset is called."""
    names = {entry.id: entry.name for entry in PRESETS}
    return names.get(name, text("Learned") if name == LEARNED else text("Own numbers"))


def forward_tables(model: ConvolutionModel, part: Part) -> tuple[TermTable, ...]:
    """Return window, kernel and products of the slice that is looked at."""
    trace, channel = model.trace, model.params.channel
    decimals = trace_decimals(trace)
    shown = part.cut(_is_added(model)).ravel()
    products = _blanked(_written(part.cut(trace.products[channel]), decimals), shown)
    running = _blanked(_written(part.cut(trace.running[channel]), decimals, "Σ "), shown)
    window = _written(part.cut(trace.inputs[channel]))
    weights = _written(part.cut(trace.weights[channel]))
    return (
        TermTable("window", text("Window"), _channel_note(model), part, window),
        TermTable("kernel", text("Kernel"), _kernel_note(model), part, weights, aspect=_aspect(model), sign="×"),
        TermTable("products", text("Products"), text("and running total Σ"), part, products, running, _WIDE, "="),
    )


def forward_sum(model: ConvolutionModel) -> tuple[SumEntry, ...]:
    """Return the lines from the sum to the output cell."""
    trace, activation = model.trace, model.result.params.activation
    decimals = trace_decimals(trace)
    if model.params.terms is not None and model.params.terms_added < trace.products.size:
        term = model.params.terms_added - 1
        return (SumEntry(text("Sum so far"), fixed(float(trace.running.flat[term]), decimals)),)
    lines = _channel_lines(trace, model.params.channel, decimals)
    lines.append(SumEntry(text("Sum"), fixed(trace.total, decimals), rule_above=bool(lines)))
    lines.append(SumEntry(text("Bias"), fixed(trace.bias, decimals)))
    if activation == "identity":
        lines.append(SumEntry(text("Output"), fixed(trace.after, decimals), rule_above=True, is_result=True))
    else:
        name = ACTIVATION_NAMES[activation]
        before = text("Before {activation}", activation=name)
        lines.append(SumEntry(before, fixed(trace.before, decimals), rule_above=True))
        after = text("After {activation}", activation=name)
        lines.append(SumEntry(after, fixed(trace.after, decimals), is_result=True))
    return tuple(lines)


def backward_tables(model: ConvolutionModel, part: Part) -> tuple[TermTable, ...]:
    """Return what the gradients of kernel and input have gathered, and the product each cell gains at this step."""
    trace, channel, so_far = model.backward_trace(), model.params.channel, model.gradients()
    dw = so_far.dw[channel]
    if model.result.params.flip:  # as the weights lie on the window
        dw = dw[::-1, ::-1]
    dx = so_far.dx[channel][np.ix_(trace.rows, trace.columns)]
    dw_gains = _gains(trace.delta, part.cut(trace.inputs[channel]))
    dx_gains = _gains(trace.delta, part.cut(trace.weights[channel]))
    dw_note, dx_note = text("so far + δ × window"), text("so far + δ × kernel")
    return (
        TermTable("dw", text("dW"), dw_note, part, _written(part.cut(dw)), dw_gains, _WIDEST),
        TermTable("dx", text("dx"), dx_note, part, _written(part.cut(dx)), dx_gains, _WIDEST),
    )


def backward_sum(model: ConvolutionModel) -> tuple[SumEntry, ...]:
    """Return the lines from the output's gradient to δ and the bias's gradient."""
    trace, so_far = model.backward_trace(), model.gradients()
    lines = [SumEntry(text("Gradient dy"), number(trace.grad))]
    activation = model.result.params.activation
    if activation != "identity":
        name = ACTIVATION_NAMES[activation]
        lines.append(SumEntry(text("× slope of {activation}", activation=name), number(trace.slope)))
    lines.append(SumEntry(text("δ"), number(trace.delta), rule_above=activation != "identity", is_result=True))
    lines.append(SumEntry(text("db so far"), number(so_far.db)))
    return tuple(lines)


def _channel_lines(trace: CellTrace, channel: int, decimals: int) -> list[SumEntry]:
    sums = [float(value) for value in trace.channel_sums]
    if len(sums) == 1:
        return []
    if len(sums) <= _MOST_CHANNEL_LINES:
        return [
            SumEntry(text("Channel {number}", number=place + 1), fixed(value, decimals))
            for place, value in enumerate(sums)
        ]
    rest = sum(sums) - sums[channel]
    return [
        SumEntry(text("Channel {number}", number=channel + 1), fixed(sums[channel], decimals)),
        SumEntry(text("The other {count} channels", count=len(sums) - 1), fixed(rest, decimals)),
    ]


def _aspect(model: ConvolutionModel) -> float:
    """Return how many times wider than high the kernel's cells are: more where a number such as −0.33 must fit."""
    written = _written(model.trace.weights[model.params.channel])
    return _LONG if max(len(words) for words in written) > _SHORT else 1.0


def _is_added(model: ConvolutionModel) -> NDArray[np.bool_]:
    """Return which (FH, FW) products of the slice that is looked at have been added."""
    height, width = model.trace.inputs.shape[1:]
    before = model.params.channel * height * width
    return np.arange(before, before + height * width).reshape(height, width) < model.params.terms_added


def _channel_note(model: ConvolutionModel) -> Text | None:
    channels = len(model.trace.inputs)
    if channels == 1:
        return None
    return text("channel {here} of {count}", here=model.params.channel + 1, count=channels)


def _kernel_note(model: ConvolutionModel) -> Text:
    shown = model.result.params
    name = kernel_name(shown.presets[model.params.filter])
    return text("{name}, turned by 180°", name=name) if shown.flip else name


def _written(values: FloatArray, decimals: int | None = None, sign: str = "") -> tuple[str, ...]:
    places = decimals_for(values, DECIMALS) if decimals is None else decimals
    return tuple(f"{sign}{fixed(float(value), places)}" for value in values.flat)


def _blanked(written: tuple[str, ...], shown: NDArray[np.bool_]) -> tuple[str, ...]:
    """Return the words with those left out that do not stand there yet."""
    return tuple(words if is_shown else "" for words, is_shown in zip(written, shown, strict=True))


def _gains(delta: float, factors: FloatArray) -> tuple[str, ...]:
    """Return what each cell gains, as the product it is."""
    return tuple(f"+ {number(delta)} × {number(float(factor))}" for factor in factors.flat)
