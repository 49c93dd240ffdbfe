"""What the lab says: the line above the stage and the explanation, with the numbers of the moment."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import decimals_for, fixed, grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.ops.conv2d_trace import BackwardTrace, CellTrace
from cnnstudio.widgets.stage.terms import DECIMALS, number

ACTIVATION_NAMES = {
    "identity": text("None"),
    "relu": text("ReLU"),
    "leaky_relu": text("Leaky ReLU"),
    "sigmoid": text("Sigmoid"),
    "tanh": text("tanh"),
}
"""What the activations are called where one is chosen."""


def headline(model: ConvolutionModel) -> Text:
    """Return the sentence above the step view."""
    if model.problem is not None:
        return model.problem
    if model.pending:
        return text("The photo is being convolved. The old output stays until the new one is there.")
    if model.params.backward:
        return _backward_headline(model, model.backward_trace())
    if model.params.terms is not None:
        return _product_headline(model, model.trace)
    return _cell_headline(model, model.trace)


def _cell_headline(model: ConvolutionModel, trace: CellTrace) -> Text:
    decimals = trace_decimals(trace)
    values: dict[str, object] = {
        "row": trace.row + 1,
        "column": trace.column + 1,
        "count": trace.products.size,
        "sum": fixed(trace.total, decimals),
        "result": fixed(trace.before, decimals),
        "after": fixed(trace.after, decimals),
    }
    activation = model.result.params.activation
    if activation != "identity" and trace.after != trace.before:
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: {result} before {activation}, <b>{after}</b> after it.",
            activation=ACTIVATION_NAMES[activation],
            **values,
        )
    if trace.bias:
        return text(
            "Row <b>{row}</b>, column <b>{column}</b>: the {count} products add up to <b>{sum}</b>. "
            "The bias leaves <b>{result}</b>.",
            **values,
        )
    return text("Row <b>{row}</b>, column <b>{column}</b>: the {count} products add up to <b>{sum}</b>.", **values)


def _product_headline(model: ConvolutionModel, trace: CellTrace) -> Text:
    term = model.params.terms_added - 1
    decimals = trace_decimals(trace)
    return text(
        "Product {term} of {count}: {value} × {weight} = <b>{product}</b>. Running total <b>{total}</b>.",
        term=term + 1,
        count=trace.products.size,
        value=number(float(trace.inputs.flat[term])),
        weight=number(float(trace.weights.flat[term])),
        product=fixed(float(trace.products.flat[term]), decimals),
        total=fixed(float(trace.running.flat[term]), decimals),
    )


def _backward_headline(model: ConvolutionModel, trace: BackwardTrace) -> Text:
    values = {"row": trace.row + 1, "column": trace.column + 1, "delta": number(trace.delta)}
    if trace.delta == 0:
        return text("Row <b>{row}</b>, column <b>{column}</b>: its gradient is <b>0</b>, so nothing changes.", **values)
    return text(
        "Row <b>{row}</b>, column <b>{column}</b>: its gradient <b>{delta}</b> goes to {count} weights "
        "and {count} inputs.",
        count=trace.dw_share.size,
        **values,
    )


def trace_decimals(trace: CellTrace) -> int:
    """Return how many decimals products and sums are written with: none where all of them are integers."""
    return decimals_for(np.append(trace.products.ravel(), [trace.bias, trace.after]), DECIMALS)


def covered_sentence(row: int, column: int, windows: int, value: str) -> Text:
    """Say of an input cell how many windows it takes part in."""
    values: dict[str, object] = {"row": row + 1, "column": column + 1, "value": value}
    if windows == 1:
        return text(
            "Input row <b>{row}</b>, column <b>{column}</b> is {value}; it takes part in <b>1</b> window.", **values
        )
    return text(
        "Input row <b>{row}</b>, column <b>{column}</b> is {value}; it takes part in <b>{windows}</b> windows.",
        windows=windows,
        **values,
    )


def padding_sentence(value: str) -> Text:
    """Say of a cell that it is padding."""
    return text("This cell is padding: it holds <b>{value}</b> and lies outside the picture.", value=value)


def weight_sentence(row: int, column: int, weight: str, cells: int) -> Text:
    """Say of a weight how many inputs it ever meets."""
    values: dict[str, object] = {"weight": weight, "row": row + 1, "column": column + 1}
    if cells == 1:
        return text(
            "Weight <b>{weight}</b> at row {row}, column {column} meets <b>1</b> cell: there is one window.", **values
        )
    return text(
        "Weight <b>{weight}</b> at row {row}, column {column} meets <b>{cells}</b> cells, one in each window.",
        cells=grouped(cells),
        **values,
    )


def product_sentence(trace: CellTrace, channel: int, row: int, column: int) -> Text:
    """Say of a product what is multiplied, and what has been added up with it."""
    decimals = trace_decimals(trace)
    return text(
        "{value} × {weight} = <b>{product}</b>. With it the running total is <b>{total}</b>.",
        value=number(float(trace.inputs[channel, row, column])),
        weight=number(float(trace.weights[channel, row, column])),
        product=fixed(float(trace.products[channel, row, column]), decimals),
        total=fixed(float(trace.running[channel, row, column]), decimals),
    )


def output_sentence(row: int, column: int, value: str) -> Text:
    """Say of an output cell which number it holds."""
    return text(
        "Output row <b>{row}</b>, column <b>{column}</b> is <b>{value}</b>. Click to go there.",
        row=row + 1,
        column=column + 1,
        value=value,
    )


def explanation(model: ConvolutionModel) -> Text:
    """Return the text of the explanation card."""
    height, width = model.result.fits
    values: dict[str, object] = {
        "rows": model.result.params.kernel_size[0],
        "columns": model.result.params.kernel_size[1],
        "out_height": height.output_size,
        "out_width": width.output_size,
    }
    if model.params.backward:
        return text(
            "The gradient runs back through the same window. Each weight gets δ × the input it met, each input gets "
            "δ × the weight that met it, and the bias gets δ. Over all {out_height} × {out_width} windows these shares "
            "add up to <b>dW</b>, <b>dx</b> and <b>db</b>.",
            **values,
        )
    return text(
        "The {rows} × {columns} kernel is laid on the input. Each number under it is multiplied by the weight that "
        "lies on it; the products and the bias add up to one number of the output. Then the window moves on: "
        "{out_height} × {out_width} places, the same weights at each.",
        **values,
    )
