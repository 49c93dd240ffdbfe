"""What the lab says of losses, of their gradients, and of two classes."""

from __future__ import annotations

import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.softmax.binary_sentences import binary_explanation, binary_headline
from cnnstudio.labs.softmax.computation import compute
from cnnstudio.labs.softmax.loss_sentences import (
    calculation,
    loss_explanation,
    loss_headline,
    pull_ratio,
    speed_sentence,
)
from tests.labs.softmax.models import own_model

SAY = Translator("en")


def test_the_losses_of_the_lectures_example() -> None:
    model = own_model()

    assert SAY(loss_headline(model)) == (
        "True class <b>0</b>, probability 0.587: cross-entropy <b>0.533</b>, squared error <b>0.131</b>."
    )
    assert "−ln 0.587 = <b>0.533</b>" in SAY(loss_explanation(model))


def test_of_many_classes_the_squares_are_added_up_already() -> None:
    assert calculation("squared_error", compute((1.0, 2.0, 3.0, 4.0))) == "½ · 1.415"


def test_how_many_times_harder_cross_entropy_pulls() -> None:
    result = compute((2.2, 1.39, 0.85))
    ratio = pull_ratio(result)

    assert ratio == pytest.approx(abs(result.gradient[0] / result.squared_error_gradient[0]))
    assert "<b>2.7</b> times as hard" in SAY(speed_sentence(result))


def test_sure_and_wrong_is_where_the_squared_error_fails() -> None:
    assert "hardly pulls at the true score, cross-entropy <b>11014</b> times" in SAY(
        speed_sentence(compute((0.0, 10.0)))
    )
    assert "does not pull at all" in SAY(speed_sentence(compute((0.0, 2000.0))))
    assert "neither loss pulls" in SAY(speed_sentence(compute((2000.0, 0.0))))


def test_two_classes_by_sigmoid_and_softmax() -> None:
    model = own_model(score=0.0, answer=0)

    assert SAY(binary_headline(model)) == (
        "z = 0.00: sigmoid and softmax both give <b>0.500</b>. True class 0: loss <b>0.693</b>."
    )
    assert "gradient p − t = <b>0.500</b>" in SAY(binary_explanation(model))
