"""One output cell of a convolution, taken apart: forward, what flows into it; backward, what it hands back.

    forward   products = inputs · weights,   before = Σ products + b,   after = f(before)
    backward  δ = grad · f'(before),   its share of dW = δ · inputs,   of dx = δ · weights,   of db = δ

The sum over all cells of these shares is the gradient: "one window at a time".

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 9.5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.window import Pair, axis_fits, check_fits, size_of


@dataclass(frozen=True, eq=False)
class CellTrace:
    """What flows into one output cell; the window's cells as (C, FH, FW)."""

    row: int
    column: int
    rows: tuple[int, ...]
    """The FH rows of the padded input that the window meets."""
    columns: tuple[int, ...]
    """The FW columns of the padded input that the window meets."""
    inputs: FloatArray
    weights: FloatArray
    """As they lie on the window: turned by 180° for the convolution of the mathematicians."""
    products: FloatArray
    running: FloatArray
    """The sum so far after each product, in reading order, channel by channel."""
    channel_sums: FloatArray
    """(C,) sums of the products."""
    total: float
    bias: float
    before: float
    """The sum with the bias, before the activation."""
    after: float
    """The output cell itself."""


@dataclass(frozen=True, eq=False)
class BackwardTrace:
    """What one output cell hands back; the window's cells as (C, FH, FW)."""

    row: int
    column: int
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    grad: float
    """The gradient given at the output cell."""
    slope: float
    """Of the activation, at the cell's sum."""
    delta: float
    """grad · slope, the cell's share of the bias's gradient."""
    inputs: FloatArray
    weights: FloatArray
    """As they lie on the window."""
    dw_share: FloatArray
    """δ · inputs, in the kernel's own order."""
    dx_share: FloatArray
    """δ · weights, as they lie on the window."""


def trace_cell(
    padded: FloatArray,
    weight: FloatArray,
    bias: float,
    row: int,
    column: int,
    stride: int | Pair = 1,
    dilation: int | Pair = 1,
    flip: bool = False,
    activation: str = "identity",
) -> CellTrace:
    """Compute one output cell with all that goes into it; the cost does not grow with the picture.

    Parameters
    ----------
    padded
        (C, PH, PW) picture with its padding, see `pad2d`.
    weight
        (C, FH, FW) kernel.
    bias
        Added to the sum.
    row, column
        Of the output cell.
    stride, dilation, flip
        As for `conv2d`.
    activation
        A name in `ACTIVATIONS`.

    Raises
    ------
    ValueError
        Where the kernel does not fit.
    IndexError
        Where the output has no such cell.

    Examples
    --------
    >>> trace = trace_cell(np.arange(9.0).reshape(1, 3, 3), np.array([[[1.0, 0.0], [0.0, -1.0]]]), 0.5, 1, 1)
    >>> trace.rows, trace.columns, trace.products.tolist(), trace.after
    ((1, 2), (1, 2), [[[4.0, 0.0], [0.0, -8.0]]], -3.5)

    """
    rows, columns = _places(padded, weight, row, column, stride, dilation)
    inputs = padded[:, rows.start : rows.stop : rows.step, columns.start : columns.stop : columns.step].copy()
    weights = weight[:, ::-1, ::-1].copy() if flip else weight.copy()
    products = inputs * weights
    running = products.cumsum().reshape(products.shape)
    total = float(running[-1, -1, -1])
    before = total + bias
    return CellTrace(
        row=row,
        column=column,
        rows=tuple(rows),
        columns=tuple(columns),
        inputs=inputs,
        weights=weights,
        products=products,
        running=running,
        channel_sums=products.sum(axis=(1, 2)),
        total=total,
        bias=bias,
        before=before,
        after=float(ACTIVATIONS[activation].function(np.asarray(before))),
    )


def trace_cell_backward(
    padded: FloatArray,
    weight: FloatArray,
    bias: float,
    grad: float,
    row: int,
    column: int,
    stride: int | Pair = 1,
    dilation: int | Pair = 1,
    flip: bool = False,
    activation: str = "identity",
) -> BackwardTrace:
    """Compute what one output cell hands back of the gradient that reaches it.

    Parameters
    ----------
    grad
        The gradient at the output cell, after the activation.
    padded, weight, bias, row, column, stride, dilation, flip, activation
        As for `trace_cell`.

    Raises
    ------
    ValueError, IndexError
        As `trace_cell` does.

    Examples
    --------
    >>> x, weight = np.arange(9.0).reshape(1, 3, 3), np.array([[[1.0, 0.0], [0.0, -1.0]]])
    >>> trace = trace_cell_backward(x, weight, 0.5, 2.0, 1, 1)
    >>> trace.delta, trace.dw_share.tolist(), trace.dx_share.tolist()
    (2.0, [[[8.0, 10.0], [14.0, 16.0]]], [[[2.0, 0.0], [0.0, -2.0]]])

    """
    forward = trace_cell(padded, weight, bias, row, column, stride, dilation, flip, activation)
    slope = float(ACTIVATIONS[activation].derivative(np.asarray(forward.before)))
    delta = grad * slope
    dw_share = delta * forward.inputs
    return BackwardTrace(
        row=row,
        column=column,
        rows=forward.rows,
        columns=forward.columns,
        grad=grad,
        slope=slope,
        delta=delta,
        inputs=forward.inputs,
        weights=forward.weights,
        dw_share=dw_share[:, ::-1, ::-1] if flip else dw_share,
        dx_share=delta * forward.weights,
    )


def _places(
    padded: FloatArray, weight: FloatArray, row: int, column: int, stride: int | Pair, dilation: int | Pair
) -> tuple[range, range]:
    """Return the rows and the columns of the padded picture that the window meets."""
    fits = axis_fits(size_of(padded), size_of(weight), stride, dilation=dilation)
    check_fits(fits)
    height, width = fits
    if not (0 <= row < height.output_size and 0 <= column < width.output_size):
        raise IndexError(f"the output has {height.output_size}×{width.output_size} cells, none at ({row}, {column})")
    return height.met(row), width.met(column)
