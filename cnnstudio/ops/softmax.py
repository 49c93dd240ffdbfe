"""Softmax: scores of any size become probabilities that add up to one.

    p[k] = e^(z[k] / T) / Σ_j e^(z[j] / T)
    log p[k] = z[k] / T − log Σ_j e^(z[j] / T)

A temperature T above 1 evens the probabilities out, one below 1 sharpens them.

Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990); for the
temperature, Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network" (2015), section 2.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def softmax(logits: FloatArray, temperature: float = 1.0) -> FloatArray:
    """Return the probabilities of (…, K) logits along the last axis.

    The largest logit is subtracted first: the result is the same, and no exponential overflows.

    Raises
    ------
    ValueError
        Where the temperature is not above 0.

    Examples
    --------
    >>> softmax(np.array([2.2, 1.39, 0.85])).round(2).tolist()
    [0.59, 0.26, 0.15]
    >>> softmax(np.array([2.2, 1.39, 0.85]), temperature=10).round(2).tolist()
    [0.36, 0.33, 0.31]

    """
    exponentials = np.exp(_shifted(logits, temperature))
    shares: FloatArray = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return shares


def softmax_backward(grad: FloatArray, probabilities: FloatArray, temperature: float = 1.0) -> FloatArray:
    """Hand the gradient at the probabilities back to the logits.

        dz[k] = p[k] · (grad[k] − Σ_j grad[j] · p[j]) / T

    Parameters
    ----------
    grad
        (…, K) gradient at the probabilities.
    probabilities
        (…, K) what `softmax` answered.
    temperature
        As given to `softmax`.

    Returns
    -------
    (…, K) gradient at the logits; it adds up to 0, for all logits raised alike change nothing.

    Examples
    --------
    >>> softmax_backward(np.array([1.0, 0.0]), np.array([0.75, 0.25])).tolist()
    [0.1875, -0.1875]

    """
    mean = (grad * probabilities).sum(axis=-1, keepdims=True)
    dlogits: FloatArray = probabilities * (grad - mean) / temperature
    return dlogits


def log_softmax(logits: FloatArray, temperature: float = 1.0) -> FloatArray:
    """Return the logarithms of the probabilities of (…, K) logits, exact even where a probability rounds to 0.

    Raises
    ------
    ValueError
        Where the temperature is not above 0.

    Examples
    --------
    >>> log_softmax(np.array([2.2, 1.39, 0.85])).round(3).tolist()
    [-0.533, -1.343, -1.883]
    >>> log_softmax(np.array([2000.0, 0.0])).tolist()
    [0.0, -2000.0]

    """
    shifted = _shifted(logits, temperature)
    logarithms: FloatArray = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return logarithms


def log_softmax_backward(grad: FloatArray, log_probabilities: FloatArray, temperature: float = 1.0) -> FloatArray:
    """Hand the gradient at the logarithms back to the logits.

        dz[k] = (grad[k] − p[k] · Σ_j grad[j]) / T

    Parameters
    ----------
    grad
        (…, K) gradient at the logarithms.
    log_probabilities
        (…, K) what `log_softmax` answered.
    temperature
        As given to `log_softmax`.

    Returns
    -------
    (…, K) gradient at the logits.

    Examples
    --------
    >>> log_softmax_backward(np.array([-1.0, 0.0]), np.log([0.75, 0.25])).round(6).tolist()
    [-0.25, 0.25]

    """
    dlogits: FloatArray = (grad - np.exp(log_probabilities) * grad.sum(axis=-1, keepdims=True)) / temperature
    return dlogits


def check_temperature(temperature: float) -> None:
    """Raise ValueError unless the temperature is above 0."""
    if not temperature > 0:
        raise ValueError(f"the temperature must be above 0, not {temperature}")


def _shifted(logits: FloatArray, temperature: float) -> FloatArray:
    """Return (z − max z) / T: at most 0, so that e to its power is at most 1."""
    check_temperature(temperature)
    shifted: FloatArray = (logits - logits.max(axis=-1, keepdims=True)) / temperature
    return shifted
