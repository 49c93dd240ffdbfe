from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.ops.average_pool2d import average_pool2d, average_pool2d_backward


def test_the_mean_of_each_window_goes_on() -> None:
    """Curriculum P2, beside the maxima 4, 2, 1 and 6."""
    x = np.array([[[[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]]]], float)

    assert average_pool2d(x, 2)[0, 0].tolist() == [[1.25, 0.75], [0.25, 2]]


def test_the_padding_darkens_the_edge_only_where_it_counts() -> None:
    x = np.full((1, 1, 3, 3), 36.0)

    counted = average_pool2d(x, 3, stride=1, padding=1)
    left_out = average_pool2d(x, 3, stride=1, padding=1, count_include_pad=False)

    assert counted[0, 0].tolist() == [[16, 24, 16], [24, 36, 24], [16, 24, 16]]
    assert left_out[0, 0].tolist() == [[36, 36, 36]] * 3


def test_the_gradient_is_shared() -> None:
    """Curriculum P5."""
    dx = average_pool2d_backward(np.array([[[[4.0, 8.0]]]]), (1, 1, 2, 5), 2)

    assert dx[0, 0].tolist() == [[1, 1, 2, 2, 0], [1, 1, 2, 2, 0]]


@pytest.mark.parametrize(("count_include_pad", "handed"), [(True, 1.0), (False, 9.0)])
def test_what_is_handed_to_the_padding_is_lost(count_include_pad: bool, handed: float) -> None:
    """One window over a cell and eight of padding: only a ninth arrives, unless those are left out."""
    dx = average_pool2d_backward(np.array([[[[9.0]]]]), (1, 1, 1, 1), 3, 1, 1, count_include_pad)

    assert dx.item() == handed


def test_only_windows_with_nan_become_nan() -> None:
    x = np.ones((1, 1, 2, 4))
    x[0, 0, 1, 3] = np.nan

    np.testing.assert_array_equal(average_pool2d(x, 2)[0, 0], [[1, np.nan]])


def test_a_gradient_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the gradient is \(1, 1, 3, 3\), the pooled maps are \(1, 1, 2, 2\)"):
        average_pool2d_backward(np.ones((1, 1, 3, 3)), (1, 1, 4, 4), 2)
