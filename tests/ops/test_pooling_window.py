from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.ops.pooling_window import ceil_padding, cells_met, pool_fits
from cnnstudio.ops.window import AxisFit, axis_fits


def test_windows_stand_side_by_side_unless_a_stride_is_given() -> None:
    assert [axis.output_size for axis in pool_fits((6, 7), (2, 3))] == [3, 2]
    assert [axis.output_size for axis in pool_fits((6, 7), (2, 3), stride=1)] == [5, 5]


def test_a_padding_as_wide_as_the_window_is_refused_only_where_a_window_stands_in_it() -> None:
    """At the far edge the stride of 4 lets no window stand in the padding; a stride of 3 does."""
    far = ((0, 2), (0, 2))

    assert [axis.output_size for axis in pool_fits((6, 6), 2, stride=4, padding=far)] == [2, 2]
    with pytest.raises(ValueError, match="a 2×2 window lies wholly in the padding"):
        pool_fits((6, 6), 2, stride=3, padding=far)


def test_a_dilated_window_that_steps_over_the_map_is_refused() -> None:
    """Its two cells lie before and after the map's only one."""
    with pytest.raises(ValueError, match="wholly in the padding"):
        pool_fits((1, 1), 2, padding=1, dilation=2)


@given(
    size=st.integers(1, 9),
    kernel_size=st.integers(1, 4),
    stride=st.integers(1, 4),
    padding=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    dilation=st.integers(1, 3),
)
def test_the_cells_met_are_those_of_the_map(
    size: int, kernel_size: int, stride: int, padding: tuple[int, int], dilation: int
) -> None:
    axis = AxisFit(size, kernel_size, stride, padding, dilation)

    met = [sum(padding[0] <= cell < padding[0] + size for cell in axis.met(i)) for i in range(axis.output_size)]

    assert cells_met(axis).tolist() == met


@given(
    size=st.integers(1, 12),
    kernel_size=st.integers(1, 4),
    stride=st.integers(1, 5),
    padding=st.integers(0, 3),
    dilation=st.integers(1, 3),
)
def test_rounding_up_leaves_nothing_unused_but_what_only_padding_could_use(
    size: int, kernel_size: int, stride: int, padding: int, dilation: int
) -> None:
    (axis, _) = axis_fits((size, size), kernel_size, stride, padding, dilation)
    if not axis.fits or padding >= kernel_size:
        return

    rows, columns = ceil_padding((size, size), kernel_size, stride, padding, dilation)

    (wider, _) = axis_fits((size, size), kernel_size, stride, (rows, columns), dilation)
    assert rows == columns
    assert wider.output_size - axis.output_size in (0, 1)
    if wider.output_size > axis.output_size:
        assert wider.unused == 0
        assert wider.met(wider.output_size - 1).start < padding + size
    else:
        assert rows == (padding, padding)
        assert axis.unused == 0 or axis.output_size * stride >= padding + size


def test_the_fit_is_remembered_not_worked_out_for_every_picture() -> None:
    assert pool_fits((24, 24), 2) is pool_fits((24, 24), 2)
    assert np.prod([axis.output_size for axis in pool_fits((24, 24), 2)]) == 144
