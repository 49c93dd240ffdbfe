"""Cross-entropy of softmax: how little of the target's probability the logits foresee.

    L = −Σ_k t[k] · log p[k],   p = softmax(z);     for a one-hot target simply −log of the true class's probability
    ∂L/∂z = p − t

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 6.2.2.3.
"""

from __future__ import annotations

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.softmax import log_softmax, softmax


def cross_entropy(logits: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the cross-entropy of each example; the loss of a batch is their mean.

    Parameters
    ----------
    logits
        (…, K) scores z, before the softmax: so that no logarithm of 0 is ever taken.
    targets
        (…, K) probabilities that add up to 1, one-hot or not.

    Returns
    -------
    (…) one number an example.

    Examples
    --------
    >>> import numpy as np
    >>> cross_entropy(np.array([2.2, 1.39, 0.85]), np.array([1.0, 0.0, 0.0])).round(3).item()
    0.533

    """
    losses: FloatArray = cross_entropy_terms(logits, targets).sum(axis=-1)
    return losses


def cross_entropy_terms(logits: FloatArray, targets: FloatArray) -> FloatArray:
    """Return what each class adds to the cross-entropy, −t · log p, (…, K).

    >>> import numpy as np
    >>> cross_entropy_terms(np.array([0.0, 0.0]), np.array([0.75, 0.25])).round(3).tolist()
    [0.52, 0.173]
    """
    # Written so, a class with target 0 adds 0.0 and not -0.0.
    return targets * (0 - log_softmax(logits))


def cross_entropy_backward(logits: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the gradient of each example's cross-entropy at its logits, p − t.

    Parameters
    ----------
    logits, targets
        As given to `cross_entropy`.

    Returns
    -------
    (…, K) gradients; divided by the number of examples, those of the batch's mean.

    Examples
    --------
    >>> import numpy as np
    >>> cross_entropy_backward(np.array([2.2, 1.39, 0.85]), np.array([1.0, 0.0, 0.0])).round(2).tolist()
    [-0.41, 0.26, 0.15]

    """
    return softmax(logits) - targets
