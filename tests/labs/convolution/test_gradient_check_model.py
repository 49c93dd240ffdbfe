"""Backprop against nudging: dW, db and dx agree, and h must be neither too large nor too small (curriculum C10)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.checked_convolution import LOSSES, CheckedConvolution, Part, checked_convolution
from cnnstudio.labs.convolution.computation import compute
from cnnstudio.labs.convolution.gradient_check import (
    STEPS,
    TOLERANCE,
    check_gradient,
    differences_by_step,
    nudge_one,
    numerical_slopes,
    strongest_place,
)
from cnnstudio.labs.convolution.gradient_check_sentences import check_headline, crop_sentence, nudge_sentence
from cnnstudio.labs.convolution.params import ConvolutionParams
from cnnstudio.ops.numerical_gradient import numerical_gradient

_PARTS: tuple[Part, ...] = ("dw", "db", "dx")


def _checked(loss: str = "cubes", **settings: object) -> CheckedConvolution:
    """Return a 3 × 3 convolution of two channels of 20 × 20 random numbers, with what else is asked for."""
    random = np.random.default_rng(3)
    params = ConvolutionParams(weight=random.normal(size=(1, 2, 3, 3)), bias=np.array([-0.5]))
    params = replace(params, **settings)  # type: ignore[arg-type]
    return checked_convolution(compute(params, random.normal(size=(2, 20, 20))), params, (9, 9), loss)


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2), "activation": "tanh"},
        {"padding": "same", "padding_mode": "reflect", "flip": True, "activation": "sigmoid"},
        {"padding": (1, 1), "activation": "relu"},
    ],
)
def test_backprop_is_right(part: Part, loss: str, settings: dict[str, object]) -> None:
    check = check_gradient(_checked(loss, **settings), part, 1e-5)

    assert check.relative < TOLERANCE
    assert check.agrees
    assert np.abs(check.analytic).max() > 0.01


@pytest.mark.parametrize("part", _PARTS)
def test_all_numbers_nudged_at_once_are_nudged_one_at_a_time(part: Part) -> None:
    checked = _checked(padding=(1, 1), activation="tanh")

    slow = numerical_gradient(lambda values: float(checked.losses(part, values[None])[0]), checked.values(part), 1e-4)

    assert numerical_slopes(checked, part, 1e-4) == pytest.approx(slow, abs=1e-9)


def test_a_wrong_gradient_is_found() -> None:
    checked = _checked()
    right = check_gradient(checked, "dw", 1e-5)
    wrong = replace(right, analytic=right.analytic * 1.001)

    assert not wrong.agrees


def test_the_error_grows_with_h_squared_and_with_rounding_over_h() -> None:
    differences = differences_by_step(_checked(), "dw")
    by_step = dict(zip(np.round(np.log10(STEPS), 1).tolist(), differences.tolist(), strict=True))

    assert by_step[-1.0] / by_step[-2.0] == pytest.approx(100, rel=0.1)
    assert by_step[-11.0] > 1000 * min(differences)
    assert -7 < np.log10(STEPS[int(differences.argmin())]) < -3


def test_a_linear_loss_does_not_bend() -> None:
    assert differences_by_step(_checked("weighted"), "dw")[0] < 1e-12


def test_a_nudge_is_told_with_losses_that_differ() -> None:
    checked = _checked()
    check = check_gradient(checked, "dw", 1e-3)
    place = strongest_place(check, channel=1)
    nudge = nudge_one(checked, check, place)

    assert place[0] == 1
    assert abs(check.analytic[place]) == np.abs(check.analytic[1]).max()
    assert (nudge.upper - nudge.lower) / 2e-3 == pytest.approx(nudge.slope, rel=1e-9)
    said = Translator("en")(nudge_sentence("dw", nudge))
    assert said.startswith(f"Weight in row {place[1] + 1}, column {place[2] + 1}:")
    lower, upper = said.partition("from ")[2].partition(". Slope")[0].split(" to ")
    assert float(upper.replace("−", "-")) - float(lower.replace("−", "-")) == pytest.approx(
        nudge.upper - nudge.lower, rel=0.01
    )


def test_the_headline_says_what_mends_a_bad_h() -> None:
    checked, said = _checked(), Translator("en")
    curve = differences_by_step(checked, "dw")

    assert "agrees" in said(check_headline(check_gradient(checked, "dw", 1e-5), curve))
    assert "Take a smaller h" in said(check_headline(check_gradient(checked, "dw", 1e-1), curve))
    assert "Take a larger h" in said(check_headline(check_gradient(checked, "dw", 1e-12), curve))


def test_a_kink_within_h_is_named() -> None:
    random = np.random.default_rng(3)
    params = ConvolutionParams(weight=np.ones((1, 1, 1, 1)), bias=np.zeros(1), activation="relu")
    input_ = random.normal(size=(1, 4, 4))
    input_[0, 1, 1:3] = 0  # exactly at the kink
    checked = checked_convolution(compute(params, input_), params, (0, 0), "weighted")
    check = check_gradient(checked, "db", 1e-5)

    assert check.kinks == 2
    assert "2 cells lie within h of ReLU's kink" in Translator("en")(check_headline(check, np.ones(len(STEPS))))


def test_of_a_large_input_a_part_is_checked_that_has_something_to_check() -> None:
    input_ = np.zeros((1, 40, 40))
    input_[0, 30, 30] = 1.0
    params = ConvolutionParams(weight=np.ones((1, 1, 3, 3)), activation="relu", bias=np.array([-0.5]))
    checked = checked_convolution(compute(params, input_), params, (0, 0), "cubes")

    assert checked.crop.size == (12, 12)
    assert checked.crop.top <= 30 < checked.crop.top + 12
    assert "12 × 12 of the input, from row" in Translator("en")(crop_sentence(checked.crop))
    assert np.abs(checked.gradient("dw")).max() > 0


def test_a_window_larger_than_the_part_still_fits() -> None:
    random = np.random.default_rng(0)
    params = ConvolutionParams(weight=random.normal(size=(1, 1, 7, 7)), dilation=(3, 3))
    checked = checked_convolution(compute(params, random.normal(size=(1, 28, 28))), params, (4, 4), "cubes")

    assert checked.crop.size == (19, 19)
    assert check_gradient(checked, "dw", 1e-4).agrees
