"""Resized values keep their places and their means."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.resizing import local_mean, reduced, resized

grids = arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=9), elements=st.floats(0, 1, width=32))


@given(grids, st.integers(1, 4))
def test_reduced_values_are_means_of_squares(values: FloatArray, step: int) -> None:
    small = reduced(values, step)
    assert small.shape == tuple(-(-side // step) for side in values.shape)
    for row, column in np.ndindex(small.shape):
        square = values[row * step : (row + 1) * step, column * step : (column + 1) * step]
        assert small[row, column] == pytest.approx(square.mean(), abs=1e-5)


@given(grids, st.integers(1, 4))
def test_the_local_mean_is_the_mean_of_each_window(values: FloatArray, reach: int) -> None:
    padded = np.pad(values, reach, mode="edge")
    for (row, column), mean in np.ndenumerate(local_mean(values, reach)):
        window = padded[row : row + 2 * reach + 1, column : column + 2 * reach + 1]
        assert mean == pytest.approx(window.mean(), abs=1e-5)


def test_growing_keeps_every_place() -> None:
    ramp = np.tile(np.arange(8, dtype=np.float32), (4, 1))
    grown = resized(ramp, (12, 24), 3)
    # The middle of the first old pixel is at 0.5, that of the fifth new one at 4.5 / 3.
    assert grown[6, 4] == pytest.approx(4.5 / 3 - 0.5)
    assert grown[6, 19] == pytest.approx(19.5 / 3 - 0.5)


def test_shrinking_averages() -> None:
    checks = np.indices((8, 8)).sum(axis=0) % 2
    assert resized(checks.astype(np.float32), (4, 4), 0.5) == pytest.approx(np.full((4, 4), 0.5))


def test_a_part_may_start_between_pixels() -> None:
    ramp = np.tile(np.arange(10, dtype=np.float32), (10, 1))
    part = resized(ramp, (2, 2), 0.25, start=(1.0, 0.0))
    assert part == pytest.approx(np.array([[2.5, 6.5], [2.5, 6.5]]))


def test_pixels_beyond_the_edge_are_stretched_over() -> None:
    assert resized(np.ones((2, 2), np.float32), (7, 7), 3) == pytest.approx(np.ones((7, 7)))
