"""Squared error: half the sum of the squared differences between outputs and targets.

    L = ½ Σ_k (t[k] − o[k])²,   ∂L/∂o = o − t

Where the outputs are o = softmax(z), the gradient has to pass through the softmax, too:

    ∂L/∂z[k] = o[k] · (d[k] − Σ_j d[j] · o[j]),   d = o − t

With o[k] near 0 or 1 little of it is left, however wrong the answer: a network learns slower by it than by the
cross-entropy, whose gradient at z is o − t itself.

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), sections 6.2.1.1 and 6.2.2.3.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.softmax import softmax, softmax_backward


def squared_error(outputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return ½ Σ (t − o)² of each example; the loss of a batch is their mean.

    Parameters
    ----------
    outputs
        (…, K) what the network answered.
    targets
        (…, K) what it should have answered.

    Returns
    -------
    (…) one number an example.

    Examples
    --------
    >>> squared_error(np.array([0.5, 0.5]), np.array([1.0, 0.0])).item()
    0.25

    """
    errors: FloatArray = squared_error_terms(outputs, targets).sum(axis=-1)
    return errors


def squared_error_terms(outputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return what each class adds to the error, ½ (t − o)², (…, K).

    >>> squared_error_terms(np.array([0.5, 0.0]), np.array([1.0, 0.0])).tolist()
    [0.125, 0.0]
    """
    terms: FloatArray = np.square(targets - outputs) / 2
    return terms


def squared_error_backward(outputs: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the gradient of each example's error at its outputs, o − t, (…, K).

    >>> squared_error_backward(np.array([0.5, 0.5]), np.array([1.0, 0.0])).tolist()
    [-0.5, 0.5]
    """
    return outputs - targets


def squared_error_logit_gradient(logits: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the gradient at the logits of the squared error between softmax and targets.

    Parameters
    ----------
    logits
        (…, K) scores z; the outputs compared are softmax(z).
    targets
        (…, K) as given to `squared_error`.

    Returns
    -------
    (…, K) gradients.

    Examples
    --------
    Sure and wrong: next to nothing is left of a gradient that is (1, −1) for the cross-entropy.

    >>> squared_error_logit_gradient(np.array([8.0, 0.0]), np.array([0.0, 1.0])).round(4).tolist()
    [0.0007, -0.0007]

    """
    outputs = softmax(logits)
    return softmax_backward(squared_error_backward(outputs, targets), outputs)
