"""The named kernels are the classical ones in their usual size, and keep their meaning in every other."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Translator
from cnnstudio.data.kernel_presets import LARGEST_SIZE, PRESETS, KernelPreset, preset
from cnnstudio.ops.conv2d import conv2d

IDS = [known.id for known in PRESETS]
SIZES = [(height, width) for height in range(1, LARGEST_SIZE + 1) for width in range(1, LARGEST_SIZE + 1)]

CLASSICAL = {
    "identity": [[0, 0, 0], [0, 1, 0], [0, 0, 0]],
    "box": [[1 / 9] * 3] * 3,
    "gaussian": [[1 / 16, 2 / 16, 1 / 16], [2 / 16, 4 / 16, 2 / 16], [1 / 16, 2 / 16, 1 / 16]],
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
    "sobel_x": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
    "sobel_y": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "laplacian": [[0, 1, 0], [1, -4, 1], [0, 1, 0]],
    "emboss": [[-2, -1, 0], [-1, 1, 1], [0, 1, 2]],
    "diagonal_down": [[2, -1, -1], [-1, 2, -1], [-1, -1, 2]],
    "diagonal_up": [[-1, -1, 2], [-1, 2, -1], [2, -1, -1]],
    "corner": [[-1, -1, -1], [-1, 2, 2], [-1, 2, -1]],
}


def answer(name: str, picture: FloatArray, height: int, width: int) -> FloatArray:
    maps: FloatArray = conv2d(picture[None, None], preset(name).make(height, width)[None, None])[0, 0]
    return maps


@pytest.mark.parametrize("name", CLASSICAL)
def test_three_by_three_is_the_classical_kernel(name: str) -> None:
    assert preset(name).make(3, 3).tolist() == CLASSICAL[name]


@pytest.mark.parametrize("known", PRESETS, ids=IDS)
def test_every_size_can_be_made_and_belongs_to_whoever_asked(known: KernelPreset) -> None:
    for size in SIZES:
        kernel = known.make(*size)
        assert kernel.shape == size
        assert kernel.dtype == np.float64
        assert np.isfinite(kernel).all()
        before = kernel.copy()
        kernel += 1
        assert np.array_equal(known.make(*size), before)


@pytest.mark.parametrize("name", ["identity", "box", "gaussian", "sharpen", "emboss"])
def test_even_areas_stay_as_they_are(name: str) -> None:
    for size in SIZES:
        assert preset(name).make(*size).sum() == pytest.approx(1)


@pytest.mark.parametrize("name", ["sobel_x", "sobel_y", "laplacian"])
def test_edge_finders_answer_nothing_on_even_areas(name: str) -> None:
    for size in SIZES:
        assert preset(name).make(*size).sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("name", ["diagonal_down", "diagonal_up", "corner"])
def test_line_finders_answer_nothing_on_even_areas_where_there_is_room_beside_the_line(name: str) -> None:
    for height, width in SIZES:
        if min(height, width) >= 2:
            assert preset(name).make(height, width).sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("height", "width"), [(3, 3), (5, 5), (11, 11), (4, 6), (3, 9)])
def test_a_step_from_0_to_1_answers_4_at_any_larger_size(height: int, width: int) -> None:
    step = np.zeros((height, 2 * width))
    step[:, width:] = 1
    assert answer("sobel_x", step, height, width).max() == pytest.approx(4)
    assert answer("sobel_y", np.tile(step[:1].T, (1, width)), height, width).max() == pytest.approx(
        preset("sobel_y").make(height, width).clip(0).sum()
    )


def test_a_slope_needs_two_cells() -> None:
    assert not preset("sobel_x").make(5, 1).any()
    assert preset("sobel_x").make(1, 2).tolist() == [[-1, 1]]


@pytest.mark.parametrize("size", [3, 4, 5, 7, 11])
def test_diagonals_tell_the_two_slants_apart(size: int) -> None:
    falling = np.eye(size)
    assert answer("diagonal_down", falling, size, size) == 2 * size
    assert answer("diagonal_up", falling, size, size) < size
    assert answer("diagonal_up", falling[::-1], size, size) == 2 * size


def test_the_corner_answers_most_where_it_lies() -> None:
    box = np.zeros((12, 12))
    box[3, 3:9] = box[8, 3:9] = box[3:9, 3] = box[3:9, 8] = 1
    found = answer("corner", box, 5, 5)
    assert np.argwhere(found == found.max()).tolist() == [[3 - 2, 3 - 2]]  # the window's middle lies on the corner


def test_the_curve_is_that_of_the_course() -> None:
    expected = np.zeros((7, 7))
    expected[[0, 1, 2, 3, 4, 5], [5, 4, 3, 3, 3, 3]] = 30
    assert preset("curve").usual_size == 7
    assert np.array_equal(preset("curve").make(7, 7), expected)


def test_random_weights_are_the_same_each_time_and_others_in_another_size() -> None:
    assert np.array_equal(preset("random").make(3, 5), preset("random").make(3, 5))
    assert not np.array_equal(preset("random").make(3, 5), preset("random").make(5, 3).T)
    assert np.abs(preset("random").make(11, 11)).max() <= 1


def test_sentences_are_short() -> None:
    say = Translator("en")
    assert len(set(IDS)) == len(IDS)
    for known in PRESETS:
        assert len(say(known.sentence)) <= 90
        assert say(known.sentence).endswith(".")


def test_a_name_that_is_not_known() -> None:
    with pytest.raises(KeyError):
        preset("gabor")
