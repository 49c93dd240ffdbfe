"""What the view of the layers says."""

from __future__ import annotations

from collections.abc import Sequence

from cnnstudio.core.numbers import grouped, scientific
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.training.layer_rows import LayerRow, weighted

_ALIKE = 5.0
"""Gradients within such a factor of each other are called alike."""


def layers_headline(rows: Sequence[LayerRow]) -> Text:
    """Say what becomes of the gradient on its way back."""
    known = weighted(rows)
    if not known:
        return text("Once training begins, this shows how large each layer's numbers and gradients are.")
    first, last = known[0].gradient or 0.0, known[-1].gradient or 0.0
    values = {"first": scientific(first), "last": scientific(last)}
    if first <= 0 or last <= 0:
        return text("A gradient is 0: the layers before it learn nothing. Try other first weights, or ReLU.")
    if last / first > _ALIKE:
        return text(
            "On the way back the gradient shrinks from <b>{last}</b> to <b>{first}</b>, {factor} times.",
            factor=grouped(round(last / first)),
            **values,
        )
    if first / last > _ALIKE:
        return text(
            "On the way back the gradient grows from <b>{last}</b> to <b>{first}</b>, {factor} times.",
            factor=grouped(round(first / last)),
            **values,
        )
    return text(
        "On the way back the gradient stays alike: <b>{last}</b> in the last layer, <b>{first}</b> in the first.",
        **values,
    )


def layers_explanation(rows: Sequence[LayerRow]) -> Text:
    """Return the text of the explanation card."""
    if not weighted(rows):
        return text(
            "Going back, the gradient is multiplied in every layer. Where the factors are small, as with sigmoid (at "
            "most 0.25) or tiny first weights, little is left for the first layers: they hardly learn. Compare a deep "
            "network with sigmoid and with ReLU."
        )
    return text(
        "Size is the root of the mean square. Going back, the gradient is multiplied in every layer; with sigmoid (at "
        "most 0.25) or tiny first weights little is left for the first layers, and they hardly learn. ReLU hands it on "
        "unchanged where it is active. The hollow ring is the first batch."
    )


def mistakes_title(step: int, count: int, moment: int | None = None) -> Text:
    """Say what the pictures are: those of the newest batch looked into, also where one looks at a moment before."""
    said = text("Misread in batch {step}", step=grouped(step))
    if not count:
        said = text("No digit of batch {step} was misread", step=grouped(step))
    if moment is None or moment >= step:
        return said
    return text("{said}, the newest: of batches before it, none are kept", said=said)
