"""The digit is found in photos and scans, by itself or with a hand from the user."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.handwriting.writer import write_digit
from cnnstudio.data.ink import Box, FoundInk, find_ink
from cnnstudio.data.mnist import load_mnist
from cnnstudio.data.photo import Picture, picture_from_bytes
from tests.data.photos import SCENES, coverage, empty_photo, photo, placed


def picture(grey: FloatArray) -> Picture:
    height, width = grey.shape
    colour = np.repeat(np.rint(grey * 255).astype(np.uint8)[:, :, None], 3, axis=2)
    return Picture("a picture", colour, grey.astype(np.float32), (width, height))


def overlap(one: Box | None, other: Box) -> float:
    """The common area of two boxes, as a share of what they cover together."""
    if one is None:
        return 0.0
    across = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    down = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in (one, other)]
    return across * down / (sum(areas) - across * down)


@pytest.mark.parametrize("scene", SCENES)
def test_digits_are_found_in_photos(scene: str) -> None:
    rng = np.random.default_rng(7)
    found = []
    for number in range(20):
        taken = photo(scene, write_digit(number % 10, rng, looseness=0.7), rng)
        answer = find_ink(picture_from_bytes(taken.content, "photo"))
        found.append(answer.dark_ink == taken.dark_ink and overlap(answer.crop, taken.box) > 0.8)
    assert sum(found) >= 19


@pytest.mark.parametrize("ground", ["paper", "board", "scan"])
def test_where_nothing_is_written_nothing_is_found(ground: str) -> None:
    rng = np.random.default_rng(3)
    for _ in range(10):
        found = find_ink(picture_from_bytes(empty_photo(ground, rng), "photo"))
        assert found.crop is None
        assert found.crop_automatic
        assert not found.has_ink


@pytest.mark.parametrize("grey", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (2, 3), (1024, 1024)])
def test_a_picture_of_one_grey_holds_no_ink(grey: float, size: tuple[int, int]) -> None:
    found = find_ink(picture(np.full(size, grey)))
    assert found.crop is None
    assert found.ink.shape == size


@pytest.mark.parametrize("pen", [1, 2, 3])
@pytest.mark.parametrize("height", [60, 120, 300])
def test_thin_jagged_lines_are_found_whole(pen: int, height: int) -> None:
    rng = np.random.default_rng(5)
    shares = []
    for digit in range(20):
        image = Image.new("L", (512, 512), 255)
        for path in placed(write_digit(digit % 10, rng), (512, 512), height, rng):
            ImageDraw.Draw(image).line([(float(x), float(y)) for x, y in path], fill=0, width=pen)
        drawn = np.asarray(image) / 255
        found = find_ink(picture(drawn))
        shares.append(found.ink[drawn < 0.5].mean())
    assert np.mean(np.array(shares) > 0.95) >= 0.9


def two_digits(width: int = 600, height: int = 400) -> Picture:
    """A large 1 at the left, a small 1 at the right, black on white."""
    grey = np.ones((height, width))
    grey[50:350, 100:120] = 0.1
    grey[250:330, 480:486] = 0.1
    return picture(grey)


def test_of_two_digits_the_larger_is_taken() -> None:
    found = find_ink(two_digits())
    assert found.dark_ink
    assert found.crop == (100, 50, 120, 350)
    assert found.crop_automatic
    assert found.ink[60:340, 102:118].min() == 1
    assert found.ink[:, 130:].max() == 0


def test_a_crop_by_hand_takes_the_other_one_and_is_given_back() -> None:
    crop = (450.5, 230.0, 520.0, 350.0)
    found = find_ink(two_digits(), crop=crop)
    assert found.crop == crop
    assert not found.crop_automatic
    assert found.ink[255:325, 481:485].min() == 1
    assert found.ink[:, :400].max() == 0


def test_a_crop_by_hand_takes_all_that_is_in_it() -> None:
    found = find_ink(two_digits(), crop=(50, 20, 560, 380))
    assert found.ink[60:340, 102:118].min() == 1
    assert found.ink[255:325, 481:485].min() == 1


def test_a_crop_by_hand_cuts_through_ink() -> None:
    found = find_ink(two_digits(), crop=(50, 200, 300, 380))
    assert found.ink[210:340, 102:118].min() == 1
    assert found.ink[:200].max() == 0


def test_a_crop_without_ink_stays_where_it_is() -> None:
    crop = (200.0, 50.0, 300.0, 150.0)
    found = find_ink(two_digits(), crop=crop)
    assert found.crop == crop
    assert not found.has_ink


@given(st.tuples(*[st.floats(-200, 900)] * 4))
def test_any_crop_is_an_answer(crop: Box) -> None:
    found = find_ink(two_digits(), crop=crop)
    assert found.ink.shape == (400, 600)
    assert found.crop == crop


def test_the_other_side_can_be_called_ink() -> None:
    dark, light = (find_ink(two_digits(), dark_ink=dark) for dark in (True, False))
    assert dark.dark_ink
    assert not light.dark_ink
    assert dark.ink[200, 110] == 1
    assert light.ink[200, 110] == 0


@pytest.mark.parametrize("dark_ink", [True, False])
@pytest.mark.parametrize("scale", [1, 8])
def test_digits_of_mnist_as_files_are_found(dark_ink: bool, scale: int) -> None:
    images = load_mnist("test").images[:60]
    for image in images:
        ink = np.kron(image, np.ones((scale, scale))) / 255
        found = find_ink(picture(1 - ink if dark_ink else ink))
        assert found.dark_ink == dark_ink
        assert found.crop is not None
        assert found.ink[ink > 0.9].mean() > 0.9
        assert found.ink[ink < 0.1].mean() < 0.05


def found_stroke(fading: FloatArray) -> FoundInk:
    """The ink of a wide bar whose contrast changes along it."""
    grey = np.ones((300, 500))
    grey[140:160, 50:450] = 1 - fading
    return find_ink(picture(grey))


def test_faint_ink_counts_as_full_ink() -> None:
    assert found_stroke(np.full(400, 0.25)).ink[143:157, 60:440].min() > 0.9


def test_a_stroke_that_fades_is_full_ink_to_its_end() -> None:
    assert found_stroke(np.linspace(0.9, 0.4, 400)).ink[143:157, 60:440].min() > 0.5


def test_smooth_edges_keep_the_stroke_as_wide_as_it_was() -> None:
    rng = np.random.default_rng(0)
    for pen in (4.0, 9.0, 15.0):
        ink = coverage(placed(write_digit(8, rng), (500, 500), 250, rng), pen, (500, 500))
        found = find_ink(picture(0.95 - 0.8 * ink)).ink
        assert found.sum() == pytest.approx(ink.sum(), rel=0.05)
        assert np.abs(found - ink).max() < 0.45
