"""The dense layer: every output is a weighted sum of all inputs.

y[n, k] = b[k] + Σ_d  x[n, d] · w[k, d]
"""

from __future__ import annotations

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
