"""The examples give the numbers that the course gives."""

from __future__ import annotations

import pytest

from cnnstudio.data.worked_examples import WORKED_EXAMPLES, WorkedExample, worked_example
from cnnstudio.ops.conv2d import conv2d

EXPECTED = {
    "diagonal_mask": [[[2, 1, 1], [0, 2, 2], [0, 1, 1]]],
    "curve_found": [[[6600]]],
    "curve_missing": [[[0]]],
    "stride_1_padding_0": [[[12, 12], [10, 17]]],
    "stride_2_padding_1": [[[6, 17, 3], [8, 17, 13], [6, 4, 4]]],
    # The first cell by hand: 1·1 + 2·0 + 0·0 + 1·1 = 2 in one channel, 0 + 1 + −2 + 0 = −1 in the other, bias 1.
    "two_channels": [[[2, 7, 1], [1, 1, 5], [6, 1, 3]]],
}

SHAPES = {
    "diagonal_mask": (1, 3, 3),
    "curve_found": (1, 1, 1),
    "curve_missing": (1, 1, 1),
    "stride_1_padding_0": (1, 2, 2),
    "stride_1_padding_2": (1, 6, 6),
    "stride_2_padding_1": (1, 3, 3),
    "edges": (2, 5, 5),
    "two_channels": (1, 3, 3),
    "colours": (2, 5, 5),
}


@pytest.mark.parametrize("example", WORKED_EXAMPLES, ids=lambda example: example.id)
def test_the_maps_are_those_of_the_course(example: WorkedExample) -> None:
    found = worked_example(example.id)
    maps = conv2d(found.input[None], found.weight, found.bias, found.stride, found.padding)[0]
    assert maps.shape == SHAPES[found.id]
    if found.id in EXPECTED:
        assert maps.tolist() == EXPECTED[found.id]


def test_every_example_is_whole_and_small_enough_to_read() -> None:
    for example in WORKED_EXAMPLES:
        assert example.input.ndim == 3
        assert example.bias.shape == (len(example.weight),)
        assert max(example.input.shape) <= 7
        assert (example.input == example.input.round()).all()


def test_the_edges_of_the_bar_are_found_on_their_side() -> None:
    example = worked_example("edges")
    vertical, horizontal = conv2d(example.input[None], example.weight)[0]
    assert vertical[2].tolist() == [36, 36, 0, -36, -36]
    assert horizontal[0, 2] == 36
    assert not horizontal[2].any()


def test_an_example_that_is_not_known() -> None:
    with pytest.raises(KeyError):
        worked_example("spiral")
