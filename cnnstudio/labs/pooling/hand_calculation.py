"""The hand calculation below the grids as tables and lines of words: one output cell, forward and backward."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.sentences import output_decimals, trace_decimals
from cnnstudio.ops.pooling2d_trace import PoolBackwardTrace, PoolTrace
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.stage.terms import Part, SumEntry, TermTable, blanked, number, written

_WIDE = 1.45
"""Cells with two lines of numbers are so much wider than high."""

_WIDEST = 2.2
"""Cells with a product written out are so much wider than high."""

_TIPS = {
    "window": text("The numbers under the window; padding is hatched"),
    "squares": text("Each number times itself, and the sum so far"),
    "dx": text("What each input's gradient has gathered, and what it gains at this step"),
}
_CELL_NAMES = {
    "window": text("window row {row}, column {column}: {value}"),
    "squares": text("square row {row}, column {column}: {value}"),
    "dx": text("dx row {row}, column {column}: {value}"),
}


def forward_tables(model: PoolingModel, part: Part) -> tuple[TermTable, ...]:
    """Return the window with its winner so far, with its running sum, or with its squares beside it."""
    trace, kind = model.trace, model.result.params.kind
    decimals = trace_decimals(trace)
    taken = part.cut(_is_taken(model))
    window = written(part.cut(trace.inputs), decimals)
    running = blanked(written(part.cut(trace.running), decimals, "Σ "), taken)
    if kind == "average":
        note = text("and running total Σ")
        return (_table("window", text("Window"), note, part, window, running, _WIDE),)
    if kind == "l2":
        squares = blanked(written(part.cut(trace.terms), decimals), taken)
        note = text("and running total Σ")
        return (
            _table("window", text("Window"), None, part, window),
            _table("squares", text("Squares"), note, part, squares, running, _WIDE, "→"),
        )
    return (_table("window", text("Window"), text("the largest wins"), part, window),)


def forward_sum(model: PoolingModel) -> tuple[SumEntry, ...]:
    """Return the lines from the window to the output cell."""
    trace, kind = model.trace, model.result.params.kind
    decimals = trace_decimals(trace)
    if model.terms_added < trace.terms.size:
        so_far = number(float(trace.running.flat[model.terms_added - 1]), decimals)
        label = {"max": text("Largest so far"), "average": text("Sum so far"), "l2": text("Squares so far")}[kind]
        return (SumEntry(label, so_far),)
    if kind == "max":
        return (SumEntry(text("Largest"), number(trace.output, output_decimals(trace)), is_result=True),)
    total, output = number(trace.total, decimals), number(trace.output, output_decimals(trace))
    if kind == "average":
        return (
            SumEntry(text("Sum"), total),
            SumEntry(text("÷ count"), str(trace.count)),
            SumEntry(text("Output"), output, rule_above=True, is_result=True),
        )
    return (
        SumEntry(text("Sum of squares"), total),
        SumEntry(text("Root"), output, rule_above=True, is_result=True),
    )


def largest_so_far(model: PoolingModel) -> Pair:
    """Return where in the window the largest of the values taken so far stands, the first of equals."""
    trace = model.trace
    row, column = divmod(int(np.argmax(trace.inputs.ravel()[: model.terms_added])), trace.inputs.shape[1])
    return row, column


def backward_tables(model: PoolingModel, part: Part) -> tuple[TermTable, ...]:
    """Return what the gradient of the input has gathered under the window, and what each cell gains at this step."""
    trace, forward = model.backward_trace(), model.trace
    gathered = part.cut(model.gradients().dx[np.ix_(trace.rows, trace.columns)])
    kind = model.result.params.kind
    gains = _gains(trace, forward, kind, part)
    notes = {
        "max": text("so far + dy to the winner"),
        "average": text("so far + dy ÷ count"),
        "l2": text("so far + dy × value ÷ root"),
    }
    aspect = _WIDEST if kind == "l2" else _WIDE
    return (_table("dx", text("dx"), notes[kind], part, written(gathered), gains, aspect),)


def backward_sum(model: PoolingModel) -> tuple[SumEntry, ...]:
    """Return the lines from the output's gradient to what a cell is handed."""
    trace, forward, kind = model.backward_trace(), model.trace, model.result.params.kind
    grad = SumEntry(text("Gradient dy"), number(trace.grad))
    if kind == "max":
        return grad, SumEntry(text("To the winner"), number(trace.grad), rule_above=True, is_result=True)
    if kind == "average":
        share = SumEntry(text("To each cell"), number(trace.grad / forward.count), rule_above=True, is_result=True)
        return grad, SumEntry(text("÷ count"), str(forward.count)), share
    slope = trace.grad / forward.output if forward.output else 0.0
    return (
        grad,
        SumEntry(text("÷ root"), number(forward.output)),
        SumEntry(text("× each value"), number(slope), rule_above=True, is_result=True),
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
) -> TermTable:
    names = _TIPS[role], _CELL_NAMES[role]
    return TermTable(role, title, note, *names, part, main, sub, aspect, sign)


def _is_taken(model: PoolingModel) -> NDArray[np.bool_]:
    """Return which (FH, FW) values of the window have been taken."""
    shape = model.trace.terms.shape
    return np.arange(model.trace.terms.size).reshape(shape) < model.terms_added


def _gains(trace: PoolBackwardTrace, forward: PoolTrace, kind: str, part: Part) -> tuple[str, ...]:
    """Return what each cell gains; for L2 as the product it is."""
    if kind != "l2" or forward.output == 0:
        return tuple(f"+ {number(float(share))}" for share in part.cut(trace.share).flat)
    grad, root = number(trace.grad), number(forward.output)
    return tuple(f"+ {grad} × {number(float(value))} ÷ {root}" for value in part.cut(forward.inputs).flat)
