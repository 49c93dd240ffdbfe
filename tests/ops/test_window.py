from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.im2col import col2im, im2col
from cnnstudio.ops.window import AxisFit, axis_fits, check_fits, coverage, paddings, pair, same_padding

axes = st.builds(
    AxisFit,
    input_size=st.integers(0, 12),
    kernel_size=st.integers(-1, 6),
    stride=st.integers(-1, 5),
    padding=st.tuples(st.integers(-1, 4), st.integers(-1, 4)),
    dilation=st.integers(-1, 4),
)


def places_by_walking(axis: AxisFit) -> list[list[int]]:
    """Return the cells that the window meets at each place, found by pushing it along until it falls off."""
    places, start = [], 0
    while start + (axis.kernel_size - 1) * axis.dilation < axis.padded_size:
        places.append([start + offset * axis.dilation for offset in range(axis.kernel_size)])
        start += axis.stride
    return places


def test_one_number_stands_for_both_directions() -> None:
    assert pair(3) == (3, 3)
    assert pair((3, 5)) == (3, 5)
    assert paddings(1) == ((1, 1), (1, 1))
    assert paddings((1, 2)) == ((1, 1), (2, 2))
    assert paddings(((0, 1), (2, 3))) == ((0, 1), (2, 3))


def test_what_does_not_divide_leaves_an_unused_edge() -> None:
    """Curriculum C3: 224, 11, stride 4, padding 3 gives 54.75 + 1 places, floored; three cells are never met."""
    axis = AxisFit(input_size=224, kernel_size=11, stride=4, padding=(3, 3))

    assert axis.output_size == 55
    assert axis.unused == 3
    assert AxisFit(input_size=7, kernel_size=3, stride=2).unused == 0


@pytest.mark.parametrize(
    ("kernel_size", "stride", "padding", "output_size"), [(3, 1, 0, 3), (3, 1, 2, 7), (3, 2, 1, 3)]
)
def test_the_animated_cases(kernel_size: int, stride: int, padding: int, output_size: int) -> None:
    """Curriculum C4: a 3 × 3 kernel on a 5 × 5 picture."""
    assert AxisFit(5, kernel_size, stride, (padding, padding)).output_size == output_size


def test_a_dilated_kernel_reaches_further_with_as_many_cells() -> None:
    axis = AxisFit(input_size=9, kernel_size=3, dilation=3)

    assert axis.extent == 7
    assert list(axis.met(2)) == [2, 5, 8]


@given(axes)
def test_the_formula_counts_the_places_of_a_window_that_is_pushed_along(axis: AxisFit) -> None:
    if min(axis.kernel_size, axis.stride, axis.dilation) < 1 or min(axis.padding) < 0:
        assert not axis.fits
        assert axis.output_size == 0
        return

    places = places_by_walking(axis)

    assert axis.fits == bool(places)
    assert axis.output_size == len(places)
    assert [list(axis.met(index)) for index in range(axis.output_size)] == places
    reached = max(places[-1], default=0) + 1 if places else 0
    assert axis.unused == axis.padded_size - reached
    if places:
        cells = np.arange(axis.padded_size)
        by_offset = [cells[axis.all_met(offset)].tolist() for offset in range(axis.kernel_size)]
        assert by_offset == np.transpose(places).tolist()


@pytest.mark.parametrize(("kernel_size", "padding"), [(3, 1), (5, 2), (7, 3)])
def test_same_padding_of_an_odd_kernel_is_half_of_it_on_either_side(kernel_size: int, padding: int) -> None:
    """Curriculum C5: P = (F − 1) / 2 at stride 1."""
    assert same_padding((28, 28), kernel_size) == paddings(padding)


@given(
    size=st.tuples(st.integers(1, 20), st.integers(1, 20)),
    kernel_size=st.integers(1, 6),
    stride=st.integers(1, 5),
    dilation=st.integers(1, 3),
)
def test_same_padding_gives_as_many_places_as_strides_fit(
    size: tuple[int, int], kernel_size: int, stride: int, dilation: int
) -> None:
    padding = same_padding(size, kernel_size, stride, dilation)

    fits = axis_fits(size, kernel_size, stride, padding, dilation)

    assert [axis.output_size for axis in fits] == [-(-n // stride) for n in size]
    assert all(0 <= after - before <= 1 for before, after in padding)


@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")
def test_same_padding_puts_what_is_left_over_where_torch_does() -> None:
    x, weight = torch.randn(1, 1, 6, 7), torch.randn(1, 1, 2, 4)
    (top, bottom), (left, right) = same_padding((6, 7), (2, 4))

    padded = torch.nn.functional.pad(x, (left, right, top, bottom))

    same = torch.nn.functional.conv2d(x, weight, padding="same")
    torch.testing.assert_close(torch.nn.functional.conv2d(padded, weight), same)


def test_corner_cells_take_part_in_few_windows_and_padding_helps_them() -> None:
    """Curriculum C4."""
    bare, padded = coverage(axis_fits((5, 5), 3)), coverage(axis_fits((5, 5), 3, padding=2))

    assert bare.tolist() == [[1, 2, 3, 2, 1], [2, 4, 6, 4, 2], [3, 6, 9, 6, 3], [2, 4, 6, 4, 2], [1, 2, 3, 2, 1]]
    assert padded.tolist() == [[9] * 5] * 5


@given(
    size=st.tuples(st.integers(1, 9), st.integers(1, 9)),
    kernel_size=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    stride=st.integers(1, 3),
    padding=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    dilation=st.integers(1, 3),
)
def test_coverage_is_what_comes_back_when_every_window_hands_out_ones(
    size: tuple[int, int], kernel_size: tuple[int, int], stride: int, padding: tuple[int, int], dilation: int
) -> None:
    fits = axis_fits(size, kernel_size, stride, padding, dilation)
    counts = coverage(fits)
    if not all(axis.fits for axis in fits):
        assert counts.tolist() == np.zeros(size).tolist()
        return

    ones = np.ones_like(im2col(np.zeros((1, 1, *size)), kernel_size, stride, padding, dilation))

    assert counts.tolist() == col2im(ones, (1, 1, *size), kernel_size, stride, padding, dilation)[0, 0].tolist()


def test_what_does_not_fit_is_refused_with_its_sizes() -> None:
    with pytest.raises(ValueError, match="a 5×3 kernel does not fit a 4×8 input"):
        check_fits(axis_fits((2, 6), (5, 3), padding=1))
