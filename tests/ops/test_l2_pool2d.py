from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.l2_pool2d import l2_pool2d, l2_pool2d_backward


def test_the_length_of_each_window_goes_on() -> None:
    """Curriculum P2: √(1 + 4 + 16 + 4) = 5 and √(9 + 16) = 5, whatever the signs."""
    x = np.array([[[[1, -2, 0, 3], [4, 2, -4, 0]]]], float)

    assert l2_pool2d(x, 2)[0, 0].tolist() == [[5, 5]]


def test_the_gradient_is_shared_in_proportion_to_the_cells() -> None:
    dx = l2_pool2d_backward(np.array([[[[10.0]]]]), np.array([[[[1.0, -2.0], [4.0, 2.0]]]]), 2)

    assert dx[0, 0].tolist() == [[2, -4], [8, 4]]


def test_a_window_of_zeros_hands_on_nothing() -> None:
    """Where the root is 0 it has no slope; its neighbours hand on what is theirs."""
    x = np.array([[[[0.0, 0.0, 3.0, 0.0], [0.0, 0.0, 0.0, 4.0]]]])

    dx = l2_pool2d_backward(np.array([[[[10.0, 10.0]]]]), x, 2)

    assert dx[0, 0].tolist() == [[0, 0, 6, 0], [0, 0, 0, 8]]


def test_only_windows_with_nan_become_nan_and_so_does_their_gradient() -> None:
    x = np.array([[[[np.nan, 1.0, 3.0, 0.0], [1.0, 1.0, 0.0, 4.0]]]])

    y, dx = l2_pool2d(x, 2), l2_pool2d_backward(np.full((1, 1, 1, 2), 10.0), x, 2)

    np.testing.assert_array_equal(y[0, 0], [[np.nan, 5]])
    assert np.isnan(dx[..., :2]).all()
    assert dx[0, 0, :, 2:].tolist() == [[6, 0], [0, 8]]


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the gradient is \(1, 1, 1, 1\), the pooled maps are \(1, 1, 2, 2\)"):
        l2_pool2d_backward(np.ones((1, 1, 1, 1)), np.ones((1, 1, 4, 4)), 2)
