"""Softmax: scores of any size become probabilities that add up to one.

    p[k] = e^z[k] / Σ_j e^z[j]

Source: Bridle, "Probabilistic interpretation of feedforward classification network outputs" (1990).
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def softmax(logits: FloatArray) -> FloatArray:
    """Return the probabilities of (…, K) logits along the last axis.

    The largest logit is subtracted first: the result is the same, and no exponential overflows.

    >>> softmax(np.array([2.2, 1.39, 0.85])).round(2).tolist()
    [0.59, 0.26, 0.15]
    """
    exponentials = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: FloatArray = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return shares
