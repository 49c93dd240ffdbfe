"""What the lab says of two classes."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.softmax.curves import two_classes
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.writing import loss, share


def binary_headline(model: SoftmaxModel) -> Text:
    """Return the sentence above the two curves."""
    params = model.params
    case = two_classes(np.array([params.score]))
    return text(
        "z = {score}: sigmoid and softmax both give <b>{share}</b>. True class {answer}: loss <b>{loss}</b>.",
        score=fixed(params.score, 2),
        share=share(float(case.sigmoid[0])),
        answer=params.answer,
        loss=loss(float(case.losses[params.answer, 0])),
    )


def binary_explanation(model: SoftmaxModel) -> Text:
    """Return the text of the explanation card."""
    case = two_classes(np.array([model.params.score]))
    return text(
        "With two classes only the difference of the scores counts, so that one of them can stay 0. Then e<sup>z</sup> "
        "/ (e<sup>z</sup> + e<sup>0</sup>) = 1 / (1 + e<sup>−z</sup>) = <b>{share}</b>: the sigmoid. Its loss, −t ln p "
        "− (1 − t) ln (1 − p), has the gradient p − t = <b>{gradient}</b>.",
        share=share(float(case.sigmoid[0])),
        gradient=loss(float(case.gradients[model.params.answer, 0])),
    )


def binary_note(model: SoftmaxModel) -> Text:
    """Say below the curves what the loss asks of the score."""
    if model.params.answer == 1:
        return text("Class 1 is true: the loss falls as z grows. e⁰ = 1 stands for the other class.")
    return text("Class 0 is true: the loss falls as z falls. e⁰ = 1 stands for that class.")
