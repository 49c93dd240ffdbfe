"""One unit of a dense layer, taken apart: forward, what flows into it; backward, what it hands back.

forward   products[d] = x[d] · w[k, d],   output = Σ_d products[d] + b[k]
backward  its share of dw = grad · x,   of dx = grad · w[k],   of db = grad
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.arrays import FloatArray


@dataclass(frozen=True, eq=False)
class DenseTrace:
    """What flows into one output."""

    unit: int
    inputs: FloatArray
    """(D,)."""
    weights: FloatArray
    """(D,) the unit's row."""
    products: FloatArray
    """(D,)."""
    running: FloatArray
    """(D,) the sum after each product."""
    total: float
    bias: float
    output: float


@dataclass(frozen=True, eq=False)
class DenseBackwardTrace:
    """What one output hands back of the gradient that reaches it."""

    unit: int
    grad: float
    dw_share: FloatArray
    """(D,) grad · inputs: all of the gradient of the unit's row."""
    dx_share: FloatArray
    """(D,) grad · weights: one of the K shares that add up to the gradient of the inputs."""


def trace_dense(x: FloatArray, weight: FloatArray, bias: FloatArray, unit: int) -> DenseTrace:
    """Compute one output with all that goes into it.

    Parameters
    ----------
    x
        (D,) inputs of one example.
    weight
        (K, D) one row of weights an output.
    bias
        (K,) added to each output.
    unit
        Which output, 0…K − 1.

    Raises
    ------
    IndexError
        Where there is no such output.

    Examples
    --------
    >>> import numpy as np
    >>> trace = trace_dense(np.array([1.0, 2.0]), np.array([[3.0, 4.0], [0.0, 1.0]]), np.array([0.5, 0.0]), 0)
    >>> trace.products.tolist(), trace.running.tolist(), trace.output
    ([3.0, 8.0], [3.0, 11.0], 11.5)

    """
    weights = _row(weight, unit)
    products = x * weights
    running = products.cumsum()
    total, added = float(running[-1]), float(bias[unit])
    return DenseTrace(
        unit=unit,
        inputs=x.copy(),
        weights=weights,
        products=products,
        running=running,
        total=total,
        bias=added,
        output=total + added,
    )


def trace_dense_backward(x: FloatArray, weight: FloatArray, grad: float, unit: int) -> DenseBackwardTrace:
    """Compute what one output hands back; `grad` is the gradient at it, the others are as for `trace_dense`.

    >>> import numpy as np
    >>> trace = trace_dense_backward(np.array([1.0, 2.0]), np.array([[3.0, 4.0], [0.0, 1.0]]), 10.0, 0)
    >>> trace.dw_share.tolist(), trace.dx_share.tolist()
    ([10.0, 20.0], [30.0, 40.0])
    """
    return DenseBackwardTrace(unit=unit, grad=grad, dw_share=grad * x, dx_share=grad * _row(weight, unit))


def _row(weight: FloatArray, unit: int) -> FloatArray:
    if not 0 <= unit < len(weight):
        raise IndexError(f"the layer has {len(weight)} outputs, none with number {unit}")
    row: FloatArray = weight[unit].copy()
    return row
