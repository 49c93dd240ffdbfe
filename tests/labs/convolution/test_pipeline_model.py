from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.computation import compute
from cnnstudio.labs.convolution.kernels import with_filters
from cnnstudio.labs.convolution.params import ConvolutionParams
from cnnstudio.labs.convolution.pipeline import cell_sentence, explanation, headline, pipeline_of, value_at

rng = np.random.default_rng(0)
RELU = ConvolutionParams(activation="relu", padding=(1, 1))


def test_every_filter_passes_through_three_stages() -> None:
    input_ = rng.random((1, 7, 9))
    result = compute(with_filters(RELU, 5), input_)

    pipeline = pipeline_of(result)

    assert [stage.id for stage in pipeline.stages] == ["before", "after", "pooled"]
    assert [stage.size for stage in pipeline.stages] == [(7, 9), (7, 9), (3, 4)]
    before, after, pooled = (stage.drawn for stage in pipeline.stages)
    np.testing.assert_array_equal(after, np.maximum(before, 0))
    blocks = after[:, :6, :8].reshape(5, 3, 2, 4, 2)
    np.testing.assert_array_equal(pooled, blocks.max(axis=(2, 4)))


def test_pooled_maps_share_the_scale_of_the_maps_they_come_from() -> None:
    before, after, pooled = pipeline_of(compute(RELU, rng.random((1, 8, 8)))).stages

    assert before.signed
    assert before.limit == np.abs(before.drawn).max()
    assert not after.signed
    assert pooled.limit == after.limit == after.drawn.max()


def test_what_falls_below_zero_after_the_activation_is_shown_as_signed() -> None:
    result = compute(replace(RELU, activation="tanh"), rng.random((1, 6, 6)))

    assert all(stage.signed for stage in pipeline_of(result).stages)


def test_a_map_too_small_for_pooling_has_two_stages() -> None:
    assert len(pipeline_of(compute(ConvolutionParams(), rng.random((1, 3, 9)))).stages) == 2


def test_large_maps_are_drawn_thinned_but_read_in_full() -> None:
    result = compute(RELU, rng.random((1, 900, 1300)).astype(np.float32))

    pipeline = pipeline_of(result)

    assert max(max(stage.drawn.shape) for stage in pipeline.stages) <= 400
    assert pipeline.stages[2].size == (450, 650)
    assert value_at(result, "pooled", 0, 449, 649) == result.after[0, 898:, 1298:].max()
    # The pooled maps that are drawn are cells of the whole pooled map, every fourth one.
    assert pipeline.stages[2].drawn[0, 10, 20] == value_at(result, "pooled", 0, 40, 80)


@pytest.mark.parametrize(("place", "cell"), [((0.0, 0.0), (0, 0)), ((0.5, 0.99), (6, 4)), ((1.0, 1.0), (6, 8))])
def test_a_place_on_a_map_belongs_to_a_cell(place: tuple[float, float], cell: tuple[int, int]) -> None:
    stage = pipeline_of(compute(RELU, rng.random((1, 7, 9)))).stages[0]

    assert stage.cell_at(*place) == cell


def test_the_sentence_follows_a_cell_through_the_stages() -> None:
    picture = np.zeros((1, 5, 5))
    picture[0, :, 3:] = 1.0
    result = compute(replace(RELU, bias=np.array([-0.5])), picture)
    say = Translator("en")

    assert say(headline(result, 0, 2, 2)) == (
        "Vertical, row 3, column 3: convolution <b>3.50</b>, activation <b>3.50</b>, pooling <b>3.50</b>."
    )
    assert "activation <b>0</b>" in say(headline(result, 0, 0, 0))
    assert "not pooled" in say(headline(result, 0, 4, 4))
    assert "Before ReLU, row 1, column 1: <b>−0.50</b>" in say(cell_sentence(result, "before", 0, 0, 0))
    assert "largest of its 2 × 2" in say(cell_sentence(result, "pooled", 0, 0, 0))
    assert "5 × 5 numbers become 1 × 2 × 2" in say(explanation(pipeline_of(result)))
