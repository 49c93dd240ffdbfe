from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.max_pool2d import max_pool2d


def test_the_largest_of_each_window_stays() -> None:
    """Curriculum P1: 75 % of the numbers are dropped."""
    x = np.array([[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]], float)

    y = max_pool2d(x[None, None], 2)

    assert y[0, 0].tolist() == [[4, 2], [1, 6]]
    assert 1 - y.size / x.size == 0.75


def test_windows_may_overlap() -> None:
    """Curriculum P6: 55 × 55 with windows of 3 at stride 2 gives 27 × 27."""
    x = np.random.default_rng(0).normal(size=(1, 96, 55, 55))

    assert max_pool2d(x, 3, stride=2).shape == (1, 96, 27, 27)


@given(
    channels=st.integers(1, 3),
    height=st.integers(1, 13),
    width=st.integers(1, 13),
    size=st.integers(1, 4),
    stride=st.integers(1, 5),
    seed=st.integers(0, 1000),
)
def test_agrees_with_torch_for_any_shape(
    channels: int, height: int, width: int, size: int, stride: int, seed: int
) -> None:
    x = np.random.default_rng(seed).normal(size=(2, channels, height, width))
    if min(height, width) < size:
        with pytest.raises(ValueError, match="does not fit"):
            max_pool2d(x, size, stride)
        return

    expected = torch.max_pool2d(torch.from_numpy(x), size, stride)

    np.testing.assert_array_equal(max_pool2d(x, size, stride), expected.numpy())


def test_the_input_is_left_as_it_was() -> None:
    x = np.arange(16.0).reshape(1, 1, 4, 4)
    before = x.copy()

    max_pool2d(x, 2)

    np.testing.assert_array_equal(x, before)
