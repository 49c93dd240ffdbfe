"""What the activation view says."""

from __future__ import annotations

from cnnstudio.core.numbers import fixed, percent
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.activation_curves import MAXOUT, ActivatedMap, steepest
from cnnstudio.labs.convolution.sentences import ACTIVATION_NAMES

CHOICES = {**ACTIVATION_NAMES, MAXOUT: text("Maxout of two filters")}
"""What the learner chooses from."""

FORMULAS = {
    "identity": text("f(z) = z"),
    "relu": text("f(z) = max(0, z)"),
    "leaky_relu": text("f(z) = max(0.1 z, z)"),
    "sigmoid": text("f(z) = 1 / (1 + e⁻ᶻ)"),
    "tanh": text("f(z) = tanh(z)"),
    MAXOUT: text("f(z) = max(z, z of the next filter)"),
}

_MEANINGS = {
    "identity": text("Nothing bends, so layers of it are one layer."),
    "relu": text("Above 0 the whole gradient passes, below 0 none."),
    "leaky_relu": text("Below 0 a tenth of the gradient still passes, so no cell dies."),
    "sigmoid": text("Each layer passes on at most a quarter of the gradient; far from 0 almost none."),
    "tanh": text("Around 0 most of the gradient passes; far from it almost none."),
    MAXOUT: text("The larger of two filters wins and gets the whole gradient. Against a constant 0 it is ReLU."),
}


def activation_headline(activated: ActivatedMap, row: int, column: int) -> Text:
    """Say what the activation makes of one cell."""
    values: dict[str, object] = {
        "row": activated.top + row + 1,
        "column": activated.left + column + 1,
        "z": fixed(float(activated.before[row, column]), 2),
        "after": fixed(float(activated.after[row, column]), 2),
        "slope": fixed(float(activated.slope[row, column]), 2),
    }
    if activated.rival is not None:
        rival = fixed(float(activated.rival[row, column]), 2)
        return text(
            "Row {row}, column {column}: the larger of {z} and {rival} is <b>{after}</b>, slope <b>{slope}</b>.",
            rival=rival,
            **values,
        )
    return text("Row {row}, column {column}: {z} becomes <b>{after}</b>, with slope <b>{slope}</b>.", **values)


def activation_explanation(activated: ActivatedMap) -> Text:
    """Say what the activation does to numbers and to gradients, with those of the map."""
    return text(
        "{formula}. {meaning} Its slope is at most <b>{steepest}</b>; on this map <b>{share}</b> of the cells have a "
        "slope below 0.01 and hardly learn.",
        formula=FORMULAS[activated.name],
        meaning=_MEANINGS[activated.name],
        steepest=fixed(steepest(activated.name), 2),
        share=percent(activated.flat_share),
    )


def map_note(activated: ActivatedMap) -> Text:
    """Say under the curve what the marks along its axis are, and how many cells hardly learn."""
    return text(
        "{formula}. Marks along the axis: the numbers of the map. {share} of the cells have a slope below 0.01.",
        formula=FORMULAS[activated.name],
        share=percent(activated.flat_share),
    )
