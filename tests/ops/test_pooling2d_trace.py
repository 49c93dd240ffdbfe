from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.pooling2d import POOLINGS, pool2d, pool2d_backward
from cnnstudio.ops.pooling2d_trace import trace_pool, trace_pool_backward
from cnnstudio.ops.pooling_window import pool_fits
from cnnstudio.ops.window import AxisFit

LECTURE = np.array([[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]], float)


def test_one_window_of_the_lecture_is_taken_apart() -> None:
    """Curriculum P1: at the first window the 4 wins."""
    trace = trace_pool(LECTURE, pool_fits((4, 4), 2), "max", 0, 0)

    assert (trace.rows, trace.columns) == ((0, 1), (0, 1))
    assert trace.inputs.tolist() == [[1, 0], [0, 4]]
    assert trace.running.tolist() == [[1, 1], [1, 4]]
    assert (trace.winner, trace.count, trace.total, trace.output) == ((1, 1), 4, 4, 4)


def test_an_average_adds_up_and_divides() -> None:
    """Curriculum P2."""
    trace = trace_pool(LECTURE, pool_fits((4, 4), 2), "average", 0, 0)

    assert trace.running.tolist() == [[1, 1], [1, 5]]
    assert (trace.winner, trace.count, trace.total, trace.output) == (None, 4, 5, 1.25)


def test_a_length_adds_up_squares_and_takes_the_root() -> None:
    """Curriculum P2."""
    trace = trace_pool(np.array([[1.0, -2.0], [4.0, 2.0]]), pool_fits((2, 2), 2), "l2", 0, 0)

    assert trace.terms.tolist() == [[1, 4], [16, 4]]
    assert trace.running.tolist() == [[1, 5], [21, 25]]
    assert (trace.winner, trace.total, trace.output) == (None, 25, 5)


@pytest.mark.parametrize(
    ("kind", "count_include_pad", "count", "padding_holds"),
    [("max", True, 1, -np.inf), ("average", True, 4, 0), ("average", False, 1, 0), ("l2", True, 4, 0)],
)
def test_the_padding_takes_part_or_not(kind: str, count_include_pad: bool, count: int, padding_holds: float) -> None:
    padded = np.pad(LECTURE, 1, constant_values=99.0)

    trace = trace_pool(padded, pool_fits((4, 4), 2, padding=1), kind, 0, 0, count_include_pad)

    assert trace.inputs.tolist() == [[padding_holds] * 2, [padding_holds, 1]]
    assert trace.counted.sum() == trace.count == count
    assert trace.counted[1, 1]


@pytest.mark.parametrize(
    ("count_include_pad", "share"), [(True, [[3.0, 3.0], [3.0, 3.0]]), (False, [[0.0, 0.0], [0.0, 12.0]])]
)
def test_padding_that_does_not_count_is_handed_nothing(count_include_pad: bool, share: list[list[float]]) -> None:
    fits = pool_fits((4, 4), 2, padding=1)

    trace = trace_pool_backward(np.pad(LECTURE, 1), fits, "average", 12.0, 0, 0, count_include_pad)

    assert trace.share.tolist() == share


def test_of_equals_the_first_wins() -> None:
    trace = trace_pool_backward(np.zeros((2, 2)), pool_fits((2, 2), 2), "max", 7.0, 0, 0)

    assert trace.winner == (0, 0)
    assert trace.share.tolist() == [[7, 0], [0, 0]]


def test_nan_wins() -> None:
    """As in `max_pool2d`, it counts as larger than every number."""
    trace = trace_pool(np.array([[5.0, np.nan], [9.0, 1.0]]), pool_fits((2, 2), 2), "max", 0, 0)

    assert trace.winner == (0, 1)
    assert np.isnan(trace.output)


def test_a_window_of_zeros_hands_back_nothing_of_its_length() -> None:
    trace = trace_pool_backward(np.zeros((2, 2)), pool_fits((2, 2), 2), "l2", 7.0, 0, 0)

    assert trace.share.tolist() == [[0, 0], [0, 0]]


@given(
    kind=st.sampled_from(POOLINGS),
    size=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padded=st.booleans(),
    dilation=st.integers(1, 2),
    count_include_pad=st.booleans(),
    dtype=st.sampled_from([np.float32, np.float64]),
    seed=st.integers(0, 1000),
)
def test_all_cells_together_are_the_pooled_map_and_its_gradient(
    kind: str,
    size: tuple[int, int],
    stride: tuple[int, int],
    padded: bool,
    dilation: int,
    count_include_pad: bool,
    dtype: type,
    seed: int,
) -> None:
    rng = np.random.default_rng(seed)
    picture = rng.integers(-3, 4, (7, 6)).astype(dtype) / dtype(3)
    rings = ((size[0] - 1, 0), (0, size[1] - 1)) if padded else ((0, 0), (0, 0))
    settings: dict[str, Any] = {"size": size, "stride": stride, "padding": rings, "dilation": dilation}
    fits = pool_fits((7, 6), **settings)
    pooled = pool2d(picture[None, None], kind, **settings, count_include_pad=count_include_pad)
    grad: np.ndarray = rng.normal(size=pooled.shape).astype(dtype)
    expected = pool2d_backward(grad, picture[None, None], kind, **settings, count_include_pad=count_include_pad)

    surrounded = np.pad(picture, rings, constant_values=77)  # what lies there is not looked at
    outputs, shares = np.empty_like(pooled[0, 0]), np.zeros_like(surrounded)
    for row, column in np.ndindex(outputs.shape):
        outputs[row, column] = trace_pool(surrounded, fits, kind, row, column, count_include_pad).output
        back = trace_pool_backward(surrounded, fits, kind, grad[0, 0, row, column], row, column, count_include_pad)
        shares[np.ix_(back.rows, back.columns)] += back.share

    np.testing.assert_array_equal(outputs, pooled[0, 0])
    (top, _), (left, _) = rings
    tolerance = 1e-12 if dtype is np.float64 else 1e-5
    np.testing.assert_allclose(shares[top : top + 7, left : left + 6], expected[0, 0], atol=tolerance)


def test_a_large_picture_costs_no_more_than_a_small_one() -> None:
    small, large = np.ones((28, 28), np.float32), np.ones((3000, 4000), np.float32)
    times: dict[int, list[float]] = {small.size: [], large.size: []}

    for _ in range(50):
        for picture in (small, large):
            fits = AxisFit(len(picture), 3, 1), AxisFit(len(picture[0]), 3, 1)
            start = time.perf_counter()
            trace_pool(picture, fits, "max", 20, 20)
            times[picture.size].append(time.perf_counter() - start)

    assert np.median(times[large.size]) < 2 * np.median(times[small.size])


def test_a_trace_is_not_changed_when_the_picture_is() -> None:
    picture = np.ones((2, 2))
    trace = trace_pool(picture, pool_fits((2, 2), 2), "average", 0, 0)

    picture[:] = 9

    assert trace.inputs.max() == trace.terms.max() == 1


@pytest.mark.parametrize("cell", [(2, 0), (0, 2), (-1, 0)])
def test_a_cell_that_the_output_has_not_is_refused(cell: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="2×2 cells"):
        trace_pool(LECTURE, pool_fits((4, 4), 2), "max", *cell)


def test_what_cannot_be_traced_is_refused() -> None:
    fits = pool_fits((4, 4), 2, padding=1)
    with pytest.raises(ValueError, match="the padded map has 4×4 cells, the window fits 6×6"):
        trace_pool(LECTURE, fits, "max", 0, 0)
    with pytest.raises(ValueError, match="pooling 'min' is none of max, average, l2"):
        trace_pool(np.pad(LECTURE, 1), fits, "min", 0, 0)
