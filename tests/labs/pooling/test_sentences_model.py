"""What the lab says of its numbers, and the tables of the hand calculation."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, Translator
from cnnstudio.data.handover import Handover
from cnnstudio.data.pooling_examples import pooling_example
from cnnstudio.labs.pooling.cell_sentences import dropped_sentence, input_sentence
from cnnstudio.labs.pooling.explanations import explanation
from cnnstudio.labs.pooling.hand_calculation import (
    backward_sum,
    backward_tables,
    forward_sum,
    forward_tables,
    largest_so_far,
)
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.sentences import headline
from cnnstudio.ops.window import axis_fits
from cnnstudio.widgets.stage.terms import Part, SumEntry
from cnnstudio.widgets.stage.window_words import unused_sentence

WHOLE = Part(0, 0, 2, 2)


@pytest.fixture
def model() -> PoolingModel:
    return PoolingModel(Specimen(), Handover())


def said(sentence: Text) -> str:
    return Translator("en")(sentence).replace("<b>", "").replace("</b>", "")


def lines(entries: tuple[SumEntry, ...]) -> list[tuple[str, str]]:
    return [(said(entry.label), entry.number) for entry in entries]


def test_the_headline_tells_what_goes_on(model: PoolingModel) -> None:
    assert said(headline(model)) == "Row 1, column 1: the largest of 4 numbers is 4."
    model.update(cell=1, grid=np.array([[[1.0, 0, 2, 2], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]]]))
    assert said(headline(model)) == ("Row 1, column 2: the largest of 4 numbers is 2. 3 cells hold it, the first wins.")
    model.update(kind="average")
    assert said(headline(model)) == "Row 1, column 2: 4 numbers add up to 6. 6 ÷ 4 = 1.50."
    model.update(grid=pooling_example("l2").input, kind="l2", cell=0)
    assert said(headline(model)) == "Row 1, column 1: 4 squares add up to 25. Its root is 5."


def test_value_after_value(model: PoolingModel) -> None:
    model.update(unit="term", terms=1)
    assert said(headline(model)) == "Value 1 of 4: 1 is the largest so far."
    model.update(terms=2)
    assert said(headline(model)) == "Value 2 of 4: 0. The largest so far stays 1."
    assert lines(forward_sum(model)) == [("Largest so far", "1")]
    assert largest_so_far(model) == (0, 0)
    model.update(kind="average")
    assert said(headline(model)) == "Value 2 of 4: 0. Running total 1."
    assert forward_tables(model, WHOLE)[0].sub == ("Σ 1", "Σ 1", "", "")
    model.update(kind="l2", padding=(1, 1), terms=3)
    assert said(headline(model)) == "Value 3 of 4: 0² = 0. Running total 0."
    model.update(kind="max")
    assert said(headline(model)) == "Value 3 of 4 is padding: it does not take part."
    assert forward_tables(model, WHOLE)[0].main == ("−∞", "−∞", "−∞", "1")


def test_the_hand_calculation_of_each_pooling(model: PoolingModel) -> None:
    model.update(grid=pooling_example("l2").input)
    (window,) = forward_tables(model, WHOLE)
    assert (window.main, largest_so_far(model)) == (("3", "4", "0", "0"), (0, 1))
    assert lines(forward_sum(model)) == [("Largest", "4")]

    model.update(kind="average")
    (window,) = forward_tables(model, WHOLE)
    assert window.sub[-1] == "Σ 7"
    assert lines(forward_sum(model)) == [("Sum", "7"), ("÷ count", "4"), ("Output", "1.75")]

    model.update(kind="l2")
    window, squares = forward_tables(model, WHOLE)
    assert (squares.main, squares.sub) == (("9", "16", "0", "0"), ("Σ 9", "Σ 25", "Σ 25", "Σ 25"))
    assert lines(forward_sum(model)) == [("Sum of squares", "25"), ("Root", "5")]


def test_backward_the_gradient_goes_to_the_winner_or_is_shared(model: PoolingModel) -> None:
    model.update(backward=True, cell=1)
    assert said(headline(model)) == "The gradient 1 goes to the winner at row 2, column 3; the other 3 get 0."
    (dx,) = backward_tables(model, WHOLE)
    assert (dx.main, dx.sub) == (("0", "0", "1", "0"), ("+ 0", "+ 0", "+ 1", "+ 0"))
    assert lines(backward_sum(model)) == [("Gradient dy", "1"), ("To the winner", "1")]

    model.update(kind="average")
    assert said(headline(model)) == "The gradient 1 is shared: each of the 4 cells gets 0.25."
    assert backward_tables(model, WHOLE)[0].sub == ("+ 0.25",) * 4
    assert lines(backward_sum(model)) == [("Gradient dy", "1"), ("÷ count", "4"), ("To each cell", "0.25")]

    model.update(kind="l2", grid=pooling_example("l2").input, cell=0, gradient="output")
    assert said(headline(model)) == "The gradient 5 is split by size: each cell gets 5 × its value ÷ 5."
    assert backward_tables(model, WHOLE)[0].sub[:2] == ("+ 5 × 3 ÷ 5", "+ 5 × 4 ÷ 5")
    assert backward_tables(model, WHOLE)[0].main == ("3", "4", "0", "0")


def test_the_winners_place_is_told_as_the_input_counts_without_its_padding(model: PoolingModel) -> None:
    model.update(backward=True, padding=(1, 1), cell=0)
    assert said(headline(model)) == "The gradient 1 goes to row 1, column 1."
    model.update(cell=1)
    assert said(headline(model)) == "The gradient 1 goes to the winner at row 1, column 3; the other one gets 0."


@pytest.mark.parametrize(
    ("kind", "sentence", "backward"),
    [
        ("max", "Row 1, column 2: only one number is there, −3.", "The gradient 1 goes to row 1, column 2."),
        ("average", "Row 1, column 2: only one number is there, −3.", "The gradient 1 goes to the only cell that is"),
        ("l2", "Row 1, column 2: only one square is there, 9. Its root is 3.", "The gradient 1 is split by size"),
    ],
)
def test_one_number_is_told_as_one(model: PoolingModel, kind: str, sentence: str, backward: str) -> None:
    model.update(grid=np.array([[[1.0, -3], [2, 4]]]), kind=kind, size=(1, 1), stride=(1, 1), cell=1)
    assert said(headline(model)) == sentence
    assert "holds one number only" in said(explanation(model))
    model.update(backward=True)
    assert said(headline(model)).startswith(backward)
    assert "1 numbers" not in said(explanation(model))


def test_what_an_edge_leaves_unused_is_told_without_a_plural() -> None:
    fits = axis_fits((5, 6), (2, 2), (2, 3))
    assert said(unused_sentence(fits)).endswith("at the edge, 1 of 5 rows and 1 of 6 columns stay unused.")


def test_what_is_dropped(model: PoolingModel) -> None:
    assert said(dropped_sentence(model)) == "75 % of the input's cells win nowhere and are dropped."
    model.update(kind="average")
    assert said(dropped_sentence(model)) == "Every cell of the input takes part in the output."
    model.update(size=(3, 3), stride=(3, 3))
    assert said(dropped_sentence(model)) == "43.8 % of the input's cells lie under no window."


def test_a_cell_is_told_with_its_windows_and_wins() -> None:
    assert said(input_sentence(1, 2, "6", 1)) == "Input row 2, column 3 is 6; windows it is in: 1."
    assert said(input_sentence(1, 2, "6", 4, 3)) == "Input row 2, column 3 is 6; windows it is in: 4, wins: 3."


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
@pytest.mark.parametrize("changes", [{}, {"backward": True}, {"is_global": True}])
def test_the_explanation_is_short_and_holds_the_numbers(
    model: PoolingModel, kind: str, changes: dict[str, object]
) -> None:
    model.update(kind=kind, **changes)
    words = said(explanation(model))
    assert len(words.split()) <= 62
    if not model.params.backward:
        assert ("4 × 4 numbers" in words) if model.params.is_global else ("4 numbers" in words)
