"""A stack of layers: sizes, what a cell sees, what it costs (curriculum C11)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution import receptive_field as stacks
from cnnstudio.labs.convolution import receptive_field_sentences as words
from cnnstudio.labs.convolution.receptive_field import COMPARISONS, stack_on
from cnnstudio.ops.receptive_field import StackedLayer, receptive_field, stack_parameters

_LAYERS = st.lists(
    st.builds(StackedLayer, st.integers(1, 5), stride=st.integers(1, 3), dilation=st.integers(1, 3)),
    min_size=1,
    max_size=3,
).map(tuple)


def test_each_3x3_layer_takes_one_cell_off_each_side() -> None:
    stack = stack_on(np.zeros((28, 28)), (StackedLayer(3),) * 3)

    assert [map_.shape for map_ in stack.maps] == [(28, 28), (26, 26), (24, 24), (22, 22)]
    assert stack.problem is None


def test_large_and_small_kernels_see_equally_much_at_another_price() -> None:
    assert [receptive_field(pair.large) for pair in COMPARISONS] == [5, 7]
    assert [receptive_field(pair.small) for pair in COMPARISONS] == [5, 7]
    assert [(stack_parameters(pair.large), stack_parameters(pair.small)) for pair in COMPARISONS] == [
        (25, 18),
        (49, 27),
    ]
    assert [round(pair.extra * 100) for pair in COMPARISONS] == [39, 81]


def test_a_stack_that_does_not_fit_says_which_layer_and_keeps_those_before() -> None:
    stack = stack_on(np.zeros((6, 9)), (StackedLayer(3), StackedLayer(5), StackedLayer(3)))
    assert stack.problem is not None

    said = Translator("en")(stack.problem)
    assert "Layer <b>2</b> spans 5 × 5 but gets 4 × 7" in said
    assert len(stack.maps) == 2


@given(_LAYERS, st.data())
def test_a_cell_changes_exactly_with_the_cells_it_meets(layers: stacks.Layers, data: st.DataObject) -> None:
    field = receptive_field(layers)
    input_ = np.zeros((field + 4, field + 4))
    maps = stack_on(input_, layers).maps
    number = len(layers)
    row, column = (data.draw(st.integers(0, size - 1)) for size in maps[-1].shape)

    rows, columns = (stacks.cells_met(layers, number, index)[0] for index in (row, column))
    seen = np.zeros_like(input_, bool)
    seen[np.ix_(rows, columns)] = True

    without, within = np.where(seen, 0.0, 1.0), np.where(seen, 1.0, 0.0)
    assert stack_on(without, layers).maps[-1][row, column] == 0
    assert stack_on(within, layers).maps[-1][row, column] == pytest.approx(1)
    (top, bottom), (left, right) = stacks.fields_of_cell(layers, number, (row, column))[0]
    assert (top, bottom, left, right) == (rows[0], rows[-1], columns[0], columns[-1])


@given(_LAYERS)
def test_the_sum_in_words_is_the_receptive_field(layers: stacks.Layers) -> None:
    terms = [term.split("·") for term in words.field_sum(layers).split(" + ")]

    assert sum(int(np.prod([int(factor) for factor in term])) for term in terms) == receptive_field(layers)


def test_layers_are_added_like_the_last_and_taken_from_the_end() -> None:
    layers = (StackedLayer(3), StackedLayer(5, stride=2))

    assert stacks.with_count(layers, 4) == (*layers, layers[1], layers[1])
    assert stacks.with_count(layers, 1) == layers[:1]
    assert stacks.with_layer(layers, 2, stride=1) == (layers[0], StackedLayer(5))


def test_what_a_cell_sees_is_said_with_the_numbers() -> None:
    field = stacks.fields_of_cell((StackedLayer(3),) * 2, 2, (4, 7))[0]

    assert field == ((4, 8), (7, 11))
    assert (
        Translator("en")(words.sees_sentence(2, field)) == "One cell of layer <b>2</b> sees <b>5 × 5</b> of the input."
    )
