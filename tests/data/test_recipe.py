from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.data.mnist import load_mnist
from cnnstudio.data.recipe import MASS_PLACE, Prepared, Recipe, center_of_mass, shifted
from cnnstudio.data.stroke_recipe import draw_strokes, prepare_strokes
from cnnstudio.data.strokes import Drawing, Stroke

SEVEN: Drawing = (Stroke.of([(0.1, 0.1), (0.3, 0.1), (0.15, 0.4)], 0.03),)
"""Small, and in a corner of the canvas."""


def ink_size(prepared: Prepared) -> tuple[int, int]:
    rows, columns = np.nonzero(prepared.pixels > 0.05)
    return int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


def test_the_whole_recipe_gives_a_digit_as_in_mnist() -> None:
    seven = prepare_strokes(SEVEN)

    assert seven.pixels.shape == (28, 28)
    assert seven.pixels.dtype == np.float32
    assert 20 <= ink_size(seven)[1] <= 21  # antialiased edges may touch one row more
    assert seven.mass == pytest.approx((MASS_PLACE, MASS_PLACE), abs=0.51)
    assert seven.pixels.max() == 1
    assert seven.box is not None
    assert seven.box[2] - seven.box[0] == seven.box[3] - seven.box[1] == 20


def test_without_cropping_a_small_digit_stays_small() -> None:
    assert ink_size(prepare_strokes(SEVEN, Recipe(crop=False)))[1] < 12


def test_without_fitting_it_fills_the_sheet() -> None:
    seven = prepare_strokes(SEVEN, Recipe(fit=False, center=False))

    assert 27 <= ink_size(seven)[1] <= 28


def test_without_centring_the_middle_of_the_box_stays_in_the_middle() -> None:
    seven = prepare_strokes(SEVEN, Recipe(center=False))

    assert seven.box == (4, 4, 24, 24)
    assert seven.mass != pytest.approx((MASS_PLACE, MASS_PLACE), abs=0.51)


def test_without_the_pen_step_the_line_is_as_thin_as_it_was_drawn() -> None:
    thin = (Stroke.of([(0.5, 0.1), (0.5, 0.9)], 0.01),)

    assert prepare_strokes(thin).pixels[14].sum() == pytest.approx(2.2, abs=0.15)
    assert prepare_strokes(thin, Recipe(pen=False)).pixels[14].sum() < 1


def test_an_empty_sheet_has_no_ink() -> None:
    nothing = prepare_strokes(())

    assert not nothing.has_ink
    assert not nothing.pixels.any()


def test_a_single_dot_is_a_dot_in_the_middle() -> None:
    dot = prepare_strokes((Stroke.of([(0.9, 0.9)], 0.05),))

    assert dot.mass == pytest.approx((MASS_PLACE, MASS_PLACE), abs=0.51)
    assert dot.pixels.sum() == pytest.approx(np.pi * 1.1**2, rel=0.2)


def test_a_pen_leaves_no_gap_however_fast_it_moves() -> None:
    fast = [Stroke.of([(2.0, 2.0), (26.0, 26.0)], 2.2)]

    assert draw_strokes(fast).diagonal()[2:26].min() > 0.9


@given(scale=st.floats(0.05, 3), x=st.floats(-2, 2), y=st.floats(-2, 2))
def test_size_and_place_on_the_canvas_do_not_matter(scale: float, x: float, y: float) -> None:
    moved = tuple(Stroke(stroke.points * scale + (x, y), stroke.widths) for stroke in SEVEN)

    np.testing.assert_allclose(prepare_strokes(moved).pixels, prepare_strokes(SEVEN).pixels, atol=1e-4)


@given(
    points=st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=30),
    crop=st.booleans(),
    fit=st.booleans(),
    center=st.booleans(),
    pen=st.booleans(),
)
def test_any_scribble_gives_ink_between_zero_and_one(
    points: list[tuple[float, float]], crop: bool, fit: bool, center: bool, pen: bool
) -> None:
    pixels = prepare_strokes((Stroke.of(points, 0.05),), Recipe(crop, fit, center, pen)).pixels

    assert pixels.shape == (28, 28)
    assert np.isfinite(pixels).all()
    assert pixels.min() >= 0
    assert pixels.max() <= 1


def test_the_mass_of_mnist_lies_where_the_recipe_puts_it() -> None:
    masses = np.array([center_of_mass(image / 255) for image in load_mnist("test").images[:2000]])

    assert masses.mean(axis=0) == pytest.approx((MASS_PLACE, MASS_PLACE), abs=0.05)


def test_shifting_moves_by_whole_pixels_and_loses_what_leaves() -> None:
    sheet = np.arange(9.0).reshape(3, 3)

    assert shifted(sheet, 1, 0).tolist() == [[0, 0, 1], [0, 3, 4], [0, 6, 7]]
    assert shifted(sheet, 0, -2).tolist() == [[6, 7, 8], [0, 0, 0], [0, 0, 0]]
    assert not shifted(sheet, 5, 0).any()
