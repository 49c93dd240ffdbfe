from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.global_pool2d import global_pool2d, global_pool2d_backward
from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference
from cnnstudio.ops.pooling2d import POOLINGS, pool2d, pool2d_backward


@pytest.mark.parametrize("kind", POOLINGS)
def test_it_is_a_window_as_large_as_the_map(kind: str) -> None:
    rng = np.random.default_rng(0)
    x, grad = rng.normal(size=(2, 3, 5, 4)), rng.normal(size=(2, 3, 1, 1))

    np.testing.assert_allclose(global_pool2d(x, kind), pool2d(x, kind, (5, 4)), atol=1e-12)
    np.testing.assert_allclose(
        global_pool2d_backward(grad, x, kind), pool2d_backward(grad, x, kind, (5, 4)), atol=1e-12
    )


@pytest.mark.parametrize("kind", POOLINGS)
def test_the_gradient_is_the_measured_one(kind: str) -> None:
    rng = np.random.default_rng(1)
    x, grad = rng.permutation(24).reshape(1, 2, 3, 4) / 10 - 1, rng.normal(size=(1, 2, 1, 1))

    measured = numerical_gradient(lambda x: float((grad * global_pool2d(x, kind)).sum()), x)

    assert relative_difference(global_pool2d_backward(grad, x, kind), measured) < 1e-6


@pytest.mark.parametrize("kind", POOLINGS)
def test_it_answers_in_the_precision_it_was_given(kind: str) -> None:
    x = np.ones((1, 2, 3, 3), np.float32)

    y = global_pool2d(x, kind)

    assert y.dtype == global_pool2d_backward(y, x, kind).dtype == np.float32


def test_maps_of_zeros_hand_on_nothing_of_their_length() -> None:
    assert not global_pool2d_backward(np.ones((1, 1, 1, 1)), np.zeros((1, 1, 2, 2)), "l2").any()


@pytest.mark.parametrize("kind", POOLINGS)
def test_only_the_channel_with_nan_becomes_nan(kind: str) -> None:
    x = np.ones((1, 2, 2, 2))
    x[0, 1, 1, 0] = np.nan

    assert np.isnan(global_pool2d(x, kind)).ravel().tolist() == [False, True]


def test_what_cannot_be_pooled_is_refused() -> None:
    x = np.ones((1, 1, 2, 2))
    with pytest.raises(ValueError, match="pooling 'median' is none of max, average, l2"):
        global_pool2d(x, "median")
    with pytest.raises(ValueError, match="a map of 0×2 cells has nothing to pool"):
        global_pool2d(x[:, :, :0])
    with pytest.raises(ValueError, match=r"the gradient is \(1, 1, 2, 2\), the pooled maps are \(1, 1, 1, 1\)"):
        global_pool2d_backward(x, x)
