"""The rectifier: what is below zero becomes zero, and so does the gradient there.

    y = max(0, x),   dx = grad where x > 0, else 0

Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def relu(x: FloatArray) -> FloatArray:
    """Return max(0, x), cell by cell, for an array of any shape.

    >>> relu(np.array([-1.5, 0.0, 2.0])).tolist()
    [0.0, 0.0, 2.0]
    """
    return np.maximum(x, 0)


def relu_backward(grad: FloatArray, x: FloatArray) -> FloatArray:
    """Let the gradient through where x is above zero; at zero itself, where there is no slope, nothing, as PyTorch.

    Parameters
    ----------
    grad
        Gradient at the output of `relu`.
    x
        As given to `relu`.

    Returns
    -------
    The gradient at x, in its shape.

    Examples
    --------
    >>> relu_backward(np.array([5.0, 6.0, 7.0]), np.array([-1.5, 0.0, 2.0])).tolist()
    [0.0, 0.0, 7.0]

    """
    return np.where(x > 0, grad, grad.dtype.type(0))
