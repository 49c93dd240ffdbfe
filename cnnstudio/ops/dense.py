"""The dense layer: every output is a weighted sum of all inputs.

    y[n, k] = b[k] + Σ_d  x[n, d] · w[k, d]

    dx[n, d] = Σ_k  grad[n, k] · w[k, d]
    dw[k, d] = Σ_n  grad[n, k] · x[n, d]
    db[k] = Σ_n  grad[n, k]

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 6.5, algorithm 6.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.arrays import FloatArray


def dense(x: FloatArray, weight: FloatArray, bias: FloatArray | None = None) -> FloatArray:
    """Return x · wᵀ + b.

    Parameters
    ----------
    x
        (N, D) inputs.
    weight
        (K, D) one row of weights an output.
    bias
        (K,) added to each output.

    Returns
    -------
    (N, K) outputs.

    Examples
    --------
    >>> import numpy as np
    >>> dense(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [0.0, 1.0]]), np.array([0.5, 0.0])).tolist()
    [[11.5, 2.0]]

    """
    y = x @ weight.T
    return y if bias is None else y + bias


@dataclass(frozen=True, eq=False)
class DenseGradients:
    """What a dense layer hands back: the gradients of its inputs, its weights and its bias, in their shapes."""

    dx: FloatArray
    dw: FloatArray
    db: FloatArray


def dense_backward(grad: FloatArray, x: FloatArray, weight: FloatArray) -> DenseGradients:
    """Hand the gradient at the outputs back to inputs, weights and bias.

    Parameters
    ----------
    grad
        (N, K) gradient at the outputs.
    x, weight
        As given to `dense`.

    Examples
    --------
    >>> import numpy as np
    >>> x, weight = np.array([[1.0, 2.0]]), np.array([[3.0, 4.0], [0.0, 1.0]])
    >>> gradients = dense_backward(np.array([[1.0, 10.0]]), x, weight)
    >>> gradients.dx.tolist(), gradients.dw.tolist(), gradients.db.tolist()
    ([[3.0, 14.0]], [[1.0, 2.0], [10.0, 20.0]], [1.0, 10.0])

    """
    return DenseGradients(dx=grad @ weight, dw=grad.T @ x, db=grad.sum(axis=0))
