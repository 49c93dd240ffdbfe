"""Why the training loss may stay above the loss of pictures that are not learned from: its targets are smoothed."""

from __future__ import annotations

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.ops.label_smoothing import least_cross_entropy
from cnnstudio.training.settings import written_number


def written_least_loss(smoothing: float, classes: int) -> str:
    """Return the smallest training loss that these settings allow, as it is written."""
    return fixed(least_cross_entropy(smoothing, max(2, classes)), 2)


def smoothing_words(smoothing: float, classes: int) -> Text | None:
    """Say how small the training loss can become, and that the other is measured otherwise; None without smoothing."""
    if not smoothing:
        return None
    return text(
        "With label smoothing of {share} the training loss never falls below {least}. The digits kept back are "
        "measured without it: their loss can be smaller.",
        share=written_number(smoothing),
        least=written_least_loss(smoothing, classes),
    )
