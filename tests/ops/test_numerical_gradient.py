from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference


def test_the_slope_of_a_cubic_is_measured_to_the_square_of_the_step() -> None:
    x = np.array([[-1.5, 0.0], [0.4, 2.0]])

    measured = numerical_gradient(lambda x: float((x**3).sum()), x)

    np.testing.assert_allclose(measured, 3 * x**2, atol=1e-8)


def test_a_coarse_step_is_off_by_its_square() -> None:
    """(x + h)³ − (x − h)³ = 6 x² h + 2 h³."""
    measured = numerical_gradient(lambda x: float((x**3).sum()), np.array([2.0]), step=0.5)

    assert measured.tolist() == [12.25]


def test_single_precision_is_measured_in_double() -> None:
    measured = numerical_gradient(lambda x: float((x**2).sum()), np.array([1000.0], np.float32))

    assert measured.dtype == np.float64
    assert measured[0] == pytest.approx(2000, rel=1e-8)


def test_what_is_measured_is_left_as_it_was() -> None:
    x = np.array([1.0, 2.0])

    numerical_gradient(lambda x: float(x.sum()), x)

    assert x.tolist() == [1, 2]


def test_the_relative_difference_compares_with_the_size_of_both() -> None:
    a = np.array([100.0, -300.0])

    assert relative_difference(a, a) == 0
    assert relative_difference(a, a + 6) == 6 / (300 + 294)
    assert relative_difference(a, -a) == 1
    assert relative_difference(1e-9 * a, 2e-9 * a) == pytest.approx(1 / 3)


def test_two_zeros_do_not_differ() -> None:
    assert relative_difference(np.zeros(3), np.zeros(3)) == 0
    assert relative_difference(np.zeros(0), np.zeros(0)) == 0
