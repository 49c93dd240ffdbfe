"""What is said of the drawing is true whatever was drawn and whatever is read."""

from __future__ import annotations

import re

import numpy as np
import pytest

from cnnstudio.core.specimen import SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.smoothing_words import smoothing_words
from cnnstudio.labs.training.specimen_words import answer_words, with_answer
from tests.labs.training.models import trained_model

DIGITS = tuple("0123456789")


def said(shares: dict[int, float], label: int | None) -> str:
    """Return the words for these probabilities; what is left is shared by the other classes."""
    rest = (1 - sum(shares.values())) / (10 - len(shares)) if len(shares) < 10 else 0.0
    words = answer_words(np.array([shares.get(digit, rest) for digit in range(10)]), DIGITS, label)
    return re.sub("<.*?>", "", Translator("en")(words)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("shares", "label", "words"),
    [
        ({5: 0.93}, 5, "Your 5 is read as 5, 93.0 % sure."),
        ({3: 0.70, 5: 0.151}, 5, "Your 5 is read as 3, 70.0 % sure; 5 gets 15.1 %."),
        ({3: 0.70}, None, "Your drawing is read as 3, 70.0 % sure."),
        ({3: 0.99999}, 3, "Your 3 is read as 3, > 99.9 % sure."),
        ({3: 0.45, 8: 0.45}, None, "Your drawing is read as 3 or 8, 45.0 % each."),
        ({3: 0.45, 8: 0.4502}, 8, "Your 8 is read as 3 or 8, 45.0 % each."),
        ({3: 0.45, 8: 0.45, 5: 0.02}, 5, "Your 5 is read as 3 or 8, 45.0 % each; 5 gets 2.0 %."),
        ({}, 7, "Your 7 could be any of 10 classes, 10.0 % each."),
        ({3: 0.70}, 12, "Your drawing is read as 3, 70.0 % sure."),  # a label of other classes
    ],
)
def test_it_tells_what_was_drawn_what_is_read_and_how_sure(
    shares: dict[int, float], label: int | None, words: str
) -> None:
    assert said(shares, label) == words


def test_of_an_empty_sheet_nothing_is_said() -> None:
    model, _ = trained_model()
    sentence = text("It learns.")
    assert with_answer(sentence, model) != sentence
    model.specimen.show(SpecimenPicture(text("Your drawing"), np.zeros((28, 28), np.float32)))
    assert with_answer(sentence, model) is sentence


def test_the_least_loss_with_smoothing_is_computed() -> None:
    words = smoothing_words(0.1, 10)
    assert words is not None
    assert "label smoothing of 0.1 the training loss never falls below 0.50." in Translator("en")(words)
    less = smoothing_words(0.05, 10)
    assert less is not None
    assert "never falls below 0.28." in Translator("en")(less)
    assert smoothing_words(0.0, 10) is None
