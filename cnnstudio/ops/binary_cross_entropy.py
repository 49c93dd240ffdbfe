"""Cross-entropy for a yes-or-no question, answered by one logit through the sigmoid.

    L = −t · log σ(z) − (1 − t) · log(1 − σ(z))
      = max(z, 0) − t · z + log(1 + e^−|z|)          the same, but nothing overflows
    ∂L/∂z = σ(z) − t

It is the cross-entropy of a softmax over the two logits (z, 0).

Source: TensorFlow, tf.nn.sigmoid_cross_entropy_with_logits; Goodfellow, Bengio, Courville, "Deep Learning" (2016),
section 6.2.2.2.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.activations import sigmoid


def binary_cross_entropy(logits: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the loss of each answer; the loss of a batch is their mean.

    Parameters
    ----------
    logits
        (…) scores z: above 0 says yes.
    targets
        (…) 1 for yes, 0 for no, or a probability between.

    Returns
    -------
    (…) one number an answer.

    Examples
    --------
    >>> binary_cross_entropy(np.array([0.0, 1000.0]), np.array([1.0, 0.0])).round(3).tolist()
    [0.693, 1000.0]

    """
    losses: FloatArray = np.maximum(logits, 0) - targets * logits + np.log1p(np.exp(-np.abs(logits)))
    return losses


def binary_cross_entropy_backward(logits: FloatArray, targets: FloatArray) -> FloatArray:
    """Return the gradient of each loss at its logit, σ(z) − t, in the shape of the logits.

    >>> binary_cross_entropy_backward(np.array([0.0, 1000.0]), np.array([1.0, 0.0])).tolist()
    [-0.5, 1.0]
    """
    return sigmoid(logits) - targets
