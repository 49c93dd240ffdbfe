from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.conv2d import conv2d, output_size


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
