"""What the lab says of the losses and of their gradients."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.softmax.computation import SoftmaxResult
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.writing import loss, share_of, times

LOSS_NAMES = {
    "cross_entropy": text("Cross-entropy"),
    "kl_divergence": text("KL divergence"),
    "squared_error": text("Squared error"),
}

FORMULAS = {"cross_entropy": "−Σ t ln o", "kl_divergence": "Σ t ln (t / o)", "squared_error": "½ Σ (t − o)²"}
"""t is the target, o the output: the probabilities."""

_MOST_SQUARES = 3


def calculation(name: str, result: SoftmaxResult) -> str:
    """Return a loss as its formula with the numbers of the moment.

    >>> from cnnstudio.labs.softmax.computation import compute
    >>> result = compute((2.2, 1.39, 0.85))
    >>> for name in FORMULAS:
    ...     print(calculation(name, result))
    −1 · ln 0.587
    1 · ln (1 / 0.587)
    ½ (0.413² + 0.261² + 0.152²)
    """
    output = true_share(result)
    if name == "cross_entropy":
        return f"−1 · ln {output}"
    if name == "kl_divergence":
        return f"1 · ln (1 / {output})"
    errors = np.abs(result.one_hot - result.probabilities)
    if len(errors) > _MOST_SQUARES:
        return f"½ · {fixed(float(np.square(errors).sum()), 3)}"
    return f"½ ({' + '.join(fixed(float(error), 3) + '²' for error in errors)})"


def true_share(result: SoftmaxResult) -> str:
    """Return the probability of the true class as it is written, however small it is."""
    return share_of(-result.cross_entropy)


def pull_ratio(result: SoftmaxResult) -> float | None:
    """Return how many times harder cross-entropy pulls at the true score than the squared error.

    None where neither pulls, infinity where only cross-entropy does.
    """
    hard, soft = abs(float(result.gradient[result.target])), abs(float(result.squared_error_gradient[result.target]))
    if hard == 0:
        return None
    return hard / soft if soft else float("inf")


def loss_headline(model: SoftmaxModel) -> Text:
    """Return the sentence above the losses."""
    if model.problem is not None:
        return model.problem
    result = model.result
    return text(
        "True class <b>{name}</b>, probability {share}: cross-entropy <b>{loss}</b>, squared error <b>{error}</b>.",
        name=model.class_names[result.target],
        share=true_share(result),
        loss=loss(result.cross_entropy),
        error=loss(result.squared_error),
    )


def speed_sentence(result: SoftmaxResult) -> Text:
    """Say which loss learns faster here, and why."""
    ratio = pull_ratio(result)
    if ratio is None:
        return text("The answer is right and sure: neither loss pulls at the scores any more.")
    if np.isinf(ratio):
        return text(
            "So near 0 the squared error does not pull at all; cross-entropy pulls with <b>{gradient}</b>.",
            gradient=loss(float(result.gradient[result.target])),
        )
    if float(result.probabilities[result.target]) < 0.1:
        return text(
            "Sure and wrong: the squared error hardly pulls at the true score, cross-entropy <b>{ratio}</b> times "
            "as hard.",
            ratio=times(ratio),
        )
    return text(
        "Cross-entropy pulls at the true score <b>{ratio}</b> times as hard as the squared error; near "
        "probability 0 only it still pulls.",
        ratio=times(ratio),
    )


def captions(model: SoftmaxModel) -> tuple[Text, ...]:
    """Say below the curves what they and the bars rest on."""
    said = (
        text("Curves: the other classes share the rest as they do now."),
        text("Orange bars: a larger score lowers the loss."),
    )
    if not model.calculation.fails:
        return said
    return (text("The plain form fails on these scores; the losses are those of the safe form."), *said)


def loss_explanation(model: SoftmaxModel) -> Text:
    """Return the text of the explanation card."""
    result = model.result
    return text(
        "The target is <b>one-hot</b>: 1 for the true class, 0 for the others. Cross-entropy is −ln {share} = "
        "<b>{loss}</b>; KL divergence is the same, because a one-hot target has no uncertainty of its own. Its "
        "gradient at the scores is simply <b>o − t</b>. That of the squared error is multiplied by the slope of the "
        "softmax, which vanishes where the answer is sure, even if it is wrong.",
        share=true_share(result),
        loss=loss(result.cross_entropy),
    )
