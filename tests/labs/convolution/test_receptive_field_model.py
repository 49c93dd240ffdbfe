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
from cnnstudio.labs.convolution.stack_layout import place_maps
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


def test_a_title_names_what_is_not_one() -> None:
    layers = (StackedLayer(3), StackedLayer(5, stride=2, dilation=3))
    titles = [Translator("en")(words.layer_title(layers, number)) for number in range(3)]

    assert titles == ["Input", "Layer 1: F3", "Layer 2: F5 S2 D3"]
    assert Translator("en")(words.layer_title(layers, 2, is_short=True)) == "2: F5 S2 D3"


@pytest.mark.parametrize("room", [(816, 250), (660, 120), (1436, 560)])
@given(_LAYERS)
def test_maps_side_by_side_stay_in_their_room(room: tuple[int, int], layers: stacks.Layers) -> None:
    shapes = [map_.shape for map_ in stack_on(np.zeros((28, 28)), layers).maps]
    places = place_maps(shapes, *room)

    assert places[-1].left + places[-1].width <= room[0]
    assert all(rows * place.cell <= room[1] + 1e-6 for place, (rows, _) in zip(places, shapes, strict=True))
    assert all(columns * place.cell < place.width + 1 for place, (_, columns) in zip(places, shapes, strict=True))
    ends = [place.left + place.width for place in places]
    assert all(end < place.left for end, place in zip(ends, places[1:], strict=False))


def test_maps_of_a_short_stack_fill_the_height() -> None:
    places = place_maps([(28, 28), (26, 26)], 816, 252)

    assert [place.cell for place in places] == [9, 9]
