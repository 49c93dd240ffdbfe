from __future__ import annotations

import tracemalloc
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.conv2d import conv2d, conv2d_backward, output_size
from cnnstudio.ops.max_pool2d import max_pool2d
from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference
from cnnstudio.ops.relu import relu


def test_a_mask_slides_over_a_grid_as_in_the_lecture() -> None:
    """Curriculum C1."""
    x = np.array([[1, 0, 1, 0], [0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 1, 0]], float)
    mask = np.array([[1, 0], [0, 1]], float)

    y = conv2d(x[None, None], mask[None, None])

    assert y[0, 0].tolist() == [[2, 1, 1], [0, 2, 2], [0, 1, 1]]


def test_a_curve_detector_answers_its_curve_with_a_big_number() -> None:
    """Curriculum C2: 50·30 + 50·30 + 50·30 + 20·30 + 50·30 = 6600 where the curve lies, 0 where it does not."""
    curve = np.zeros((7, 7))
    curve[[1, 2, 3, 4, 5], [5, 4, 3, 3, 3]] = 30
    picture = np.where(curve > 0, 50.0, 0.0)
    picture[4, 3] = 20
    elsewhere = np.zeros((7, 7))
    elsewhere[:, 0] = 50

    assert conv2d(picture[None, None], curve[None, None]).item() == 6600
    assert conv2d(elsewhere[None, None], curve[None, None]).item() == 0


@pytest.mark.parametrize(
    ("input_size", "kernel_size", "stride", "padding", "expected"),
    [(7, 3, 1, 0, 5), (7, 3, 2, 0, 3), (32, 5, 1, 0, 28), (32, 5, 1, 2, 32), (224, 11, 4, 3, 55), (55, 3, 2, 0, 27)],
)
def test_output_sizes_of_the_lecture(
    input_size: int, kernel_size: int, stride: int, padding: int, expected: int
) -> None:
    """Curriculum C3."""
    assert output_size(input_size, kernel_size, stride, padding) == expected


def test_channels_are_summed_and_each_kernel_makes_one_map() -> None:
    """Curriculum C6: 32 × 32 × 3 with 5 × 5 × 3 gives 28 × 28 × 1; six kernels give six maps."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(1, 3, 32, 32))
    kernels, bias = rng.normal(size=(6, 3, 5, 5)), rng.normal(size=6)

    y = conv2d(x, kernels, bias)

    assert y.shape == (1, 6, 28, 28)
    slices = [conv2d(x[:, c : c + 1], kernels[2:3, c : c + 1]) for c in range(3)]
    np.testing.assert_allclose(y[:, 2:3], sum(slices) + bias[2], rtol=1e-12)


@given(
    batch=st.integers(1, 3),
    channels=st.integers(1, 4),
    filters=st.integers(1, 4),
    height=st.integers(3, 12),
    width=st.integers(3, 12),
    kernel_size=st.integers(1, 5),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
    seed=st.integers(0, 1000),
)
def test_agrees_with_torch_for_any_shape(
    batch: int,
    channels: int,
    filters: int,
    height: int,
    width: int,
    kernel_size: int,
    stride: int,
    padding: int,
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(batch, channels, height, width))
    weight = rng.normal(size=(filters, channels, kernel_size, kernel_size))
    bias = rng.normal(size=filters)
    if min(height, width) + 2 * padding < kernel_size:
        with pytest.raises(ValueError, match="does not fit"):
            conv2d(x, weight, bias, stride, padding)
        return

    y = conv2d(x, weight, bias, stride, padding)

    expected = torch.conv2d(*(torch.from_numpy(a) for a in (x, weight, bias)), stride=stride, padding=padding)  # type: ignore[call-overload]
    np.testing.assert_allclose(y, expected.numpy(), rtol=0, atol=1e-12)
    assert y.shape[2:] == tuple(output_size(n, kernel_size, stride, padding) for n in (height, width))


def test_answers_in_the_precision_it_was_given() -> None:
    x, weight = np.ones((1, 1, 4, 4), np.float32), np.ones((1, 1, 2, 2), np.float32)

    assert conv2d(x, weight, np.zeros(1, np.float32)).dtype == np.float32


def test_channels_that_differ_are_refused() -> None:
    with pytest.raises(ValueError, match="3 channels, the input has 1"):
        conv2d(np.ones((1, 1, 4, 4)), np.ones((1, 3, 2, 2)))


def test_a_convolution_turns_the_kernel_and_a_network_does_not() -> None:
    """Curriculum C9: a kernel laid on a single 1 is stamped as it is by a convolution, turned by a correlation."""
    one = np.zeros((1, 1, 5, 5))
    one[0, 0, 2, 2] = 1
    kernel = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)

    assert conv2d(one, kernel, flip=True)[0, 0].tolist() == [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    assert conv2d(one, kernel)[0, 0].tolist() == [[9, 8, 7], [6, 5, 4], [3, 2, 1]]


def test_convolution_commutes_and_correlation_does_not() -> None:
    """Curriculum C9: over all overlaps, x ∗ w = w ∗ x."""
    rng = np.random.default_rng(0)
    x, w = rng.normal(size=(1, 1, 6, 4)), rng.normal(size=(1, 1, 3, 2))

    np.testing.assert_allclose(conv2d(x, w, padding=(2, 1), flip=True), conv2d(w, x, padding=(5, 3), flip=True))
    assert not np.allclose(conv2d(x, w, padding=(2, 1)), conv2d(w, x, padding=(5, 3)))


def test_stride_padding_and_dilation_may_differ_in_height_and_width() -> None:
    x = np.arange(1.0, 31.0).reshape(1, 1, 5, 6)
    corners = np.ones((1, 1, 2, 2))

    y = conv2d(x, corners, stride=(2, 1), padding=((1, 0), (0, 2)), dilation=(3, 2))

    # Rows 0 and 3 of the padded picture, then 2 and 5: the picture's row 2 with nothing, then its rows 1 and 4.
    assert y[0, 0, 0].tolist() == [13 + 15, 14 + 16, 15 + 17, 16 + 18, 17, 18]
    assert y[0, 0, 1].tolist() == [7 + 9 + 25 + 27, 8 + 10 + 26 + 28, 9 + 11 + 27 + 29, 10 + 12 + 28 + 30, 11 + 29, 42]


def test_a_feature_map_is_convolved_cut_off_below_zero_and_sampled() -> None:
    """Curriculum C12: on a picture of one vertical edge only the vertical filter answers."""
    picture = np.zeros((1, 1, 6, 6))
    picture[..., 3:] = 1
    vertical = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], float)

    maps = conv2d(picture, np.stack([vertical, vertical.T, -vertical])[:, None])

    assert maps[0, 0, 0].tolist() == [0, 4, 4, 0]
    assert maps[0, 2, 0].tolist() == [0, -4, -4, 0]
    assert max_pool2d(relu(maps), 2)[0].tolist() == [[[4, 4]] * 2, [[0, 0]] * 2, [[0, 0]] * 2]


def test_backward_agrees_with_nudging_every_number() -> None:
    """Curriculum C10: a relative difference below 1e-6."""
    rng = np.random.default_rng(0)
    x, weight, bias = rng.normal(size=(2, 2, 6, 5)), rng.normal(size=(3, 2, 3, 2)), rng.normal(size=3)
    settings: dict[str, Any] = {
        "stride": (2, 1),
        "padding": ((1, 2), (0, 1)),
        "dilation": (1, 2),
        "padding_mode": "reflect",
    }
    shape = conv2d(x, weight, bias, **settings).shape
    grad = rng.normal(size=shape)

    given_back = conv2d_backward(grad, x, weight, **settings)

    def loss(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> float:
        return float((grad * conv2d(x, weight, bias, **settings)).sum())

    assert relative_difference(given_back.dx, numerical_gradient(lambda x: loss(x, weight, bias), x)) < 1e-6
    assert relative_difference(given_back.dw, numerical_gradient(lambda w: loss(x, w, bias), weight)) < 1e-6
    assert relative_difference(given_back.db, numerical_gradient(lambda b: loss(x, weight, b), bias)) < 1e-6


def test_a_large_picture_costs_little_memory() -> None:
    """The columns of a whole photo would hold it 25 times."""
    x = np.zeros((1, 1, 600, 900), np.float32)
    kernel = np.ones((1, 1, 5, 5), np.float32)

    tracemalloc.start()
    conv2d(x, kernel)
    _, forward = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    conv2d_backward(np.ones((1, 1, 596, 896), np.float32), x, kernel)
    _, backward = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert forward < 2 * x.nbytes
    assert backward < 4 * x.nbytes


def test_the_inputs_are_left_as_they_were() -> None:
    rng = np.random.default_rng(0)
    arrays = rng.normal(size=(1, 1, 5, 5)), rng.normal(size=(1, 1, 3, 3)), rng.normal(size=1)
    before = [array.copy() for array in arrays]

    y = conv2d(*arrays)
    conv2d_backward(y, *arrays[:2])

    for array, copy in zip(arrays, before, strict=True):
        np.testing.assert_array_equal(array, copy)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"stride": 0}, "at least 1"),
        ({"stride": (1, -1)}, "at least 1"),
        ({"dilation": 0}, "at least 1"),
        ({"padding": -1}, "below 0"),
        ({"dilation": 2}, "3×3 kernel, dilated to 5×5, does not fit a 4×4 input"),
        ({"padding": 4, "padding_mode": "reflect"}, "at most 3"),
        ({"padding_mode": "wrap"}, "zeros, reflect, replicate"),
    ],
)
def test_impossible_settings_are_refused_forward_and_backward(settings: dict[str, Any], message: str) -> None:
    x, weight = np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3))

    with pytest.raises(ValueError, match=message):
        conv2d(x, weight, **settings)
    with pytest.raises(ValueError, match=message):
        conv2d_backward(np.ones((1, 1, 2, 2)), x, weight, **settings)


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="the feature maps are"):
        conv2d_backward(np.ones((1, 1, 4, 4)), np.ones((1, 1, 4, 4)), np.ones((1, 1, 3, 3)))
