"""Components are what a plain flood fill finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from cnnstudio.data.components import BoolArray, components

masks = arrays(np.bool_, array_shapes(min_dims=2, max_dims=2, max_side=12), elements=st.booleans())


def flooded(mask: BoolArray) -> list[set[tuple[int, int]]]:
    """The components as sets of places, by flood fill."""
    left = {(int(row), int(column)) for row, column in np.argwhere(mask)}
    found = []
    while left:
        reached, border = set(), {min(left)}
        while border:
            reached |= border
            near = {(r + dr, c + dc) for r, c in border for dr in (-1, 0, 1) for dc in (-1, 0, 1)}
            border = near & left - reached
        left -= reached
        found.append(reached)
    return found


@given(masks)
def test_components_are_what_a_flood_fill_finds(mask: BoolArray) -> None:
    expected = flooded(mask)
    found = components(mask)
    assert found.count == len(expected)
    places = []
    for number in range(found.count):
        alone = found.mask(np.arange(found.count) == number)
        places.append({(int(row), int(column)) for row, column in np.argwhere(alone)})
    assert sorted(map(sorted, places)) == sorted(map(sorted, expected))


@given(masks)
def test_measures_are_those_of_each_component(mask: BoolArray) -> None:
    found = components(mask)
    values = np.arange(mask.size).reshape(mask.shape) * 0.5
    for number in range(found.count):
        alone = found.mask(np.arange(found.count) == number)
        rows, columns = np.nonzero(alone)
        assert found.areas[number] == len(rows)
        assert found.sums(values)[number] == pytest.approx(values[alone].sum())
        box = [columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]
        assert found.boxes[number].tolist() == box


def test_touching_at_a_corner_is_touching() -> None:
    assert components(np.eye(5, dtype=np.bool_)).count == 1
    assert components(np.eye(5, dtype=np.bool_)[:, ::2]).count == 3


def test_a_spiral_is_one_component() -> None:
    spiral = np.zeros((41, 41), np.bool_)
    for ring in range(0, 20, 2):
        spiral[ring, max(0, ring - 2) : 41 - ring] = True
        spiral[ring : 41 - ring, 40 - ring] = True
        spiral[40 - ring, ring : 41 - ring] = True
        spiral[ring + 2 : 41 - ring, ring] = True
    assert components(spiral).count == 1


def test_several_components_can_be_chosen_together() -> None:
    mask = np.array([[1, 0, 1, 0, 1]], np.bool_)
    assert components(mask).mask(np.array([True, False, True])).tolist() == [[True, False, False, False, True]]
