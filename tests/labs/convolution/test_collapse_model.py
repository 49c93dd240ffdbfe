"""Two linear convolutions are one; a ReLU between them makes them two (curriculum A2)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.texts import Translator
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.labs.convolution.collapse import collapse, kernel_as_laid, second_size
from cnnstudio.labs.convolution.collapse_sentences import collapse_explanation, collapse_headline
from cnnstudio.labs.convolution.params import ConvolutionParams
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d

_SIZES = st.tuples(st.integers(1, 4), st.integers(1, 4))


@given(_SIZES, _SIZES, st.floats(-2, 2), st.integers(0, 99))
def test_two_linear_layers_are_one(first: tuple[int, int], second: tuple[int, int], bias: float, seed: int) -> None:
    random = np.random.default_rng(seed)
    input_ = random.normal(size=(12, 13))
    result = collapse(input_, random.normal(size=first), random.normal(size=second), bias, rectified=False)

    assert result.composed.shape == (first[0] + second[0] - 1, first[1] + second[1] - 1)
    assert result.twice.shape == result.once.shape
    assert result.largest_difference <= 1e-13 * result.scale * 10
    assert not result.differing.any()


def test_with_a_relu_between_them_they_are_not() -> None:
    random = np.random.default_rng(1)
    input_, first, second = random.normal(size=(10, 10)), random.normal(size=(3, 3)), random.normal(size=(3, 3))
    result = collapse(input_, first, second, 0.5, rectified=True)

    between = ACTIVATIONS["relu"].function(conv2d(input_[None, None], first[None, None], np.array([0.5])))
    assert result.twice == pytest.approx(conv2d(between, second[None, None])[0, 0])
    assert result.differing.sum() > 30
    assert result.largest_difference > 0.1
    said = Translator("en")(collapse_headline(result, rectified=True))
    assert f"<b>{result.differing.sum()}</b> of 36 cells differ" in said


def test_a_relu_that_meets_nothing_negative_changes_nothing() -> None:
    ones = np.ones((3, 3))
    result = collapse(np.ones((8, 8)), ones, ones, 0.0, rectified=True)

    assert not result.differing.any()
    assert "changes nothing" in Translator("en")(collapse_headline(result, rectified=True))


def test_a_relu_on_an_empty_sheet_changes_nothing_either() -> None:
    ones = np.ones((3, 3))
    result = collapse(np.zeros((8, 8)), ones, ones, 0.0, rectified=True)

    assert (result.scale, result.largest_difference) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("input_size", "first", "second"),
    [((28, 28), (3, 3), (3, 3)), ((4, 4), (3, 3), (2, 2)), ((4, 9), (4, 2), (1, 3)), ((2, 9), (3, 3), None)],
)
def test_the_second_kernel_is_as_large_as_there_is_room(
    input_size: tuple[int, int], first: tuple[int, int], second: tuple[int, int] | None
) -> None:
    assert second_size(input_size, first) == second


def test_a_kernel_that_is_turned_is_laid_turned() -> None:
    kernel = np.arange(4.0).reshape(1, 1, 2, 2)

    assert kernel_as_laid(ConvolutionParams(weight=kernel)).tolist() == [[0, 1], [2, 3]]
    assert kernel_as_laid(ConvolutionParams(weight=kernel, flip=True)).tolist() == [[3, 2], [1, 0]]


def test_the_explanation_names_the_sizes_and_biases_and_stays_short() -> None:
    sobel = next(entry for entry in PRESETS if entry.id == "sobel_x").make(3, 3)
    box = next(entry for entry in PRESETS if entry.id == "box").make(3, 3)
    said = Translator("en")(collapse_explanation(collapse(np.ones((9, 9)), sobel, box, -0.5, rectified=False)))

    assert "make one 5 × 5 kernel; the bias −0.5 becomes −0.5" in said
    assert len(said.split()) <= 75
