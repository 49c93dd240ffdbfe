"""A picture of a digit goes through the same steps as its strokes, and comes out the same."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.handwriting.writer import write_digit
from cnnstudio.data.ink import FoundInk
from cnnstudio.data.picture_recipe import prepare_picture
from cnnstudio.data.recipe import PEN_DIAMETER, Recipe
from cnnstudio.data.stroke_recipe import prepare_strokes
from cnnstudio.data.strokes import Drawing, Stroke
from tests.data.photos import coverage, placed

SIDE = 500


def found(ink: FloatArray) -> FoundInk:
    return FoundInk(ink.astype(np.float32), True, None, True)


def written(digit: int, pen_share: float, seed: int) -> tuple[FoundInk, Drawing]:
    """A digit 300 pixels high as ink, and its strokes in units of that picture; the pen is a share of the height."""
    rng = np.random.default_rng(seed)
    paths = placed(write_digit(digit, rng), (SIDE, SIDE), 300, rng)
    pen = 300 * pen_share
    drawing = tuple(Stroke(path / SIDE, np.full(len(path), pen / SIDE)) for path in paths)
    return found(coverage(paths, pen, (SIDE, SIDE))), drawing


RECIPES = {
    "all": Recipe(),
    "no crop": Recipe(crop=False),
    "no fit": Recipe(fit=False),
    "no centre": Recipe(center=False),
}


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
@pytest.mark.parametrize("pen_share", [0.01, 0.04, 0.08, 0.12])
def test_whatever_the_pen_the_picture_is_that_of_the_strokes(recipe: Recipe, pen_share: float) -> None:
    differences = []
    for digit in range(10):
        ink, drawing = written(digit, pen_share, seed=digit)
        same = prepare_picture(ink, recipe)
        expected = prepare_strokes(drawing, recipe)
        assert same.box is not None
        assert expected.box is not None
        # A centre of mass at the edge of a pixel may fall to either side.
        assert np.abs(np.subtract(same.box, expected.box)).max() <= 1
        differences.append(np.abs(same.pixels - expected.pixels).mean())
    assert np.median(differences) < (0.02 if recipe.fit else 0.04)


@pytest.mark.parametrize("recipe", [Recipe(pen=False), Recipe(pen=False, crop=False), Recipe(pen=False, fit=False)])
def test_without_the_pen_step_strokes_stay_as_thick_as_they_are(recipe: Recipe) -> None:
    differences, thicknesses = [], []
    for pen_share in (0.04, 0.12):
        for digit in range(10):
            ink, drawing = written(digit, pen_share, seed=digit)
            same, expected = prepare_picture(ink, recipe).pixels, prepare_strokes(drawing, recipe).pixels
            differences.append(np.abs(same - expected).mean())
            thicknesses.append(same.sum() / expected.sum())
    assert np.median(differences) < 0.02
    assert np.median(thicknesses) == pytest.approx(1, abs=0.1)


def test_a_thin_and_a_thick_pen_give_the_same_thickness() -> None:
    for share in (0.01, 0.12):
        bar = np.zeros((SIDE, SIDE))
        width = round(300 * share / 2)
        bar[100:400, 250 - width : 250 + width] = 1
        pixels = prepare_picture(found(bar)).pixels
        assert pixels[14].sum() == pytest.approx(PEN_DIAMETER, abs=0.3)
        assert np.count_nonzero(pixels.sum(axis=1) > 1) in (19, 20, 21)


def test_a_line_thinner_than_the_fine_grid_does_not_break() -> None:
    ring = np.zeros((1000, 1000))
    y, x = np.mgrid[:1000, :1000]
    ring[np.abs(np.hypot(x - 500, y - 500) - 400) < 0.6] = 1
    recipe = Recipe(center=False)  # a ring's centre of mass is at the edge of a pixel and may fall to either side
    pixels = prepare_picture(found(ring), recipe).pixels
    angles = np.linspace(0, 2 * np.pi, 100)
    circle = Stroke.of(np.stack([0.5 + 0.4 * np.cos(angles), 0.5 + 0.4 * np.sin(angles)], axis=1), 0.01)
    assert np.abs(pixels - prepare_strokes((circle,), recipe).pixels).max() < 0.15


def test_every_step_can_be_left_out() -> None:
    ink, _ = written(3, 0.05, seed=1)
    pictures = [prepare_picture(ink, recipe).pixels for recipe in (*RECIPES.values(), Recipe(pen=False))]
    for number, one in enumerate(pictures):
        for other in pictures[number + 1 :]:
            assert np.abs(one - other).max() > 0.2


@pytest.mark.parametrize("pen", [True, False])
@pytest.mark.parametrize("crop", [True, False])
def test_a_single_dot_is_a_dot(pen: bool, crop: bool) -> None:
    dot = np.zeros((50, 80))
    dot[20, 30] = 1
    prepared = prepare_picture(found(dot), Recipe(pen=pen, crop=crop))
    assert prepared.pixels.shape == (28, 28)
    assert 0 <= prepared.pixels.min() <= prepared.pixels.max() <= 1
    assert prepared.has_ink


def test_without_ink_there_is_a_blank_sheet() -> None:
    prepared = prepare_picture(found(np.zeros((40, 60))))
    assert not prepared.has_ink
    assert not prepared.pixels.any()


@pytest.mark.parametrize("shape", [(30, 900), (900, 30)])
def test_a_long_picture_is_not_squeezed(shape: tuple[int, int]) -> None:
    ink = np.zeros(shape)
    ink[5:25, 5:25] = 1
    pixels = prepare_picture(found(ink), Recipe(crop=False, pen=False, fit=False)).pixels
    rows, columns = (np.count_nonzero(pixels.sum(axis=axis) > 0.05) for axis in (1, 0))
    assert abs(int(rows) - int(columns)) <= 1
