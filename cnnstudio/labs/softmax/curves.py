"""The losses and their gradients over the probability of the true class, and the two classes' curves over their score.

The rest of the probability is spread over the other classes in the proportion that they have now.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.softmax.computation import LARGEST_SCORE, SoftmaxResult
from cnnstudio.ops.activations import sigmoid
from cnnstudio.ops.binary_cross_entropy import binary_cross_entropy, binary_cross_entropy_backward
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnstudio.ops.softmax import log_softmax, softmax
from cnnstudio.ops.squared_error import squared_error, squared_error_logit_gradient

_POINTS = 241
_EDGE = 1e-6
"""The curves begin and end so near 0 and 1, where cross-entropy and scores have no bounds."""


@dataclass(frozen=True, eq=False)
class LossCurves:
    """(n,) losses, and gradients at the true class's score, over its probability."""

    probability: FloatArray
    cross_entropy: FloatArray
    squared_error: FloatArray
    gradient: FloatArray
    squared_error_gradient: FloatArray


def loss_curves(result: SoftmaxResult) -> LossCurves:
    """Return the curves on which the result's losses and gradients lie."""
    probability = np.clip(np.linspace(0, 1, _POINTS), _EDGE, 1 - _EDGE)
    target, hot, temperature = result.target, result.one_hot, result.trace.temperature
    others = np.delete(result.trace.scaled, target)
    # Scores whose softmax has that probability at the true class, and the others' proportion.
    scores = np.insert(np.tile(log_softmax(others), (_POINTS, 1)), target, 0.0, axis=1)
    scores[:, target] = np.log(probability) - np.log1p(-probability)
    return LossCurves(
        probability=probability,
        cross_entropy=cross_entropy(scores, hot),
        squared_error=squared_error(softmax(scores), hot),
        gradient=cross_entropy_backward(scores, hot)[:, target] / temperature,
        squared_error_gradient=squared_error_logit_gradient(scores, hot)[:, target] / temperature,
    )


def score_for(result: SoftmaxResult, probability: float) -> float:
    """Return the score with which the true class has a probability, the other scores staying as they are.

    >>> from cnnstudio.labs.softmax.computation import compute
    >>> round(score_for(compute((2.2, 1.39, 0.85)), 0.5), 3)
    1.849
    """
    probability = min(max(probability, _EDGE), 1 - _EDGE)
    others = np.delete(result.trace.scaled, result.target)
    rest = float(others.max() + math.log(np.exp(others - others.max()).sum()))
    score = result.trace.temperature * (rest + math.log(probability) - math.log1p(-probability))
    return min(max(score, -LARGEST_SCORE), LARGEST_SCORE)


@dataclass(frozen=True, eq=False)
class TwoClasses:
    """(n,) numbers of the two-class case over the score z.

    Attributes
    ----------
    score
        z, the score of class 1; that of class 0 is 0.
    sigmoid
        σ(z).
    softmax
        (n, 2) probabilities of the classes 1 and 0: the softmax of (z, 0).
    losses
        (2, n) binary cross-entropy where class 0 is true, and where class 1 is.
    gradients
        (2, n) σ(z) − t likewise.

    """

    score: FloatArray
    sigmoid: FloatArray
    softmax: FloatArray
    losses: FloatArray
    gradients: FloatArray


def two_classes(score: FloatArray) -> TwoClasses:
    """Return what follows from (n,) scores of class 1.

    >>> case = two_classes(np.array([0.0]))
    >>> case.sigmoid.tolist(), case.softmax.tolist(), case.losses.round(3).tolist()
    ([0.5], [[0.5, 0.5]], [[0.693], [0.693]])
    """
    answers = np.array([[0.0], [1.0]])
    return TwoClasses(
        score=score,
        sigmoid=sigmoid(score),
        softmax=softmax(np.stack([score, np.zeros_like(score)], axis=-1)),
        losses=binary_cross_entropy(score, answers),
        gradients=binary_cross_entropy_backward(score, answers),
    )
