"""From scores to probabilities, losses and gradients: what lab and command line compute.

p = softmax(z / T),   t = one-hot target
cross-entropy −Σ t log p,   KL divergence Σ t log(t / p),   squared error ½ Σ (t − p)²
gradients at the scores z:  (p − t) / T,  and that of the squared error, which has to pass through the softmax
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import fixed, grouped
from cnnstudio.core.texts import text
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnstudio.ops.kl_divergence import kl_divergence
from cnnstudio.ops.one_hot import one_hot
from cnnstudio.ops.softmax_trace import SoftmaxTrace, trace_softmax
from cnnstudio.ops.squared_error import squared_error, squared_error_logit_gradient

LARGEST_SCORE = 1e6
"""Scores beyond which no table can show what happens to them."""

TOO_LARGE = text(
    "Scores go from {least} to {most}. Choose smaller ones.",
    least=grouped(-int(LARGEST_SCORE)),
    most=grouped(int(LARGEST_SCORE)),
)

TEMPERATURES = (0.001, 1000.0)


@dataclass(frozen=True, eq=False)
class SoftmaxResult:
    """What follows from the scores.

    Attributes
    ----------
    trace
        Every number of the softmax, in the plain and in the safe form.
    target
        The true class.
    one_hot
        (K,) 1 at the true class.
    cross_entropy, kl_divergence, squared_error
        The losses.
    gradient, squared_error_gradient
        (K,) what cross-entropy and squared error hand back to the scores.

    """

    trace: SoftmaxTrace
    target: int
    one_hot: FloatArray
    cross_entropy: float
    kl_divergence: float
    squared_error: float
    gradient: FloatArray
    squared_error_gradient: FloatArray

    @property
    def probabilities(self) -> FloatArray:
        """(K,) by the safe form, which always works."""
        return self.trace.probabilities

    @property
    def winner(self) -> int:
        """The likeliest class."""
        return int(self.probabilities.argmax())

    @property
    def plain_form_fails(self) -> bool:
        """Whether the plain form, in which nothing is subtracted, cannot be divided by its sum."""
        return self.trace.overflows or bool(np.isnan(self.trace.naive_probabilities).any())


def compute(logits: Sequence[float] | FloatArray, target: int = 0, temperature: float = 1.0) -> SoftmaxResult:
    """Return probabilities, losses and gradients of (K,) scores.

    Raises
    ------
    UserError
        Where the scores, the target or the temperature mean nothing.

    Examples
    --------
    >>> result = compute((2.2, 1.39, 0.85), target=0)
    >>> result.probabilities.round(2).tolist(), round(result.cross_entropy, 3)
    ([0.59, 0.26, 0.15], 0.533)

    """
    scores = checked_scores(logits)
    check_target(target, len(scores))
    check_temperature(temperature)
    trace = trace_softmax(scores, temperature)
    hot = one_hot(target, len(scores))
    entropy = float(cross_entropy(trace.scaled, hot))
    divergence = float(kl_divergence(hot, trace.probabilities))
    return SoftmaxResult(
        trace=trace,
        target=target,
        one_hot=hot,
        cross_entropy=entropy,
        # Where the probability is too small to be written, its logarithm is not: a one-hot target has no entropy of
        # its own, so that divergence and cross-entropy are the same number.
        kl_divergence=divergence if math.isfinite(divergence) else entropy,
        squared_error=float(squared_error(trace.probabilities, hot)),
        gradient=cross_entropy_backward(trace.scaled, hot) / temperature,
        squared_error_gradient=squared_error_logit_gradient(trace.scaled, hot) / temperature,
    )


def checked_scores(logits: Sequence[float] | FloatArray) -> FloatArray:
    """Return the scores as float64; raises UserError unless there are at least two, and all of them numbers."""
    scores = np.asarray(logits, np.float64)
    if scores.ndim != 1:
        raise UserError(text("Scores are one row of numbers, such as 2.2 1.39 0.85."))
    if len(scores) < 2:
        raise UserError(
            text(
                "Softmax compares classes: give at least two scores, such as 2.2 1.39. You gave {count}.",
                count=len(scores),
            )
        )
    if not np.isfinite(scores).all():
        raise UserError(text("Every score must be a number; infinity and “not a number” cannot be compared."))
    if np.abs(scores).max() > LARGEST_SCORE:
        raise UserError(TOO_LARGE)
    return scores


def check_target(target: int, classes: int) -> None:
    """Raise UserError unless the target is one of the classes."""
    if not 0 <= target < classes:
        raise UserError(
            text("There is no class {target}. Choose one from 0 to {last}.", target=fixed(target, 0), last=classes - 1)
        )


def check_temperature(temperature: float) -> None:
    """Raise UserError unless scores can be divided by the temperature."""
    if math.isfinite(temperature) and temperature <= 0:
        raise UserError(text("The temperature must be above 0: the scores are divided by it. Choose 1, for example."))
    if not TEMPERATURES[0] <= temperature <= TEMPERATURES[1]:
        raise UserError(text("The temperature is a number from 0.001 to 1000. Choose 1, for example."))
