import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnstudio.data.handwriting.styles import STYLES
from cnnstudio.data.handwriting.writer import write_digit
from cnnstudio.data.stroke_recipe import prepare_strokes
from cnnstudio.data.strokes import ink_box

ALL_STYLES = [(digit, style) for digit, styles in enumerate(STYLES) for style in styles]


@pytest.mark.parametrize(("digit", "style"), ALL_STYLES)
def test_every_style_gives_a_picture(digit: int, style: str) -> None:
    drawing = write_digit(digit, np.random.default_rng(1), style=style)
    ink = prepare_strokes(drawing).pixels
    assert 20 < ink.sum() < 250


def test_ten_digits_have_at_least_ten_ways_each() -> None:
    assert len(STYLES) == 10
    assert min(map(len, STYLES)) >= 10


@settings(deadline=None, max_examples=200)
@given(digit=st.integers(0, 9), seed=st.integers(0, 2**32), looseness=st.floats(0, 2))
def test_whatever_the_hand_it_writes_inside_the_canvas(digit: int, seed: int, looseness: float) -> None:
    drawing = write_digit(digit, np.random.default_rng(seed), looseness)
    low, high = np.array(ink_box(drawing, with_pen=False)).reshape(2, 2)
    assert (low >= 0).all()
    assert (high <= 1).all()
    assert 0.3 < (high - low).max() < 0.9
    assert all((stroke.widths > 0).all() for stroke in drawing)
    assert prepare_strokes(drawing).has_ink


def test_the_same_seed_writes_the_same_digit_and_another_seed_another() -> None:
    first, again, other = (write_digit(7, np.random.default_rng(seed)) for seed in (3, 3, 4))
    assert all(np.array_equal(a.points, b.points) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first[0].points, other[0].points)


def test_without_looseness_a_style_keeps_its_strokes() -> None:
    drawing = write_digit(7, np.random.default_rng(0), looseness=0.0, style="crossed")
    assert len(drawing) == 2
