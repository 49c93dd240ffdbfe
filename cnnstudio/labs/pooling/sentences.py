"""What the lab says: the line above the stage and the explanation, with the numbers of the moment."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import decimals_for, fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.ops.pooling2d_trace import PoolBackwardTrace, PoolTrace
from cnnstudio.widgets.stage.terms import DECIMALS, number

KIND_NAMES = {"max": text("Max"), "average": text("Average"), "l2": text("L2")}
"""What the poolings are called where one is chosen."""


def trace_decimals(trace: PoolTrace) -> int:
    """Return how many decimals values and sums are written with: none where all of them are integers."""
    return decimals_for(trace.terms.ravel(), DECIMALS)


def output_decimals(trace: PoolTrace) -> int:
    """Return how many decimals the output is written with: as many as its terms, more where it is no integer."""
    return decimals_for(np.append(trace.terms.ravel(), trace.output), DECIMALS)


def percent(share: float) -> str:
    """Return a share as a number of per cent, with one decimal where it is not whole.

    >>> percent(0.75), percent(0.3333)
    ('75', '33.3')
    """
    hundredths = round(100 * share, 1)
    return fixed(hundredths, decimals_for(np.array([hundredths]), 1))


def headline(model: PoolingModel) -> Text:
    """Return the sentence above the step view."""
    if model.problem is not None:
        return model.problem
    if model.pending:
        return text("The maps are being pooled. The old output stays until the new one is there.")
    if model.params.backward:
        return _backward_headline(model)
    if model.params.terms is not None:
        return _term_headline(model)
    return _cell_headline(model)


def _cell_headline(model: PoolingModel) -> Text:
    trace = model.trace
    decimals = trace_decimals(trace)
    values: dict[str, object] = {
        "row": trace.row + 1,
        "column": trace.column + 1,
        "count": trace.count,
        "sum": number(trace.total, decimals),
        "result": number(trace.output, output_decimals(trace)),
    }
    kind = model.result.params.kind
    if trace.count == 1 and kind != "l2":
        return text("Row <b>{row}</b>, column <b>{column}</b>: only one number is there, <b>{result}</b>.", **values)
    if kind == "average":
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: {count} numbers add up to {sum}. "
            "{sum} ÷ {count} = <b>{result}</b>.",
            **values,
        )
    if kind == "l2" and trace.count == 1:
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: only one square is there, {sum}. Its root is <b>{result}</b>.",
            **values,
        )
    if kind == "l2":
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: {count} squares add up to {sum}. Its root is <b>{result}</b>.",
            **values,
        )
    equal = int(np.count_nonzero(trace.counted & (trace.inputs == trace.output)))
    if equal > 1:
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: the largest of {count} numbers is <b>{result}</b>. "
            "{equal} cells hold it, the first wins.",
            equal=equal,
            **values,
        )
    return text(
        "Row <b>{row}</b>, column <b>{column}</b>: the largest of {count} numbers is <b>{result}</b>.", **values
    )


def _term_headline(model: PoolingModel) -> Text:
    trace, place = model.trace, model.terms_added - 1
    decimals = trace_decimals(trace)
    running = float(trace.running.flat[place])
    values: dict[str, object] = {
        "term": place + 1,
        "count": trace.terms.size,
        "value": number(float(trace.inputs.flat[place]), decimals),
        "square": number(float(trace.terms.flat[place]), decimals),
        "total": number(running, decimals),
    }
    if not trace.counted.flat[place]:
        return text("Value {term} of {count} is padding: it does not take part.", **values)
    if model.result.params.kind == "average":
        return text("Value {term} of {count}: {value}. Running total <b>{total}</b>.", **values)
    if model.result.params.kind == "l2":
        return text("Value {term} of {count}: {value}² = {square}. Running total <b>{total}</b>.", **values)
    if running == trace.inputs.flat[place] and (place == 0 or running > trace.running.flat[place - 1]):
        return text("Value {term} of {count}: <b>{value}</b> is the largest so far.", **values)
    return text("Value {term} of {count}: {value}. The largest so far stays <b>{total}</b>.", **values)


def _backward_headline(model: PoolingModel) -> Text:
    trace = model.backward_trace()
    values: dict[str, object] = {"row": trace.row + 1, "column": trace.column + 1, "grad": number(trace.grad)}
    if trace.grad == 0:
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: the gradient is <b>0</b>. Nothing is handed on.", **values
        )
    if model.result.params.kind == "max":
        return _winner_headline(model, trace)
    if model.result.params.kind == "average":
        if model.trace.count == 1:
            return text("The gradient <b>{grad}</b> goes to the only cell that is there.", **values)
        share = number(trace.grad / model.trace.count)
        return text(
            "The gradient <b>{grad}</b> is shared: each of the {count} cells gets <b>{share}</b>.",
            count=model.trace.count,
            share=share,
            **values,
        )
    root = model.trace.output
    if root == 0:
        return text("All numbers under the window are 0, so the root hands on nothing.")
    return text(
        "The gradient <b>{grad}</b> is split by size: each cell gets {grad} × its value ÷ {root}.",
        root=number(root),
        **values,
    )


def _winner_headline(model: PoolingModel, trace: PoolBackwardTrace) -> Text:
    assert trace.winner is not None
    row, column = trace.winner
    (top, _), (left, _) = (axis.padding for axis in model.result.fits)
    values: dict[str, object] = {
        "grad": number(trace.grad),
        "row": trace.rows[row] - top + 1,
        "column": trace.columns[column] - left + 1,
    }
    others = model.trace.count - 1
    if others == 0:
        return text("The gradient <b>{grad}</b> goes to row <b>{row}</b>, column <b>{column}</b>.", **values)
    if others == 1:
        return text(
            "The gradient <b>{grad}</b> goes to the winner at row <b>{row}</b>, column <b>{column}</b>; "
            "the other one gets 0.",
            **values,
        )
    return text(
        "The gradient <b>{grad}</b> goes to the winner at row <b>{row}</b>, column <b>{column}</b>; "
        "the other {others} get 0.",
        others=others,
        **values,
    )
