"""A thinned stroke is one pixel wide, hangs together as it did, and runs along its middle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.data.components import BoolArray, components
from cnnstudio.data.thinning import thinned

masks = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.booleans())


@given(masks)
def test_every_part_keeps_a_line(mask: BoolArray) -> None:
    line = thinned(mask)
    assert not (line & ~mask).any()
    parts = components(mask)
    for number in range(parts.count):
        alone = parts.mask(np.arange(parts.count) == number)
        assert components(line & alone).count == 1


@given(masks)
def test_no_square_of_four_is_left_whole(mask: BoolArray) -> None:
    line = thinned(np.kron(mask, np.ones((3, 3), np.bool_)))
    squares = line[:-1, :-1] & line[1:, :-1] & line[:-1, 1:] & line[1:, 1:]
    assert squares.sum() <= 0.05 * max(20, line.sum())


@pytest.mark.parametrize("width", [1, 3, 5, 9, 15])
def test_a_bar_becomes_the_line_in_its_middle(width: int) -> None:
    bar = np.zeros((40, 80), np.bool_)
    bar[20 - width // 2 : 21 + width // 2, 10:70] = True
    rows, columns = np.nonzero(thinned(bar))
    inside = (columns > 12 + width // 2) & (columns < 67 - width // 2)
    assert set(rows[inside].tolist()) <= {19, 20, 21}
    assert abs(columns.min() - (10 + width // 2)) <= 2
    assert abs(columns.max() - (69 - width // 2)) <= 2


def test_a_ring_stays_a_ring() -> None:
    y, x = np.mgrid[-30:31, -30:31]
    distance = np.hypot(x, y)
    line = thinned((distance > 14) & (distance < 26))
    assert components(line).count == 1
    assert distance[line] == pytest.approx(np.full(line.sum(), 20.0), abs=1.5)
    assert not line[25:36, 25:36].any()
