from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution import unrolled_sentences as words
from cnnstudio.labs.convolution.computation import compute
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult
from cnnstudio.labs.convolution.unrolled import Mark, unroll

rng = np.random.default_rng(0)
SAY = Translator("en")


def convolved(
    size: tuple[int, int], kernel: tuple[int, int], channels: int = 1, **settings: object
) -> ConvolutionResult:
    params = ConvolutionParams(weight=rng.normal(size=(1, channels, *kernel)))
    return compute(replace(params, **settings), rng.random((channels, *size)))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", [(0, 0), (3, 17), (25, 25), (12, 13)])
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"flip": True},
        {"padding": (1, 1), "padding_mode": "reflect"},
        {"stride": (2, 3)},
        {"dilation": (2, 1)},
    ],
    ids=lambda settings: "-".join(settings) or "plain",
)
def test_the_matrix_gives_what_the_sliding_window_gives(settings: dict[str, object], place: tuple[int, int]) -> None:
    result = convolved((28, 28), (3, 3), 1, **settings)
    row, column = (min(wanted, size - 1) for wanted, size in zip(place, result.output_size, strict=True))

    layer = unroll(result, 0, 0, row, column)

    first_row, first_column = layer.first_output
    rows, columns = layer.output.shape
    slid = result.before[0, first_row : first_row + rows, first_column : first_column + columns]
    np.testing.assert_allclose(layer.output, slid, atol=1e-12)
    assert layer.difference < 1e-12
    assert layer.output_of(row, column) is not None


def test_each_connection_carries_the_weight_that_stands_in_the_matrix() -> None:
    layer = unroll(convolved((28, 28), (3, 2)), 0, 0, 5, 5)

    rebuilt = np.zeros_like(layer.matrix)
    for link in layer.links:
        rebuilt[link.output, link.input] = layer.kernel[link.kernel_cell]

    np.testing.assert_array_equal(rebuilt, layer.matrix)


def test_a_small_input_is_unrolled_as_a_whole_and_a_large_one_in_pieces() -> None:
    small = unroll(convolved((6, 5), (3, 3), padding=(1, 1)), 0, 0, 2, 2)
    large = unroll(convolved((28, 28), (3, 3)), 0, 0, 2, 2)

    assert small.is_whole
    assert small.input.shape == (8, 7)
    assert not large.is_whole
    assert large.input.shape == (6, 6)


def test_the_piece_stays_while_the_window_walks_through_it() -> None:
    result = convolved((28, 28), (3, 3))

    firsts = [unroll(result, 0, 0, 9, column).first_output for column in range(9)]

    assert firsts == [(8, 0)] * 4 + [(8, 4)] * 4 + [(8, 8)]


def test_of_a_kernel_too_large_for_nodes_one_row_is_unrolled() -> None:
    result = convolved((28, 28), (11, 11), padding=(5, 5))

    layer = unroll(result, 0, 0, 9, 3)

    assert layer.kernel_row == 5
    assert layer.first == (14, 0)
    assert layer.input.shape[0] == 1
    np.testing.assert_array_equal(layer.kernel[0], result.params.weight[0, 0, 5])
    assert layer.difference < 1e-12
    assert SAY(words.piece_sentence(layer, 0, 1)).startswith("One row of the kernel, row 6, on 34 cells")


@pytest.mark.parametrize("kernel", [(1, 1), (1, 11), (11, 1), (7, 7), (5, 3)], ids=str)
@pytest.mark.parametrize("size", [(28, 28), (12, 40), (11, 11), (3000, 17)], ids=str)
def test_whatever_the_sizes_there_are_few_enough_nodes_to_be_drawn(
    size: tuple[int, int], kernel: tuple[int, int]
) -> None:
    result = convolved(size, kernel)
    rows, columns = result.output_size

    for place in ((0, 0), (rows - 1, columns - 1), (rows // 2, columns // 2)):
        layer = unroll(result, 0, 0, *place)
        assert layer.input.size <= 81
        assert len(layer.links) <= 400
        assert layer.difference < 1e-12
        assert layer.output_of(*place) is not None


def test_the_padding_of_a_piece_is_counted() -> None:
    result = convolved((28, 28), (3, 3), padding=(2, 1))

    assert unroll(result, 0, 0, 0, 0).margins(result.fits) == (2, 1, 0, 0)
    assert unroll(result, 0, 0, 29, 27).margins(result.fits) == (0, 0, 2, 1)


def test_marks_find_their_connections() -> None:
    layer = unroll(convolved((4, 4), (2, 2)), 0, 0, 0, 0)

    assert {link.input for link in layer.links_of(Mark("output", 0))} == {0, 1, 4, 5}
    assert {link.output for link in layer.links_of(Mark("input", 5))} == {0, 1, 3, 4}
    assert len(layer.links_of(Mark("weight", (1, 0)))) == 9
    assert layer.link_at(0, 2) is None


def test_sentences_compare_with_a_dense_layer() -> None:
    result = convolved((4, 4), (2, 2))
    layer = unroll(result, 0, 0, 0, 0)

    assert SAY(words.headline(layer)) == (
        "<b>36</b> connections share <b>4</b> weights; a dense layer would have <b>144</b>."
    )
    assert "16 × 9 = <b>144</b>" in SAY(words.explanation(result))
    assert "36 of 144 cells hold a weight" in SAY(words.equality_sentence(layer))
    assert "joined to 4 of 16 inputs" in SAY(words.mark_sentence(layer, Mark("output", 0)))
    assert "joined to <b>4</b> of 9 outputs" in SAY(words.mark_sentence(layer, Mark("input", 5)))
    assert "row 2, column 1 lies on <b>9</b> connections" in SAY(words.mark_sentence(layer, Mark("weight", (1, 0))))
    several = unroll(convolved((4, 4), (2, 2), channels=3), 0, 1, 0, 0)
    assert SAY(words.piece_sentence(several, 1, 3)) == "All 4 × 4 cells of channel 2 of 3."
