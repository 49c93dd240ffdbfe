"""Probabilities, losses and gradients: the lecture's numbers, torch's, and a sentence for what means nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.labs.softmax.computation import compute
from cnnstudio.labs.softmax.curves import loss_curves, score_for, two_classes


def test_the_lectures_example() -> None:
    result = compute((2.2, 1.39, 0.85), target=0)

    assert result.trace.naive_exponentials.round(2).tolist() == [9.03, 4.01, 2.34]
    assert result.probabilities.round(2).tolist() == [0.59, 0.26, 0.15]
    assert result.cross_entropy == pytest.approx(0.533, abs=5e-4)
    assert result.kl_divergence == pytest.approx(result.cross_entropy, abs=1e-12)
    assert result.gradient.round(2).tolist() == [-0.41, 0.26, 0.15]


def test_all_of_it_agrees_with_torch() -> None:
    torch = pytest.importorskip("torch")
    random = np.random.default_rng(0)
    for _ in range(60):
        scores = random.normal(scale=4, size=random.integers(2, 11))
        target, temperature = int(random.integers(len(scores))), float(random.uniform(0.2, 8))
        result = compute(scores, target, temperature)

        z = torch.tensor(scores, requires_grad=True)
        wanted = torch.tensor([target])
        entropy = torch.nn.functional.cross_entropy(z[None] / temperature, wanted)
        (gradient,) = torch.autograd.grad(entropy, z)
        error = ((torch.softmax(z / temperature, 0) - torch.tensor(result.one_hot)) ** 2).sum() / 2
        (error_gradient,) = torch.autograd.grad(error, z)

        assert result.cross_entropy == pytest.approx(entropy.item(), abs=1e-10)
        assert result.squared_error == pytest.approx(error.item(), abs=1e-10)
        assert result.gradient == pytest.approx(gradient.numpy(), abs=1e-10)
        assert result.squared_error_gradient == pytest.approx(error_gradient.numpy(), abs=1e-10)


def test_large_scores_overflow_in_the_plain_form_only() -> None:
    result = compute((1000, 999, 998), target=2)

    assert result.plain_form_fails
    assert np.isnan(result.trace.naive_probabilities).all()
    assert result.probabilities.round(3).tolist() == [0.665, 0.245, 0.090]
    assert math.isfinite(result.cross_entropy)


def test_a_sum_that_overflows_fails_although_no_power_does() -> None:
    assert compute((709.7, 709.7)).plain_form_fails
    assert not compute((709.0, 0.0)).plain_form_fails


def test_a_probability_that_rounds_to_zero_still_has_its_loss() -> None:
    result = compute((2000, 0), target=1)

    assert result.probabilities[1] == 0
    assert result.cross_entropy == result.kl_divergence == 2000
    assert result.gradient.tolist() == [1, -1]
    assert result.squared_error_gradient.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("scores", "target", "temperature", "sentence"),
    [
        ((), 0, 1, "at least two scores"),
        ((1.0,), 0, 1, "at least two scores"),
        (np.ones((2, 2)), 0, 1, "one row of numbers"),
        ((1.0, math.nan), 0, 1, "must be a number"),
        ((math.inf, 1.0), 0, 1, "must be a number"),
        ((1e308, 1.0), 0, 1, "Scores go from"),
        ((1.0, 2.0), 2, 1, "no class 2. Choose one from 0 to 1"),
        ((1.0, 2.0), -1, 1, "no class −1"),
        ((1.0, 2.0), 0, 0, "must be above 0"),
        ((1.0, 2.0), 0, -3, "must be above 0"),
        ((1.0, 2.0), 0, math.nan, "from 0.001 to 1000"),
        ((1.0, 2.0), 0, math.inf, "from 0.001 to 1000"),
    ],
)
def test_what_means_nothing_is_one_sentence(
    scores: tuple[float, ...], target: int, temperature: float, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        compute(scores, target, temperature)


# -- curves


def test_todays_point_lies_on_the_curves() -> None:
    result = compute((2.2, 1.39, 0.85, -1.0), target=1, temperature=1.7)
    curves = loss_curves(result)

    def at(values: np.ndarray) -> float:
        return float(np.interp(result.probabilities[1], curves.probability, values))

    assert at(curves.cross_entropy) == pytest.approx(result.cross_entropy, abs=1e-3)
    assert at(curves.squared_error) == pytest.approx(result.squared_error, abs=1e-3)
    assert at(curves.gradient) == pytest.approx(result.gradient[1], abs=1e-3)
    assert at(curves.squared_error_gradient) == pytest.approx(result.squared_error_gradient[1], abs=1e-3)


def test_at_probability_zero_only_the_gradient_of_the_squared_error_vanishes() -> None:
    curves = loss_curves(compute((2.2, 1.39, 0.85)))

    assert curves.gradient[0] == pytest.approx(-1, abs=1e-5)
    assert curves.squared_error_gradient[0] == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize("probability", [0.001, 0.3, 0.99])
def test_a_score_is_found_for_a_probability(probability: float) -> None:
    result = compute((2.2, 1.39, 0.85), target=1, temperature=3)
    scores = result.trace.logits.copy()
    scores[1] = score_for(result, probability)

    assert compute(scores, 1, 3).probabilities[1] == pytest.approx(probability, abs=1e-9)


def test_the_sigmoid_is_the_softmax_of_two() -> None:
    case = two_classes(np.linspace(-10, 10, 61))

    assert case.sigmoid == pytest.approx(case.softmax[:, 0], abs=1e-12)
    assert case.losses[1] == pytest.approx(-np.log(case.sigmoid), abs=1e-9)
    assert case.gradients[0] == pytest.approx(case.sigmoid, abs=1e-12)
