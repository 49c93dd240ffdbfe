"""An impossible pooling window is told with the change that mends it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.texts import Translator
from cnnstudio.ops.pooling_advice import unpooled_reason
from cnnstudio.ops.pooling_window import pool_fits
from cnnstudio.ops.window import AxisFits, axis_fits

IMPOSSIBLE = {
    "too large": (axis_fits((4, 4), 5), "The 5×5 window does not fit the 4×4 input. Choose padding 1 or size 4."),
    "no cells": (axis_fits((4, 4), 0), "A window of size 0 has no cells. Choose size 1 or more."),
    "stands still": (axis_fits((4, 4), 2, stride=0), "A stride of 0 never moves. Choose stride 1 or more."),
    "only padding": (
        axis_fits((4, 4), (2, 3), padding=2),
        "With padding 2 the 2×3 window has places with nothing to pool. "
        "Choose padding 1 in height or size 3 in height.",
    ),
    "only padding, both ways": (
        axis_fits((4, 4), 2, padding=(2, 3)),
        "With padding 3 the 2×2 window has places with nothing to pool. Choose padding 1 or size 4.",
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_sentence_says_why_and_how_to_mend_it(name: str) -> None:
    fits, sentence = IMPOSSIBLE[name]
    reason = unpooled_reason(fits)
    assert reason is not None
    assert Translator("en")(reason) == sentence


sizes = st.tuples(st.integers(1, 9), st.integers(1, 9))
windows = st.tuples(st.integers(0, 5), st.integers(0, 5))


@given(sizes, windows, windows, windows)
def test_there_is_a_reason_just_where_pooling_refuses(
    size: tuple[int, int], window: tuple[int, int], stride: tuple[int, int], padding: tuple[int, int]
) -> None:
    fits: AxisFits = axis_fits(size, window, stride, padding)
    try:
        pool_fits(size, window, stride, padding)
    except ValueError:
        assert unpooled_reason(fits) is not None
    else:
        assert unpooled_reason(fits) is None
