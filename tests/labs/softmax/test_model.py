"""What the lab knows: where its scores come from, what is done and undone, and the steps of the calculation."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.lab_numbers import LogitNumbers
from cnnstudio.labs.softmax.model import SoftmaxModel
from cnnstudio.labs.softmax.sentences import explanation, headline
from cnnstudio.labs.softmax.stepping import SoftmaxSteps
from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network
from tests.labs.softmax.models import digit, digit_model, own_model


def words(model: SoftmaxModel) -> str:
    return Translator("en")(headline(model))


# -- where the scores come from


def test_without_ink_the_lectures_scores_are_shown() -> None:
    model = SoftmaxModel(Specimen(), shipped_network())

    assert model.params.source == "own"
    assert model.scores == (2.2, 1.39, 0.85)
    assert words(model) == (
        "Class <b>0</b> is the likeliest with <b>0.587</b>; all 3 probabilities add up to <b>1</b>."
    )


def test_a_specimen_is_answered_by_the_network_and_its_label_is_the_target() -> None:
    model, specimen = digit_model()
    network = shipped_network().network
    assert network is not None

    assert model.params.source == "network"
    logits = forward(network, specimen.picture.pixels[None, None])[-1].values[0]
    assert model.scores == pytest.approx(logits, abs=1e-5)
    assert model.result.target == 3
    assert len(model.class_names) == 10


def test_the_scores_follow_the_specimen_and_a_chosen_target_ends_with_it() -> None:
    model, specimen = digit_model()
    before = model.scores
    model.update(target=5)
    assert model.result.target == 5
    specimen.show(digit(0))

    assert model.scores != before
    assert model.result.target == 7


def test_of_a_drawing_without_label_the_likeliest_class_is_taken_for_the_true_one() -> None:
    model, specimen = digit_model()
    specimen.show(digit(0, is_labelled=False))

    assert model.params.target is None
    assert model.result.target == model.result.winner == 7


def test_own_scores_give_way_to_a_drawing_and_stay_for_later() -> None:
    specimen = Specimen()
    model = SoftmaxModel(specimen, shipped_network())
    model.set_score(0, 5.0)
    specimen.show(digit())
    assert model.params.source == "network"
    model.update(source="own", target=0)
    assert model.scores == (5.0, 1.39, 0.85)


def test_a_cleared_sheet_is_a_problem_and_the_last_answer_stays() -> None:
    model, specimen = digit_model()
    result = model.result
    specimen.show(SpecimenPicture(text("Your drawing"), np.zeros((28, 28), np.float32)))

    assert model.problem is not None
    assert "choose your own scores" in words(model)
    assert model.result is result
    model.update(source="own", target=0)
    assert model.problem is None


def test_another_network_answers_anew() -> None:
    specimen = Specimen()
    specimen.show(digit())
    active = ActiveNetwork()
    model = SoftmaxModel(specimen, active)
    assert model.params.source == "own"
    model.update(source="network")
    assert model.problem is not None
    network = shipped_network().network
    assert network is not None
    active.use(network)
    assert model.problem is None
    assert len(model.scores) == 10


def test_a_score_of_the_network_becomes_an_own_one_by_changing_it() -> None:
    model, _ = digit_model()
    scores = model.scores
    model.set_score(4, 20.0)

    assert model.params.source == "own"
    assert model.scores == (*scores[:4], 20.0, *scores[5:])
    assert model.result.target == 3, "the true class stays"


def test_exactly_the_numbers_that_are_handed_over_are_shown() -> None:
    model = own_model(temperature=2.0, stable=True)
    model.take(LogitNumbers(text("Your drawing"), np.array([0.5, -1.5]), ("cat", "dog"), 1))

    assert list(model.scores) == [0.5, -1.5]
    assert model.class_names == ("cat", "dog")
    assert model.result.target == 1
    assert model.result.cross_entropy == pytest.approx(np.log(1 + np.exp(2)))
    model.undo()
    assert list(model.scores) == [2.2, 1.39, 0.85]


# -- problems, undo


def test_impossible_settings_say_why_and_keep_the_last_result() -> None:
    model = own_model()
    result = model.result
    for changes, sentence in (
        ({"temperature": 0.0}, "must be above 0"),
        ({"temperature": 1.0, "logits": (1.0, float("nan"))}, "must be a number"),
        ({"logits": (1.0, 2.0), "target": 7}, "no class 7"),
    ):
        model.update(**changes)
        assert sentence in words(model)
        assert model.result is result
    model.update(target=0)
    assert model.problem is None


def test_undo_takes_back_scores_and_settings_but_no_steps() -> None:
    moments = iter(float(number) for number in range(100))
    model = SoftmaxModel(Specimen(), ActiveNetwork(), clock=lambda: next(moments))
    steps = SoftmaxSteps(model)
    model.set_score(1, 3.0)
    model.update(temperature=2.0)
    steps.go_to(4)
    model.undo()
    assert (model.params.temperature, steps.position) == (1.0, 4 - 3), "the column z / T is gone with its three steps"
    model.undo()
    assert model.scores == (2.2, 1.39, 0.85)
    assert not model.can_undo
    model.redo()
    assert model.scores == (2.2, 3.0, 0.85)


def test_one_drag_is_one_step_of_undo() -> None:
    model = SoftmaxModel(Specimen(), ActiveNetwork(), clock=lambda: 0.0)
    for score in (2.3, 2.4, 2.5):
        model.set_score(0, score)
    model.undo()
    assert model.scores == (2.2, 1.39, 0.85)


def test_undo_after_another_drawing_leads_back_to_its_scores() -> None:
    model, specimen = digit_model()
    specimen.show(digit(0))
    scores = model.scores
    model.update(temperature=3.0)
    model.undo()
    assert model.params.source == "network"
    assert model.scores == scores


def test_everyone_hears_of_a_change_once_and_of_none_nothing() -> None:
    model = own_model()
    heard: list[float] = []
    model.subscribe(lambda: heard.append(model.params.temperature))
    model.update(temperature=2.0)
    model.update(temperature=2.0)
    assert heard == [2.0]


# -- steps


def test_number_by_number() -> None:
    model = own_model()
    steps = SoftmaxSteps(model)
    assert (steps.position, steps.count) == (9, 10)
    said = []
    for position in range(10):
        steps.go_to(position)
        said.append(words(model))

    assert said[:-1] == [
        "e to the power 2.20 is <b>9.03</b>.",
        "e to the power 1.39 is <b>4.01</b>.",
        "e to the power 0.85 is <b>2.34</b>.",
        "The sum begins with <b>9.03</b>.",
        "9.03 + 4.01 = <b>13.04</b>.",
        "13.04 + 2.34 = <b>15.38</b>.",
        "9.03 / 15.38 is <b>0.587</b>, the probability of class <b>0</b>.",
        "4.01 / 15.38 is <b>0.261</b>, the probability of class <b>1</b>.",
        "2.34 / 15.38 is <b>0.152</b>, the probability of class <b>2</b>.",
    ]
    assert "add up to <b>1</b>" in said[-1]


def test_the_table_fills_in_as_it_is_stepped() -> None:
    model = own_model(stable=True)
    SoftmaxSteps(model).go_to(4)  # three differences, then e⁰ and the next power
    calculation = model.calculation

    filled = {column: [calculation.is_filled(column, row) for row in range(3)] for column in calculation.columns}
    assert filled == {
        "score": [True, True, True],
        "shifted": [True, True, True],
        "exponential": [True, True, False],
        "total": [False, False, False],
        "share": [False, False, False],
    }


def test_column_by_column() -> None:
    model = own_model(stable=True, temperature=2.0)
    steps = SoftmaxSteps(model)
    steps.go_to(4)
    steps.use_unit("column")
    assert (steps.position, steps.count, model.params.place) == (1, 5, ("shifted", 2))
    said = []
    for position in range(5):
        steps.go_to(position)
        said.append(words(model))

    assert "divided by the temperature <b>2</b>" in said[0]
    assert "The largest, <b>1.10</b>, is taken off" in said[1]
    assert "e is raised to each" in said[2]
    assert "The 3 powers add up to" in said[3]
    assert "add up to <b>1</b>" in said[4]


def test_steps_beyond_the_ends_are_the_ends() -> None:
    model = own_model()
    steps = SoftmaxSteps(model)
    steps.go_to(-5)
    assert steps.position == 0
    steps.go_to(99)
    assert (steps.position, model.params.place) == (9, None)


# -- the two forms


def test_the_plain_form_overflows_step_by_step_and_the_safe_one_does_not() -> None:
    model = own_model(logits=(1000.0, 999.0, 998.0))
    steps = SoftmaxSteps(model)
    assert "e to the power 1000 is too large" in words(model)
    said = []
    for position in (0, 4, 6):
        steps.go_to(position)
        said.append(words(model))
    assert "it writes <b>∞</b>" in said[0]
    assert said[1] == "∞ + ∞ = <b>∞</b>."
    assert said[2] == "∞ / ∞ is <b>not a number</b>, the probability of class <b>0</b>."

    model.update(stable=True, place=None)
    assert "<b>0.665</b>" in words(model)
    steps.go_to(0)
    assert words(model) == "1000 minus the largest, 1000, is <b>0</b>."


def test_powers_that_are_all_too_small_cannot_be_divided() -> None:
    model = own_model(logits=(-1000.0, -1001.0))
    assert "0 / 0 is <b>not a number</b>" in words(model)
    SoftmaxSteps(model).go_to(0)
    assert "so small that a computer writes <b>0</b>" in words(model)


def test_the_explanation_has_todays_numbers_in_each_form() -> None:
    say = Translator("en")
    assert "Score 2.20 gets <b>0.587</b>" in say(explanation(own_model()))
    assert "<b>0.587</b>" in say(explanation(own_model(stable=True)))
    assert "T = <b>10</b>" in say(explanation(own_model(temperature=10.0)))
