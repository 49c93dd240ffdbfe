"""What `cnnstudio conv` prints for people: sizes with their formula, tables, and hand calculations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnstudio.cli.conv_answer import ConvAnswer
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.ops.conv2d_trace import BackwardTrace, CellTrace
from cnnstudio.ops.window import AxisFit

_LARGEST_TABLE = 10_000
"""Cells up to which a map is printed whole."""


def print_answer(answer: ConvAnswer, say: Translator) -> None:
    """Print the maps, and what else was asked for."""
    height, width = answer.setting.fits
    print(f"{say(text('Height'))}  {size_formula(height)}")
    print(f"{say(text('Width'))}  {size_formula(width)}")
    print_maps(text("Output"), answer.maps, say)
    if answer.trace is not None:
        _print_trace(answer.trace, answer.setting.activation, say)
    if answer.backward_trace is not None:
        _print_backward_trace(answer.backward_trace, say)
    if answer.gradients is not None:
        print_maps(text("Gradient of the input, dx"), answer.gradients.dx, say)
        dw = answer.setting.like_kernel(answer.gradients.dw)
        print_maps(text("Gradient of the kernel, dw"), dw[(None,) * (4 - dw.ndim)], say)
        print_maps(text("Gradient of the bias, db"), answer.gradients.db[None, None, None], say)


def size_formula(axis: AxisFit) -> str:
    """Return the formula of the output size with its numbers.

    >>> size_formula(AxisFit(input_size=7, kernel_size=3, stride=2, padding=(1, 1)))
    '⌊(7 − 3 + 1 + 1) / 2⌋ + 1 = 4'
    """
    before, after = axis.padding
    room = f"{axis.input_size} {MINUS} {axis.extent} + {before} + {after}"
    return f"⌊({room}) / {axis.stride}⌋ + 1 = {axis.output_size}"


def plain(value: float) -> str:
    """Return a number with at most six digits that count.

    >>> plain(2.0), plain(-0.5), plain(1 / 3), plain(-0.0)
    ('2', '−0.5', '0.333333', '0')
    """
    return f"{value + 0.0:.6g}".replace("-", MINUS)


def table(numbers: FloatArray) -> str:
    """Return (H, W) numbers as lines of columns, aligned at the right.

    >>> print(table(np.array([[1.0, -10.0], [0.5, 2.0]])))
      1  −10
    0.5    2
    """
    cells = [[plain(float(value)) for value in row] for row in numbers]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)


def print_maps(name: Text, maps: FloatArray, say: Translator) -> None:
    """Print (N, K, H, W) maps, each under its number where there are several."""
    numbers, filters = maps.shape[:2]
    for number, filter_ in np.ndindex(numbers, filters):
        heading = say(name)
        if numbers > 1:
            heading = say(text("{heading}, image {number}", heading=heading, number=number))
        if filters > 1:
            heading = say(text("{heading}, map {number}", heading=heading, number=filter_))
        map_ = maps[number, filter_]
        print(f"\n{heading}")
        print(table(map_) if map_.size <= _LARGEST_TABLE else say(_summary(map_)))


def _summary(map_: FloatArray) -> Text:
    """Return what to say of a map that is too large to be printed."""
    return text(
        "{rows} × {columns} numbers from {low} to {high}. --json prints all of them.",
        rows=map_.shape[0],
        columns=map_.shape[1],
        low=plain(float(map_.min())),
        high=plain(float(map_.max())),
    )


def _print_trace(trace: CellTrace, activation: str, say: Translator) -> None:
    """Print each product with the sum so far, then bias and activation."""
    print("\n" + say(text("Row {row}, column {column}, counted from 0", row=trace.row, column=trace.column)))
    terms = np.stack([trace.inputs, trace.weights, trace.products, trace.running], axis=-1).reshape(-1, 4).tolist()
    lines = [
        [plain(value), f"× {plain(weight)}", f"= {plain(product)}", plain(so_far)]
        for value, weight, product, so_far in terms
    ]
    print_columns([["", "", "", "Σ"], *lines])
    if len(trace.channel_sums) > 1:
        sums = " + ".join(plain(float(value)) for value in trace.channel_sums)
        print(say(text("channel sums: {sums} = {total}", sums=sums, total=plain(trace.total))))
    values = {"total": plain(trace.total), "bias": plain(trace.bias), "before": plain(trace.before)}
    print(say(text("sum {total} + bias {bias} = {before}", **values)))
    if activation != "identity":
        print(f"{activation}({plain(trace.before)}) = {plain(trace.after)}")


def _print_backward_trace(trace: BackwardTrace, say: Translator) -> None:
    """Print what the cell hands back, and how it comes about."""
    values = {"grad": plain(trace.grad), "slope": plain(trace.slope), "delta": plain(trace.delta)}
    print("\n" + say(text("δ = gradient {grad} × slope {slope} = {delta}", **values)))
    print_maps(text("share of dw: δ × inputs"), trace.dw_share[None], say)
    print_maps(text("share of dx: δ × weights"), trace.dx_share[None], say)


def print_columns(lines: Sequence[Sequence[str]]) -> None:
    """Print lines of words in columns, aligned at the right."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
