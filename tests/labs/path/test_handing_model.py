from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import text
from cnnstudio.data.lab_numbers import ConvolutionNumbers, LabNumbers, LogitNumbers, PoolingNumbers
from cnnstudio.labs.path.handing import numbers_of
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import stages_of
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.max_pool2d import max_pool2d
from cnnstudio.ops.softmax import softmax
from tests.labs.path.networks import CONVOLUTIONS_TOGETHER, TWO_BLOCKS, model_of

SPECIMEN, CONVOLUTION, RELU, POOL, BLOCK, DENSE, LOGITS, SOFTMAX, LOSS = range(9)


@pytest.fixture
def model() -> PathModel:
    return model_of(TWO_BLOCKS)


def passes_of(model: PathModel) -> Passes:
    assert model.result is not None
    return model.result.shown


def handed(model: PathModel, place: int) -> LabNumbers | None:
    assert model.result is not None
    return numbers_of(passes_of(model), model.stages, model.result.following, place, text("Your drawing"))


def convolved(numbers: ConvolutionNumbers) -> FloatArray:
    maps = conv2d(numbers.input[None], numbers.weight, numbers.bias, numbers.stride, numbers.padding)
    first: FloatArray = maps[0]
    return first


def test_the_convolution_is_handed_over_with_its_kernels(model: PathModel) -> None:
    numbers = handed(model, CONVOLUTION)

    assert isinstance(numbers, ConvolutionNumbers)
    np.testing.assert_array_equal(convolved(numbers), passes_of(model).output(0))
    assert (numbers.activation, numbers.view) == ("identity", "forward")
    assert model.result is not None
    assert numbers.filter == model.result.following.kernel


def test_relu_is_shown_on_the_sums_before_it(model: PathModel) -> None:
    numbers = handed(model, RELU)

    assert isinstance(numbers, ConvolutionNumbers)
    np.testing.assert_array_equal(np.maximum(convolved(numbers), 0), passes_of(model).output(1))
    assert (numbers.activation, numbers.view) == ("relu", "activation")


def test_pooling_is_shown_on_the_maps_before_it(model: PathModel) -> None:
    numbers = handed(model, POOL)

    assert isinstance(numbers, PoolingNumbers)
    pooled = max_pool2d(numbers.input[None], numbers.size[0], numbers.stride[0])[0]
    np.testing.assert_array_equal(pooled, passes_of(model).output(2))
    assert numbers.kind == "max"


def test_the_second_block_opens_its_convolution_on_the_pooled_maps(model: PathModel) -> None:
    model.follow_map(BLOCK, 3)
    numbers = handed(model, BLOCK)

    assert isinstance(numbers, ConvolutionNumbers)
    np.testing.assert_array_equal(numbers.input, passes_of(model).output(2))
    np.testing.assert_array_equal(convolved(numbers), passes_of(model).output(3))
    assert numbers.filter == 3


@pytest.mark.parametrize("place", [LOGITS, SOFTMAX, LOSS])
def test_scores_are_handed_over_with_the_true_class(model: PathModel, place: int) -> None:
    numbers = handed(model, place)

    assert isinstance(numbers, LogitNumbers)
    np.testing.assert_array_equal(softmax(numbers.logits), passes_of(model).probabilities)
    assert numbers.target == 4


@pytest.mark.parametrize("place", [SPECIMEN, DENSE])
def test_specimen_and_dense_layers_are_not_handed_over(model: PathModel, place: int) -> None:
    assert handed(model, place) is None


def test_a_convolution_keeps_its_stride() -> None:
    model = model_of(CONVOLUTIONS_TOGETHER)
    place = next(place for place, stage in enumerate(model.stages) if stage.number == 2)
    numbers = handed(model, place)

    assert isinstance(numbers, ConvolutionNumbers)
    assert numbers.stride == (2, 2)
    np.testing.assert_array_equal(convolved(numbers), passes_of(model).output(1))
    assert stages_of(passes_of(model).network.spec) == model.stages
