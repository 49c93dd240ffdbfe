from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.data.strokes import Stroke, erased, fitted, ink_box, resampled

LINE = Stroke.of([(0.2, 0.5), (0.8, 0.5)], 0.05)


def test_resampling_keeps_the_ends_and_the_length() -> None:
    fine = resampled(LINE, 0.01)

    assert 61 <= len(fine.points) <= 62
    assert fine.points[0].tolist() == [0.2, 0.5]
    assert fine.points[-1].tolist() == [0.8, 0.5]
    assert np.hypot(*np.diff(fine.points, axis=0).T).max() <= 0.01 + 1e-12


def test_resampling_a_dot_leaves_one_point() -> None:
    assert len(resampled(Stroke.of([(0.5, 0.5)] * 7, 0.05), 0.01).points) == 1


def test_the_box_includes_the_pen() -> None:
    assert ink_box((LINE,)) == pytest.approx((0.175, 0.475, 0.825, 0.525))
    assert ink_box((LINE,), with_pen=False) == pytest.approx((0.2, 0.5, 0.8, 0.5))


def test_an_empty_drawing_has_no_box() -> None:
    with pytest.raises(ValueError, match="empty"):
        ink_box(())


def test_the_eraser_cuts_a_stroke_in_two() -> None:
    across = np.array([(0.5, 0.3), (0.5, 0.7)])

    left, right = erased((LINE,), across, diameter=0.1)

    # The edge of the eraser's path lies at 0.45 and 0.55; the pen's own radius goes too.
    assert left.points[-1, 0] == pytest.approx(0.425, abs=0.0126)
    assert right.points[0, 0] == pytest.approx(0.575, abs=0.0126)
    assert left.points[0, 0] == 0.2
    assert right.points[-1, 0] == 0.8


def test_what_the_eraser_does_not_touch_stays_the_same_object() -> None:
    far = np.array([(0.5, 0.9)])

    assert erased((LINE,), far, diameter=0.1) == (LINE,)


def test_the_eraser_takes_a_dot_away() -> None:
    dot = Stroke.of([(0.5, 0.5)], 0.05)

    assert erased((dot,), np.array([(0.52, 0.5)]), diameter=0.1) == ()


@given(scale=st.floats(0.01, 1e4), x=st.floats(-1e4, 1e4), y=st.floats(-1e4, 1e4))
def test_strokes_of_any_unit_are_fitted_into_the_canvas(scale: float, x: float, y: float) -> None:
    paths = [np.array([(0, 0), (1, 2)]) * scale + (x, y), np.array([(1, 0)]) * scale + (x, y)]

    left, top, right, bottom = ink_box(fitted(paths, size=0.7), with_pen=False)

    assert bottom - top == pytest.approx(0.7, rel=1e-3)
    assert (left + right) / 2 == pytest.approx(0.5, abs=1e-3)
    assert (top + bottom) / 2 == pytest.approx(0.5, abs=1e-3)


def test_nothing_fitted_is_nothing() -> None:
    assert fitted([]) == ()
