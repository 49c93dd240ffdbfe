"""A part of the input around the window."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.labs.convolution.computation import compute
from cnnstudio.labs.convolution.crop import crop_around, window_middle
from cnnstudio.labs.convolution.params import ConvolutionParams


@pytest.mark.parametrize(
    ("place", "corner"), [((0, 0), (0, 0)), ((20, 15), (16, 11)), ((39, 29), (32, 22)), ((-3, 90), (0, 22))]
)
def test_a_part_lies_around_a_place_and_within_the_input(place: tuple[int, int], corner: tuple[int, int]) -> None:
    input_ = np.arange(1200, dtype=np.float32).reshape(1, 40, 30)
    crop = crop_around(input_, place, (8, 8))

    assert (crop.top, crop.left) == corner
    assert crop.values.tolist() == input_[:, corner[0] : corner[0] + 8, corner[1] : corner[1] + 8].tolist()
    assert crop.values.dtype == np.float64
    assert not crop.is_whole


def test_a_small_input_is_taken_whole() -> None:
    crop = crop_around(np.zeros((3, 4, 5)), (2, 2), (12, 12))

    assert (crop.size, crop.is_whole) == ((4, 5), True)


def test_the_middle_of_a_window_knows_stride_padding_and_dilation() -> None:
    params = ConvolutionParams(padding=(1, 2), stride=(2, 1), dilation=(1, 2))
    result = compute(params, np.zeros((1, 9, 9)))

    assert window_middle(result, (0, 0)) == (0, 0)
    assert window_middle(result, (2, 3)) == (4, 3)
