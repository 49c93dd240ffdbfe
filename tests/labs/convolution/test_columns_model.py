from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution import columns
from cnnstudio.labs.convolution.columns import MatrixCell, Source
from cnnstudio.labs.convolution.computation import compute
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult
from cnnstudio.labs.convolution.stretch import Stretch

rng = np.random.default_rng(0)


def convolved(**settings: object) -> ConvolutionResult:
    """Two filters of 3 × 2 on two channels of 7 × 8, with all that makes indices hard."""
    params = ConvolutionParams(
        weight=rng.normal(size=(2, 2, 3, 2)), bias=np.array([0.5, -1.0]), presets=("own", "own"), padding=(1, 2)
    )
    changed = replace(params, stride=(2, 1), dilation=(1, 2), **settings)  # type: ignore[arg-type]
    return compute(changed, rng.random((2, 7, 8)))


@pytest.mark.parametrize("flip", [False, True])
def test_a_stretch_of_rows_times_the_kernel_is_the_output(flip: bool) -> None:
    result = convolved(flip=flip)

    rows = columns.windows_at(result, 5, 20)

    product = rows @ columns.flat_kernel(result, 1) + result.params.bias[1]
    np.testing.assert_allclose(product, result.before[1].reshape(-1)[5:25], atol=1e-12)


def test_the_rows_of_a_photo_are_made_without_the_rest_of_the_matrix() -> None:
    photo = np.zeros((1, 3000, 4000), np.float32)
    params = ConvolutionParams(weight=np.zeros((1, 1, 11, 11)))
    result = ConvolutionResult(params, photo, photo, params.fits_for((3000, 4000)), (0,), photo[:, 10:, 10:], photo)

    assert columns.windows_at(result, 11_000_000, 20).shape == (20, 121)


def test_every_cell_of_the_matrix_knows_the_input_it_copies() -> None:
    result = convolved()
    matrix = columns.windows_at(result, 0, result.output_size[0] * result.output_size[1])

    for place, term in np.ndindex(*matrix.shape):
        source = columns.source_of(result, MatrixCell(place, term))
        assert matrix[place, term] == result.padded[source.channel, source.row, source.column]


def test_every_input_knows_all_its_copies() -> None:
    result = convolved()
    by_source: dict[Source, list[MatrixCell]] = {}
    for place in range(result.output_size[0] * result.output_size[1]):
        for term in range(result.params.term_count):
            cell = MatrixCell(place, term)
            by_source.setdefault(columns.source_of(result, cell), []).append(cell)

    for channel, row, column in np.ndindex(*result.padded.shape):
        source = Source(channel, row, column)
        assert list(columns.copies_of(result, source)) == by_source.get(source, [])


def test_the_sizes_are_those_of_the_worked_example() -> None:
    params = ConvolutionParams(weight=np.ones((1, 3, 5, 5)))
    result = compute(params, np.zeros((3, 7, 7)))

    sentence = Translator("en")(columns.sizes_sentence(result))

    assert sentence == "(1, 3, 7, 7) with 5 × 5 → (9, 75): 147 numbers become 675."


def test_sentences_count_from_one_and_name_padding() -> None:
    say = Translator("en")
    result = compute(ConvolutionParams(padding=(1, 1)), np.arange(16.0).reshape(1, 4, 4))

    assert say(columns.cell_sentence(result, MatrixCell(0, 0))) == "Row 1, column 1 copies padding: <b>0</b>."
    assert "copies input row <b>1</b>, column <b>2</b>: <b>1</b>" in say(
        columns.cell_sentence(result, MatrixCell(0, 5))
    )
    assert "<b>9</b> times" in say(columns.copies_sentence(result, Source(0, 2, 2)))
    assert "padding stands <b>once</b> in" in say(columns.copies_sentence(result, Source(0, 0, 0)))
    assert "9 products add up to" in say(columns.row_sentence(result, 0, 3))
    assert "with the bias" in say(columns.row_sentence(convolved(), 1, 3))
    assert "weight <b>−2</b> at kernel row 2, column 1" in say(columns.term_sentence(result, 0, 3))
    assert "(16, 9)" in say(columns.explanation(result))


@pytest.mark.parametrize(("first", "start"), [(12, 10), (19, 10), (20, 15), (9, 4), (0, 0), (99, 90)], ids=str)
def test_a_stretch_stays_while_it_holds_the_place_and_then_moves_it_to_its_middle(first: int, start: int) -> None:
    assert Stretch(10, 10).holding(first, 1, 100) == Stretch(start, 10)


def test_a_stretch_is_no_longer_than_what_there_is() -> None:
    assert Stretch(3, 10).holding(2, 3, 6) == Stretch(0, 6)
