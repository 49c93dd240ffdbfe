"""An impossible setting is told with the change that mends it, and that change does mend it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.texts import Translator
from cnnstudio.ops.padding2d import pad2d
from cnnstudio.ops.window import AxisFit, AxisFits, axis_fits
from cnnstudio.ops.window_advice import Mend, mends, unfit_reason


def said(fits: AxisFits, padding_mode: str = "zeros") -> str | None:
    reason = unfit_reason(fits, padding_mode)
    return None if reason is None else Translator("en")(reason)


def test_a_kernel_that_fits_is_no_problem() -> None:
    assert said(axis_fits((5, 5), 5)) is None
    assert mends(axis_fits((5, 5), 5)) == ()


IMPOSSIBLE = {
    "too large": (axis_fits((4, 4), 5), "The 5×5 kernel does not fit the 4×4 input. Choose padding 1 or size 4."),
    "too high": (
        axis_fits((4, 9), (6, 2)),
        "The 6×2 kernel is too high for the 4×9 input. Choose padding 1 in height or size 4 in height.",
    ),
    "too wide": (
        axis_fits((9, 4), (3, 9)),
        "The 3×9 kernel is too wide for the 9×4 input. Choose padding 3 in width or size 4 in width.",
    ),
    "too large, padded": (
        axis_fits((4, 4), 11, padding=2),
        "The 11×11 kernel does not fit the 4×4 input, 8×8 with its padding. Choose padding 4 or size 8.",
    ),
    "dilated": (
        axis_fits((5, 5), 3, dilation=3),
        "The 3×3 kernel, 7×7 with its dilation, does not fit the 5×5 input. Choose padding 1, size 2 or dilation 2.",
    ),
    "stride": (axis_fits((4, 4), 2, stride=0), "A stride of 0 never moves. Choose stride 1 or more."),
    "stride across": (
        axis_fits((4, 4), 2, stride=(1, 0)),
        "A stride of 0 never moves. Choose stride 1 or more in width.",
    ),
    "stride backwards": (axis_fits((4, 4), 2, stride=-1), "A stride of −1 never moves. Choose stride 1 or more."),
    "dilation": (
        axis_fits((4, 4), 2, dilation=0),
        "A dilation of 0 lays the cells of the kernel on one another. Choose dilation 1 or more.",
    ),
    "size": (axis_fits((4, 4), (0, 3)), "A kernel of size 0 has no cells. Choose size 1 or more in height."),
    "padding": (axis_fits((4, 4), 2, padding=-1), "A padding of −1 would cut cells off. Choose padding 0 or more."),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_sentence_says_why_and_how_to_mend_it(name: str) -> None:
    fits, sentence = IMPOSSIBLE[name]
    assert said(fits) == sentence


def test_a_mirror_needs_cells_to_mirror() -> None:
    fits = axis_fits((3, 8), 3, padding=3)
    assert said(fits) is None
    assert said(fits, "reflect") == (
        "A padding of 3 mirrors more cells than the 3×8 input has to give. "
        "Choose padding 2 in height or another padding mode."
    )
    with pytest.raises(ValueError, match="mirror"):
        pad2d(np.zeros((1, 1, 3, 8)), 3, "reflect")
    pad2d(np.zeros((1, 1, 3, 8)), (2, 3), "reflect")


def changed(fits: AxisFits, mend: Mend, value: int) -> AxisFits:
    """The window after following the advice with a value."""
    height, width = fits
    follow = {"both": (True, True), "height": (True, False), "width": (False, True)}[mend.axes]
    return (
        _follow(height, mend, value) if follow[0] else height,
        _follow(width, mend, value) if follow[1] else width,
    )


def _follow(axis: AxisFit, mend: Mend, value: int) -> AxisFit:
    if mend.setting == "padding":
        return replace(axis, padding=(value, value))
    if mend.setting == "size":
        return replace(axis, kernel_size=value)
    return replace(axis, stride=value) if mend.setting == "stride" else replace(axis, dilation=value)


axes = st.builds(
    AxisFit,
    input_size=st.integers(1, 12),
    kernel_size=st.integers(-1, 11),
    stride=st.integers(-1, 4),
    padding=st.integers(-1, 4).map(lambda ring: (ring, ring)),
    dilation=st.integers(-1, 4),
)


@given(st.tuples(axes, axes))
def test_there_is_a_reason_just_where_the_window_does_not_fit(fits: AxisFits) -> None:
    possible = fits[0].fits and fits[1].fits
    assert (unfit_reason(fits) is None) == possible
    assert (mends(fits) == ()) == possible


sensible = st.builds(
    AxisFit,
    input_size=st.integers(1, 12),
    kernel_size=st.integers(1, 11),
    stride=st.integers(1, 4),
    padding=st.integers(0, 4).map(lambda ring: (ring, ring)),
    dilation=st.integers(1, 4),
)


@given(st.tuples(sensible, sensible))
def test_each_advice_alone_mends_it_and_is_the_smallest_that_does(fits: AxisFits) -> None:
    for mend in mends(fits):
        assert all(axis.fits for axis in changed(fits, mend, mend.value))
        short = mend.value - 1 if mend.setting == "padding" else mend.value + 1
        assert not all(axis.fits for axis in changed(fits, mend, short))


@given(st.tuples(axes, axes))
def test_whoever_follows_the_advice_again_and_again_arrives(fits: AxisFits) -> None:
    for _ in range(5):
        advice = mends(fits)
        if not advice:
            break
        fits = changed(fits, advice[0], advice[0].value)
    assert mends(fits) == ()
