"""A part of a window's cells follows the cell of the moment; terms are written as one would by hand."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.widgets.stage.terms import Part, blanked, number, written

PART = Part(top=2, left=1, rows=3, columns=4)
"""Rows 2…4 and columns 1…4 of a window."""


def test_a_part_cuts_its_share() -> None:
    window = np.arange(80.0).reshape(8, 10)
    np.testing.assert_array_equal(PART.cut(window), window[2:5, 1:5])
    assert Part(0, 0, 8, 10).cut(window).shape == window.shape


@pytest.mark.parametrize(
    ("cell", "place"),
    [((2, 1), (0, 0)), ((4, 4), (2, 3)), ((1, 1), None), ((5, 4), None), ((2, 0), None), ((2, 5), None)],
)
def test_a_part_tells_where_a_cell_stands_in_it(cell: tuple[int, int], place: tuple[int, int] | None) -> None:
    assert PART.place(*cell) == place


@pytest.mark.parametrize("row", range(8))
@pytest.mark.parametrize("column", range(10))
def test_a_part_moves_as_little_as_shows_a_cell(row: int, column: int) -> None:
    moved = PART.containing(row, column)
    assert moved.place(row, column) is not None
    assert (moved.rows, moved.columns) == (3, 4)
    assert abs(moved.top - PART.top) == max(PART.top - row, row - (PART.top + 2), 0)
    assert abs(moved.left - PART.left) == max(PART.left - column, column - (PART.left + 3), 0)


def test_numbers_are_written_alike_and_integers_without_decimals() -> None:
    assert written(np.array([[1.0, -2.0], [0.0, 3.0]])) == ("1", "−2", "0", "3")
    assert written(np.array([[1.0, -2.5]])) == ("1.00", "−2.50")
    assert written(np.array([[1.0, 2.5]]), 1, "Σ ") == ("Σ 1.0", "Σ 2.5")
    assert written(np.array([-np.inf, 1.0])) == ("−∞", "1"), "padding of a maximum needs no decimals"
    assert (number(-0.001), number(2.0), number(np.inf)) == ("0.00", "2", "∞")


def test_what_is_not_computed_yet_is_left_out() -> None:
    assert blanked(("1", "2", "3", "4"), np.array([[True, True], [False, True]])) == ("1", "2", "", "4")
