from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d, conv2d_backward
from cnnstudio.ops.conv2d_trace import trace_cell, trace_cell_backward

strides = st.tuples(st.integers(1, 3), st.integers(1, 3))
dilations = st.tuples(st.integers(1, 2), st.integers(1, 2))


def test_one_cell_of_the_lecture_is_taken_apart() -> None:
    """Curriculum C1: at the first cell 1·1 + 0·0 + 0·0 + 1·1 = 2."""
    picture = np.array([[[1, 0, 1, 0], [0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 1, 0]]], float)
    mask = np.array([[[1, 0], [0, 1]]], float)

    trace = trace_cell(picture, mask, 0.5, 0, 0)

    assert trace.products.tolist() == [[[1, 0], [0, 1]]]
    assert trace.running.tolist() == [[[1, 1], [1, 2]]]
    assert (trace.total, trace.bias, trace.before, trace.after) == (2, 0.5, 2.5, 2.5)


def test_a_dilated_window_meets_every_second_row_and_strides_over_columns() -> None:
    picture = np.arange(63.0).reshape(1, 7, 9)

    trace = trace_cell(picture, np.ones((1, 3, 2)), 0, row=1, column=2, stride=(1, 3), dilation=(2, 1))

    assert trace.rows == (1, 3, 5)
    assert trace.columns == (6, 7)
    assert trace.inputs.tolist() == [[[15, 16], [33, 34], [51, 52]]]


def test_each_channel_has_its_partial_sum() -> None:
    """Curriculum C6: partial sums plus bias make one number."""
    picture = np.stack([np.full((3, 3), value) for value in (1.0, 10.0, 100.0)])

    trace = trace_cell(picture, np.ones((3, 2, 2)), 7.0, 0, 0)

    assert trace.channel_sums.tolist() == [4, 40, 400]
    assert trace.running[:, -1, -1].tolist() == [4, 44, 444]
    assert trace.after == 451


def test_a_turned_kernel_lies_turned_on_the_window_and_its_gradient_is_in_its_own_order() -> None:
    """Curriculum C9."""
    picture = np.arange(4.0).reshape(1, 2, 2)
    kernel = np.array([[[1.0, 2.0], [3.0, 4.0]]])

    trace = trace_cell_backward(picture, kernel, 0.0, 10.0, 0, 0, flip=True)

    assert trace.weights.tolist() == [[[4, 3], [2, 1]]]
    assert trace.dx_share.tolist() == [[[40, 30], [20, 10]]]
    assert trace.dw_share.tolist() == [[[30, 20], [10, 0]]]


@given(
    channels=st.integers(1, 3),
    kernel_size=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    stride=strides,
    dilation=dilations,
    flip=st.booleans(),
    activation=st.sampled_from(sorted(ACTIVATIONS)),
    seed=st.integers(0, 1000),
)
def test_all_cells_together_are_the_convolution_and_its_gradients(
    channels: int,
    kernel_size: tuple[int, int],
    stride: tuple[int, int],
    dilation: tuple[int, int],
    flip: bool,
    activation: str,
    seed: int,
) -> None:
    """Curriculum C10: the shares of one window after the other add up to dW, db and dx."""
    rng = np.random.default_rng(seed)
    picture, weight, bias = rng.normal(size=(channels, 7, 6)), rng.normal(size=(channels, *kernel_size)), 0.3
    settings = {"stride": stride, "dilation": dilation, "flip": flip}
    sums = conv2d(picture[None], weight[None], np.array([bias]), **settings)  # type: ignore[arg-type]
    used, grad = ACTIVATIONS[activation], rng.normal(size=sums.shape)
    expected = conv2d_backward(grad * used.derivative(sums), picture[None], weight[None], **settings)  # type: ignore[arg-type]

    dx, dw, db, after = np.zeros_like(picture), np.zeros_like(weight), 0.0, np.empty(sums.shape[2:])
    for row, column in np.ndindex(after.shape):
        after[row, column] = trace_cell(picture, weight, bias, row, column, stride, dilation, flip, activation).after
        trace = trace_cell_backward(
            picture, weight, bias, grad[0, 0, row, column], row, column, stride, dilation, flip, activation
        )
        dx[np.ix_(range(channels), trace.rows, trace.columns)] += trace.dx_share
        dw += trace.dw_share
        db += trace.delta

    np.testing.assert_allclose(after, used.function(sums)[0, 0], atol=1e-12)
    np.testing.assert_allclose(dx, expected.dx[0], atol=1e-12)
    np.testing.assert_allclose(dw, expected.dw[0], atol=1e-12)
    np.testing.assert_allclose(db, expected.db[0], atol=1e-12)


def test_what_a_cell_hands_back_stops_where_its_activation_is_flat() -> None:
    """A rectifier whose sum was below zero passes nothing on."""
    trace = trace_cell_backward(np.ones((1, 2, 2)), np.ones((1, 2, 2)), -10.0, 3.0, 0, 0, activation="relu")

    assert (trace.grad, trace.slope, trace.delta) == (3, 0, 0)
    assert not trace.dx_share.any()


def test_a_large_picture_costs_no_more_than_a_small_one() -> None:
    weight = np.ones((1, 5, 5), np.float32)
    small, large = np.ones((1, 28, 28), np.float32), np.ones((1, 3000, 4000), np.float32)
    times: dict[int, list[float]] = {small.size: [], large.size: []}

    for _ in range(50):
        for picture in (small, large):
            start = time.perf_counter()
            trace_cell(picture, weight, 0.0, 20, 20)
            times[picture.size].append(time.perf_counter() - start)

    assert np.median(times[large.size]) < 2 * np.median(times[small.size])


def test_a_trace_is_not_changed_when_picture_and_kernel_are() -> None:
    picture, kernel = np.ones((1, 3, 3)), np.ones((1, 2, 2))
    trace = trace_cell(picture, kernel, 0.0, 0, 0)

    picture[:] = kernel[:] = 9

    assert trace.inputs.max() == trace.weights.max() == 1


@pytest.mark.parametrize("cell", [(2, 0), (0, 2), (-1, 0)])
def test_a_cell_that_the_output_has_not_is_refused(cell: tuple[int, int]) -> None:
    with pytest.raises(IndexError, match="2×2 cells"):
        trace_cell(np.ones((1, 3, 3)), np.ones((1, 2, 2)), 0.0, *cell)


def test_a_kernel_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="a 4×4 kernel does not fit a 3×3 input"):
        trace_cell(np.ones((1, 3, 3)), np.ones((1, 4, 4)), 0.0, 0, 0)
