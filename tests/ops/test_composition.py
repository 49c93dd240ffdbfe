from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.composition import compose_biases, compose_kernels
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.relu import relu

sizes = st.tuples(st.integers(1, 3), st.integers(1, 3))


def test_smoothing_twice_is_smoothing_once_with_a_wider_kernel() -> None:
    blur = np.ones((1, 1, 2, 2))

    assert compose_kernels(blur, blur)[0, 0].tolist() == [[1, 2, 1], [2, 4, 2], [1, 2, 1]]


@given(
    channels=st.integers(1, 3),
    middle=st.integers(1, 3),
    filters=st.integers(1, 3),
    first_size=sizes,
    second_size=sizes,
    seed=st.integers(0, 1000),
)
def test_two_convolutions_are_one(
    channels: int, middle: int, filters: int, first_size: tuple[int, int], second_size: tuple[int, int], seed: int
) -> None:
    """Curriculum A2."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(2, channels, 8, 7))
    first, first_bias = rng.normal(size=(middle, channels, *first_size)), rng.normal(size=middle)
    second, second_bias = rng.normal(size=(filters, middle, *second_size)), rng.normal(size=filters)

    one = conv2d(x, compose_kernels(first, second), compose_biases(first_bias, second, second_bias))

    two = conv2d(conv2d(x, first, first_bias), second, second_bias)
    np.testing.assert_allclose(one, two, atol=1e-12)


def test_an_activation_between_them_keeps_them_two() -> None:
    """Curriculum A2."""
    rng = np.random.default_rng(0)
    x, first, second = rng.normal(size=(1, 1, 8, 8)), rng.normal(size=(2, 1, 3, 3)), rng.normal(size=(1, 2, 3, 3))

    assert not np.allclose(conv2d(relu(conv2d(x, first)), second), conv2d(x, compose_kernels(first, second)))


def test_kernels_that_do_not_follow_one_another_are_refused() -> None:
    with pytest.raises(ValueError, match="3 channels, the input has 2"):
        compose_kernels(np.ones((2, 1, 3, 3)), np.ones((1, 3, 3, 3)))
