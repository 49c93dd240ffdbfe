"""Kullback-Leibler divergence: how far the answered probabilities p are from the target's t.

    D(t ‖ p) = Σ_k t[k] · log(t[k] / p[k]),   0 · log 0 = 0
             = cross-entropy − Σ_k −t[k] · log t[k]

The last sum, the target's own entropy, is 0 for a one-hot target: then divergence and cross-entropy are the same.

Source: Kullback and Leibler, "On information and sufficiency" (1951); Goodfellow, Bengio, Courville, "Deep Learning"
(2016), equation 3.50.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def kl_divergence(targets: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return the divergence of each example; infinite where a possible class was given no probability.

    Parameters
    ----------
    targets
        (…, K) probabilities t that add up to 1.
    probabilities
        (…, K) probabilities p, as `softmax` gives them.

    Returns
    -------
    (…) one number an example.

    Examples
    --------
    >>> kl_divergence(np.array([1.0, 0.0]), np.array([0.5, 0.5])).round(3).item()
    0.693
    >>> kl_divergence(np.array([0.5, 0.5]), np.array([0.5, 0.5])).item()
    0.0

    """
    divergences: FloatArray = kl_divergence_terms(targets, probabilities).sum(axis=-1)
    return divergences


def kl_divergence_terms(targets: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return what each class adds to the divergence, t · log(t / p), (…, K); a term may be below 0, the sum is not.

    >>> kl_divergence_terms(np.array([1.0, 0.0]), np.array([0.5, 0.5])).round(3).tolist()
    [0.693, 0.0]
    """
    possible = targets > 0
    with np.errstate(divide="ignore"):  # log 0 = −∞ is the answer here
        logarithms = np.log(targets, where=possible, out=np.zeros_like(targets)) - np.log(probabilities)
    return np.where(possible, targets, 0) * np.where(possible, logarithms, 0)


def kl_divergence_backward(targets: FloatArray, probabilities: FloatArray) -> FloatArray:
    """Return the gradient of each example's divergence at its probabilities, −t / p.

    Handed on through `softmax_backward`, it becomes p − t, as for the cross-entropy.

    Parameters
    ----------
    targets, probabilities
        As given to `kl_divergence`.

    Returns
    -------
    (…, K) gradients; 0 where the target is 0, infinite where only the probability is.

    Examples
    --------
    >>> kl_divergence_backward(np.array([1.0, 0.0]), np.array([0.5, 0.5])).tolist()
    [-2.0, 0.0]

    """
    possible = targets > 0
    with np.errstate(divide="ignore"):
        return np.divide(0 - targets, probabilities, where=possible, out=np.zeros_like(targets))
