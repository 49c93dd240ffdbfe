"""Which cells belong together, against windows that are walked place by place."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cnnstudio.ops.window import AxisFits, axis_fits
from cnnstudio.widgets.stage.reach import inputs_of_term, is_inside, nearest_output, outputs_of_input, windows_of_inputs

FITS = [
    axis_fits((4, 4), 2),
    axis_fits((4, 4), 2, stride=2),
    axis_fits((5, 7), (3, 2), stride=(2, 3), padding=(1, 0)),
    axis_fits((9, 8), 3, stride=2, padding=2, dilation=2),
    axis_fits((6, 6), 6, stride=6),
    axis_fits((7, 5), 2, stride=3),
]
"""Side by side and overlapping, with padding, with gaps, one window for all, and with cells that none reaches."""


def steps(fits: AxisFits) -> list[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Return each output cell with the cells of the padded input under its window, in reading order."""
    height, width = fits
    return [
        ((row, column), list(product(height.met(row), width.met(column))))
        for row, column in product(range(height.output_size), range(width.output_size))
    ]


def places(mask: np.ndarray) -> set[tuple[int, int]]:
    return {(int(row), int(column)) for row, column in zip(*np.nonzero(mask), strict=True)}


@pytest.mark.parametrize("fits", FITS)
def test_an_input_feeds_the_outputs_whose_window_holds_it(fits: AxisFits) -> None:
    for cell in product(range(fits[0].padded_size), range(fits[1].padded_size)):
        assert places(outputs_of_input(fits, *cell)) == {output for output, window in steps(fits) if cell in window}


@pytest.mark.parametrize("fits", FITS)
def test_a_term_meets_the_same_cell_of_every_window(fits: AxisFits) -> None:
    for row, column in product(range(fits[0].kernel_size), range(fits[1].kernel_size)):
        met = {window[row * fits[1].kernel_size + column] for _, window in steps(fits)}
        assert places(inputs_of_term(fits, row, column)) == met


@pytest.mark.parametrize("fits", FITS)
def test_windows_are_counted_with_the_padding(fits: AxisFits) -> None:
    counts = windows_of_inputs(fits)
    expected = np.zeros((fits[0].padded_size, fits[1].padded_size))
    for _, window in steps(fits):
        for cell in window:
            expected[cell] += 1
    np.testing.assert_array_equal(counts, expected)


@pytest.mark.parametrize("fits", FITS)
def test_a_click_goes_to_the_window_whose_middle_is_nearest(fits: AxisFits) -> None:
    height, width = fits
    for cell in product(range(height.padded_size), range(width.padded_size)):
        there = nearest_output(fits, *cell)
        for place, here, fit in zip(cell, there, fits, strict=True):
            distances = [abs(place - (start * fit.stride + (fit.extent - 1) / 2)) for start in range(fit.output_size)]
            assert distances[here] == min(distances)


def test_padding_lies_outside() -> None:
    fits = axis_fits((3, 4), 3, padding=((1, 0), (2, 1)))
    inside = {cell for cell in product(range(4), range(7)) if is_inside(fits, *cell)}
    assert inside == set(product(range(1, 4), range(2, 6)))
