from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.max_pool2d import max_pool2d, max_pool2d_backward

LECTURE = np.array([[[[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]]]], float)


def test_the_largest_of_each_window_stays() -> None:
    """Curriculum P1: 75 % of the numbers are dropped."""
    y = max_pool2d(LECTURE, 2)

    assert y[0, 0].tolist() == [[4, 2], [1, 6]]
    assert 1 - y.size / LECTURE.size == 0.75


def test_windows_may_overlap() -> None:
    """Curriculum P6: 55 × 55 with windows of 3 at stride 2 gives 27 × 27."""
    x = np.random.default_rng(0).normal(size=(1, 96, 55, 55))

    assert max_pool2d(x, 3, stride=2).shape == (1, 96, 27, 27)


def test_the_gradient_goes_to_the_winner() -> None:
    """Curriculum P5."""
    dx = max_pool2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), LECTURE, 2)

    assert dx[0, 0].tolist() == [[0, 0, 0, 0], [0, 1, 2, 0], [0, 3, 4, 0], [0, 0, 0, 0]]


def test_of_equals_the_first_in_reading_order_takes_it_all() -> None:
    dx = max_pool2d_backward(np.array([[[[5.0]]]]), np.zeros((1, 1, 2, 2)), 2)

    assert dx[0, 0].tolist() == [[5, 0], [0, 0]]


def test_a_cell_that_wins_in_several_windows_gathers_from_all() -> None:
    x = np.zeros((1, 1, 3, 3))
    x[0, 0, 1, 1] = 1

    dx = max_pool2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), x, 2, stride=1)

    assert dx[0, 0].tolist() == [[0, 0, 0], [0, 10, 0], [0, 0, 0]]


def test_the_padding_never_wins_however_low_the_map() -> None:
    x = np.full((1, 1, 2, 2), -5.0)

    y, dx = max_pool2d(x, 2, padding=1), max_pool2d_backward(np.ones((1, 1, 2, 2)), x, 2, padding=1)

    assert y[0, 0].tolist() == [[-5, -5], [-5, -5]]
    assert dx[0, 0].tolist() == [[1, 1], [1, 1]]


def test_a_dilated_window_looks_past_its_neighbours() -> None:
    x = np.arange(16.0).reshape(1, 1, 4, 4)

    y = max_pool2d(-x, 2, stride=1, dilation=2)

    assert y[0, 0].tolist() == [[0, -1], [-4, -5]]


def test_nan_wins_and_is_handed_the_gradient() -> None:
    x = LECTURE.copy()
    x[0, 0, 0, 0] = x[0, 0, 1, 1] = np.nan

    y, dx = max_pool2d(x, 2), max_pool2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), x, 2)

    np.testing.assert_array_equal(y[0, 0], [[np.nan, 2], [1, 6]])
    assert dx[0, 0].tolist() == [[1, 0, 0, 0], [0, 0, 2, 0], [0, 3, 4, 0], [0, 0, 0, 0]]


def test_the_input_is_left_as_it_was() -> None:
    x = np.arange(16.0).reshape(1, 1, 4, 4)
    before = x.copy()

    y = max_pool2d(x, 1)
    y[:] = 0
    max_pool2d_backward(np.ones((1, 1, 2, 2)), x, 2)

    np.testing.assert_array_equal(x, before)


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the gradient is \(1, 1, 3, 3\), the pooled maps are \(1, 1, 2, 2\)"):
        max_pool2d_backward(np.ones((1, 1, 3, 3)), LECTURE, 2)
