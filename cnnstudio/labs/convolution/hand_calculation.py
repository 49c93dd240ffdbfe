"""The hand calculation below the grids as tables and lines of words: one output cell, forward and backward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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

_WIDE = 1.45
"""Cells with two lines of numbers are so much wider than high."""


@dataclass(frozen=True)
class TermTable:
    """One grid of terms.

    Attributes
    ----------
    role
        "window", "kernel", "products", "dw" or "dx".
    title, note
        What it is, and a quieter word beside it.
    rows, columns
        As many as the kernel has.
    main, sub
        What stands in each cell, and below it in smaller type; empty where it is not yet computed.
    aspect
        How many times wider than high a cell is.
    sign
        What stands before the grid.

    """

    role: str
    title: Text
    note: Text
    rows: int
    columns: int
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


def forward_tables(model: ConvolutionModel) -> tuple[TermTable, ...]:
    """Return window, kernel and products of the slice that is looked at."""
    trace, channel = model.trace, model.params.channel
    rows, columns = trace.inputs.shape[1:]
    shown = trace.inputs[channel].size if model.params.terms is None else _terms_here(model)
    decimals = trace_decimals(trace)
    products = _written(trace.products[channel], decimals)[:shown]
    running = tuple(f"Σ {value}" for value in _written(trace.running[channel], decimals)[:shown])
    blank = ("",) * (rows * columns - shown)
    return (
        TermTable(
            "window", text("Window"), _channel_note(trace, channel), rows, columns, _written(trace.inputs[channel])
        ),
        TermTable(
            "kernel", text("Kernel"), _kernel_note(model), rows, columns, _written(trace.weights[channel]), sign="×"
        ),
        TermTable(
            "products",
            text("Products"),
            text("and running total Σ"),
            rows,
            columns,
            products + blank,
            running + blank,
            _WIDE,
            "=",
        ),
    )


def forward_sum(model: ConvolutionModel) -> tuple[SumEntry, ...]:
    """Return the lines from the sum to the output cell."""
    trace, activation = model.trace, model.result.params.activation
    decimals = trace_decimals(trace)
    if model.params.terms is not None and model.params.terms_added < trace.products.size:
        term = model.params.terms_added - 1
        return (SumEntry(text("Sum so far"), fixed(float(trace.running.flat[term]), decimals)),)
    lines = [*_channel_lines(trace, model.params.channel, decimals)]
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


def backward_tables(model: ConvolutionModel) -> tuple[TermTable, ...]:
    """Return the window and what the kernel's gradient gains, the kernel and what the input's gradient gains."""
    trace, channel = model.backward_trace(), model.params.channel
    rows, columns = trace.inputs.shape[1:]
    so_far = model.gradients()
    window_dx = so_far.dx[channel][np.ix_(trace.rows, trace.columns)]
    note = _channel_note(trace, channel)
    return (
        TermTable("window", text("Window"), note, rows, columns, _written(trace.inputs[channel])),
        TermTable(
            "dw",
            text("dW"),
            text("so far, + δ × window"),
            rows,
            columns,
            _written(so_far.dw[channel]),
            _gains(trace.dw_share[channel]),
            _WIDE,
            "→",
        ),
        TermTable("kernel", text("Kernel"), _kernel_note(model), rows, columns, _written(trace.weights[channel])),
        TermTable(
            "dx",
            text("dx"),
            text("so far, + δ × kernel"),
            rows,
            columns,
            _written(window_dx),
            _gains(trace.dx_share[channel]),
            _WIDE,
            "→",
        ),
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


def _terms_here(model: ConvolutionModel) -> int:
    """Return how many products of the slice that is looked at have been added."""
    per_channel = model.trace.inputs[0].size
    return min(max(model.params.terms_added - model.params.channel * per_channel, 0), per_channel)


def _channel_note(trace: object, channel: int) -> Text:
    channels = len(trace.inputs)  # type: ignore[attr-defined]
    return text("channel {here} of {count}", here=channel + 1, count=channels) if channels > 1 else text("")


def _kernel_note(model: ConvolutionModel) -> Text:
    shown = model.result.params
    name = kernel_name(shown.presets[model.params.filter])
    return text("{name}, turned by 180°", name=name) if shown.flip else name


def _written(values: FloatArray, decimals: int | None = None) -> tuple[str, ...]:
    places = decimals_for(values, DECIMALS) if decimals is None else decimals
    return tuple(fixed(float(value), places) for value in values.flat)


def _gains(shares: FloatArray) -> tuple[str, ...]:
    """Return shares with their sign, as what is added."""
    return tuple(written if written.startswith("−") else f"+{written}" for written in _written(shares))
