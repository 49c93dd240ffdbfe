"""The hand calculation below the grids as tables and lines of words: one output cell, forward and backward."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.labs.convolution.kernels import LEARNED
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import GIVEN
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES, trace_decimals
from cnnstudio.ops.conv2d_trace import CellTrace
from cnnstudio.widgets.stage.terms import Part, SumEntry, TermTable, blanked, number, written

_MOST_CHANNEL_LINES = 4
"""Partial sums are written line by line for so many channels, and for more only that of the one looked at."""

_SHORT, _LONG = 4, 1.25
"""Numbers of more than so many characters need cells so many times wider than high."""

_WIDE = 1.45
"""Cells with two lines of numbers are so much wider than high."""

_WIDEST = 2.2
"""Cells with a product written out are so much wider than high."""


_TIPS = {
    "window": text("The numbers under the window"),
    "kernel": text("The weights. Click one to type, turn the wheel or drag to change it; Enter, Escape"),
    "products": text("Each number times its weight, and the sum so far"),
    "dw": text("What each weight's gradient has gathered, and what it gains at this step"),
    "dx": text("What each input's gradient has gathered, and what it gains at this step"),
}
_CELL_NAMES = {
    "window": text("window row {row}, column {column}: {value}"),
    "kernel": text("kernel row {row}, column {column}: {value}"),
    "products": text("product row {row}, column {column}: {value}"),
    "dw": text("dW row {row}, column {column}: {value}"),
    "dx": text("dx row {row}, column {column}: {value}"),
}


def kernel_name(name: str) -> Text:
    """Return what a preset is called."""
    names = {entry.id: entry.name for entry in PRESETS}
    names |= {LEARNED: text("Learned"), GIVEN: text("Of the network")}
    return names.get(name, text("Own numbers"))


def forward_tables(model: ConvolutionModel, part: Part) -> tuple[TermTable, ...]:
    """Return window, kernel and products of the slice that is looked at."""
    trace, channel = model.trace, model.params.channel
    decimals = trace_decimals(trace)
    shown = part.cut(_is_added(model))
    products = blanked(written(part.cut(trace.products[channel]), decimals), shown)
    running = blanked(written(part.cut(trace.running[channel]), decimals, "Σ "), shown)
    weights, aspect = written(part.cut(trace.weights[channel])), _aspect(model)
    return (
        _table("window", text("Window"), _channel_note(model), part, written(part.cut(trace.inputs[channel]))),
        _table("kernel", text("Kernel"), _kernel_note(model), part, weights, aspect=aspect, sign="×", is_editable=True),
        _table("products", text("Products"), text("and running total Σ"), part, products, running, _WIDE, "="),
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
        _table("dw", text("dW"), dw_note, part, written(part.cut(dw)), dw_gains, _WIDEST),
        _table("dx", text("dx"), dx_note, part, written(part.cut(dx)), dx_gains, _WIDEST),
    )


def _table(
    role: str,
    title: Text,
    note: Text | None,
    part: Part,
    main: tuple[str, ...],
    sub: tuple[str, ...] = (),
    aspect: float = 1.0,
    sign: str = "",
    is_editable: bool = False,
) -> TermTable:
    names = _TIPS[role], _CELL_NAMES[role]
    return TermTable(role, title, note, *names, part, main, sub, aspect, sign, is_editable)


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
    others = text("The other channel") if len(sums) == 2 else text("The other {count} channels", count=len(sums) - 1)
    return [
        SumEntry(text("Channel {number}", number=channel + 1), fixed(sums[channel], decimals)),
        SumEntry(others, fixed(rest, decimals)),
    ]


def _aspect(model: ConvolutionModel) -> float:
    """Return how many times wider than high the kernel's cells are: more where a number such as −0.33 must fit."""
    weights = written(model.trace.weights[model.params.channel])
    return _LONG if max(len(words) for words in weights) > _SHORT else 1.0


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


def _gains(delta: float, factors: FloatArray) -> tuple[str, ...]:
    """Return what each cell gains, as the product it is."""
    return tuple(f"+ {number(delta)} × {number(float(factor))}" for factor in factors.flat)
