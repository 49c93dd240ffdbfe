"""What holds for each of the three poolings."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference
from cnnstudio.ops.pooling2d import POOLINGS, pool2d, pool2d_backward

SETTINGS: list[dict[str, Any]] = [
    {"size": 2},
    {"size": 3, "stride": 2, "padding": 1},
    {"size": 3, "stride": 2, "padding": 1, "count_include_pad": False},
    {"size": (2, 3), "stride": (3, 1), "padding": ((0, 1), (2, 0))},
    {"size": 2, "stride": 1, "dilation": (2, 1)},
]


@pytest.mark.parametrize("kind", POOLINGS)
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_the_gradient_is_the_measured_one(kind: str, settings: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    # No two cells are nearer than the step by which they are nudged, else the winner would change under way.
    x = rng.permutation(60).reshape(1, 2, 5, 6) / 10 - 3.03
    grad = rng.normal(size=pool2d(x, kind, **settings).shape)

    measured = numerical_gradient(lambda x: float((grad * pool2d(x, kind, **settings)).sum()), x)

    assert relative_difference(pool2d_backward(grad, x, kind, **settings), measured) < 1e-6


@pytest.mark.parametrize("kind", POOLINGS)
@pytest.mark.parametrize("settings", SETTINGS, ids=str)
def test_it_answers_in_the_precision_it_was_given(kind: str, settings: dict[str, Any]) -> None:
    x = np.ones((1, 2, 5, 6), np.float32)

    y = pool2d(x, kind, **settings)

    assert y.dtype == pool2d_backward(y, x, kind, **settings).dtype == np.float32


@pytest.mark.parametrize("kind", POOLINGS)
def test_channels_stay_apart(kind: str) -> None:
    """Curriculum P4: as many maps come out as go in, each of its own."""
    x = np.random.default_rng(0).normal(size=(2, 3, 6, 6))

    together = pool2d(x, kind, 2)

    alone = [pool2d(x[:, [channel]], kind, 2) for channel in range(3)]
    np.testing.assert_array_equal(together, np.concatenate(alone, axis=1))


@pytest.mark.parametrize("kind", POOLINGS)
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"size": 6}, "a 6×6 window does not fit a 5×4 input"),
        ({"size": 3, "dilation": 2}, "a 3×3 window, dilated to 5×5, does not fit a 5×4 input"),
        ({"size": 0}, "window size, stride and dilation must be at least 1"),
        ({"size": 2, "stride": 0}, "window size, stride and dilation must be at least 1"),
        ({"size": 2, "dilation": 0}, "window size, stride and dilation must be at least 1"),
        ({"size": 2, "padding": -1}, "padding must not be below 0"),
        ({"size": 2, "padding": 2}, "a 2×2 window lies wholly in the padding; it needs less padding, or to be larger"),
        ({"size": (3, 2), "padding": (2, 2)}, "a 3×2 window lies wholly in the padding"),
    ],
    ids=str,
)
def test_a_window_that_makes_no_sense_is_refused(kind: str, settings: dict[str, Any], said: str) -> None:
    x = np.ones((1, 1, 5, 4))
    with pytest.raises(ValueError, match=said):
        pool2d(x, kind, **settings)
    with pytest.raises(ValueError, match=said):
        pool2d_backward(x, x, kind, **settings)


def test_an_unknown_kind_is_refused() -> None:
    x = np.ones((1, 1, 2, 2))
    with pytest.raises(ValueError, match="pooling 'min' is none of max, average, l2"):
        pool2d(x, "min", 2)
    with pytest.raises(ValueError, match="pooling 'min' is none of max, average, l2"):
        pool2d_backward(x, x, "min", 2)
