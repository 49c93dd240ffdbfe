"""The ground is what is left when the strokes are gone, under whatever light."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.lighting import contrast, ground, sliding_maximum

grids = arrays(np.float32, array_shapes(min_dims=2, max_dims=2, max_side=9), elements=st.floats(0, 1, width=32))


@given(grids, st.integers(1, 12))
def test_the_sliding_maximum_is_the_largest_in_each_window(values: FloatArray, reach: int) -> None:
    expected = [
        [
            values[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1].max()
            for column in range(values.shape[1])
        ]
        for row in range(values.shape[0])
    ]
    assert np.array_equal(sliding_maximum(values, reach), expected)


def slope() -> FloatArray:
    """Light that halves from left to right."""
    return np.tile(np.linspace(1.0, 0.5, 100, dtype=np.float32), (80, 1))


def away_from_rim(values: FloatArray) -> FloatArray:
    """The ground cannot follow the light over the last few pixels: what comes next is not known."""
    return values[:, 15:-15]


def written(paper: FloatArray, ink: float) -> FloatArray:
    """A cross of strokes, which reflect that much of the light."""
    grey = paper.copy()
    grey[20:60, 45:51] *= ink
    grey[37:43, 25:75] *= ink
    return grey


def test_on_paper_the_ground_is_the_light() -> None:
    bare = ground(written(slope(), 0.2), dark_ink=True)
    assert away_from_rim(bare) == pytest.approx(away_from_rim(slope()), abs=0.035)


def test_on_a_board_the_ground_is_the_board() -> None:
    board = 0.3 * slope()
    bare = ground(written(board, 3.0), dark_ink=False)
    assert away_from_rim(bare) == pytest.approx(away_from_rim(board), abs=0.01)


def test_the_edge_of_a_shadow_belongs_to_the_ground() -> None:
    paper = slope()
    paper[:, 60:] *= 0.5
    assert away_from_rim(ground(paper, dark_ink=True)) == pytest.approx(away_from_rim(paper), abs=0.01)


def test_ink_has_the_same_contrast_in_light_and_shadow() -> None:
    grey = written(slope(), 0.2)
    stands_out = contrast(grey, slope(), dark_ink=True)
    assert stands_out[40, 30] == pytest.approx(0.8, abs=0.01)
    assert stands_out[40, 70] == pytest.approx(0.8, abs=0.01)
    assert stands_out[5, 5] == pytest.approx(0, abs=0.01)


def test_chalk_stands_out_from_its_board() -> None:
    board = 0.2 * slope()
    stands_out = contrast(written(board, 4.0), board, dark_ink=False)
    assert stands_out[40, [30, 70]] == pytest.approx([0.75, 0.66], abs=0.05)
    assert stands_out[5, 5] == pytest.approx(0, abs=0.01)
