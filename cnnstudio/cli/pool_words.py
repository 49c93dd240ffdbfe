"""What `cnnstudio pool` prints for people: sizes with their formula, tables, and hand calculations."""

from __future__ import annotations

from cnnstudio.cli.conv_words import plain, print_columns, print_maps, size_formula
from cnnstudio.cli.pool_answer import PoolAnswer
from cnnstudio.core.numbers import MINUS
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.pooling.sentences import percent
from cnnstudio.ops.pooling2d_trace import PoolTrace


def print_answer(answer: PoolAnswer, say: Translator) -> None:
    """Print the maps, and what else was asked for."""
    height, width = answer.fits
    print(f"{say(text('Height'))}  {size_formula(height)}")
    print(f"{say(text('Width'))}  {size_formula(width)}")
    share = percent(answer.dropped)
    if answer.params.kind == "max":
        print(say(text("{share} % of the input's cells win nowhere and are dropped.", share=share)))
    else:
        print(say(text("{share} % of the input's cells lie under no window.", share=share)))
    print_maps(text("Output"), answer.maps, say)
    if answer.trace is not None:
        _print_trace(answer.trace, answer.params.kind, say)
    if answer.backward_trace is not None:
        grad = plain(answer.backward_trace.grad)
        heading = text("share of the gradient {grad} that each cell of the window is handed", grad=grad)
        print_maps(heading, answer.backward_trace.share[None, None], say)
    if answer.dx is not None:
        print_maps(text("Gradient of the input, dx"), answer.dx[(None,) * (4 - answer.dx.ndim)], say)


def _print_trace(trace: PoolTrace, kind: str, say: Translator) -> None:
    """Print each value with the largest or the sum so far, then the output."""
    print("\n" + say(text("Row {row}, column {column}, counted from 0", row=trace.row, column=trace.column)))
    lines = [["", "", say(text("largest")) if kind == "max" else "Σ"]]
    for value, term, so_far in zip(trace.inputs.flat, trace.terms.flat, trace.running.flat, strict=True):
        squared = f"² = {_written(float(term))}" if kind == "l2" else ""
        lines.append([_written(float(value)), squared, _written(float(so_far))])
    print_columns(lines)
    total, output = plain(trace.total), plain(trace.output)
    if kind == "average":
        print(f"{total} ÷ {trace.count} = {output}")
    elif kind == "l2":
        print(f"√{total} = {output}")


def _written(value: float) -> str:
    return f"{MINUS}∞" if value == -float("inf") else plain(value)
