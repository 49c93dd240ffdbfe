"""Activations as curves, and what they make of a map (curriculum A1)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.activation_curves import MAXOUT, activated_map, activation_curve, steepest
from cnnstudio.labs.convolution.activation_sentences import (
    CHOICES,
    activation_explanation,
    activation_headline,
    map_note,
)
from cnnstudio.labs.convolution.computation import compute
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult
from cnnstudio.ops.activations import ACTIVATIONS


def _result(filters: int = 1) -> ConvolutionResult:
    random = np.random.default_rng(2)
    params = ConvolutionParams(weight=random.normal(size=(filters, 1, 3, 3)), bias=np.zeros(filters), activation="relu")
    return compute(replace(params, presets=("own",) * filters), random.normal(size=(1, 8, 8)))


@pytest.mark.parametrize(
    ("name", "largest"), [("sigmoid", 0.25), ("tanh", 1), ("relu", 1), ("leaky_relu", 1), ("identity", 1), (MAXOUT, 1)]
)
def test_the_largest_slope(name: str, largest: float) -> None:
    assert steepest(name) == largest


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_the_slope_is_that_of_the_curve(name: str) -> None:
    curve = activation_curve(name, 5.0)

    assert np.gradient(curve.value, curve.z)[1:-1] == pytest.approx(curve.slope[1:-1], abs=1e-3)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_map_goes_through_it_cell_by_cell(name: str) -> None:
    result = _result()
    activated = activated_map(result, 0, name)

    assert activated.before.tolist() == result.before[0].tolist()
    assert activated.after.tolist() == ACTIVATIONS[name].function(result.before[0]).tolist()
    assert np.abs(activated.before).max() <= activated.reach


def test_maxout_lets_the_larger_of_two_filters_win() -> None:
    result = _result(filters=2)
    activated = activated_map(result, 1, MAXOUT)

    assert activated.after.tolist() == np.maximum(*result.before).tolist()
    assert activated.slope.tolist() == (result.before[1] >= result.before[0]).astype(float).tolist()
    assert activated.rival is not None
    assert f"and {activated.rival[0, 0]:.2f}".replace("-", "−") in Translator("en")(
        activation_headline(activated, 0, 0)
    )


def test_maxout_against_nothing_is_relu() -> None:
    result = _result()

    assert activated_map(result, 0, MAXOUT).after.tolist() == activated_map(result, 0, "relu").after.tolist()


def test_flat_cells_are_counted() -> None:
    result = _result()
    share = float((result.before[0] <= 0).mean())

    assert activated_map(result, 0, "relu").flat_share == share
    assert f"{share * 100:.1f}" in Translator("en")(map_note(activated_map(result, 0, "relu")))
    assert activated_map(result, 0, "leaky_relu").flat_share == 0


@pytest.mark.parametrize("name", CHOICES)
def test_each_is_explained_in_a_few_words(name: str) -> None:
    said = Translator("en")(activation_explanation(activated_map(_result(), 0, name)))

    assert said.startswith("f(z) = ")
    assert len(said.split()) <= 60


def test_of_a_large_map_the_part_around_the_window_is_shown() -> None:
    params = ConvolutionParams(weight=np.ones((1, 1, 1, 1)), bias=np.zeros(1))
    result = compute(params, np.arange(400.0 * 300).reshape(1, 400, 300))
    activated = activated_map(result, 0, "identity", place=(399, 150))

    assert activated.before.shape == (256, 256)
    assert activated.before[0, 0] == activated.top * 300 + activated.left
    assert Translator("en")(activation_headline(activated, 255, 0)).startswith("Row 400, column 23:")
