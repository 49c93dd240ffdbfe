from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.path.computation import PathResult
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.passes import exact, run
from cnnstudio.labs.path.sentences import explanation, headline
from cnnstudio.labs.path.weight_step import place_of
from cnnstudio.nets.network import ActiveNetwork, with_weight
from cnnstudio.nets.spec import LayerSpec
from tests.labs.path.networks import ALL, DENSE_ONLY, TWO_BLOCKS, digit, model_of, random_network, specimen_of


def result_of(model: PathModel) -> PathResult:
    result = model.result
    assert result is not None
    return result


def loss_with(model: PathModel, value: float) -> float:
    """The loss of the network with another number in place of the followed weight."""
    result, followed = result_of(model), model.followed
    assert followed is not None
    passes = result.step.before
    index = place_of(passes.network, followed, result.following)
    return run(with_weight(passes.network, followed.name, index, value), passes.picture, passes.target).loss


# -- numbers


@pytest.mark.parametrize("layers", ALL.values(), ids=ALL.keys())
def test_the_gradient_is_how_the_loss_changes_with_the_weight(layers: tuple[LayerSpec, ...]) -> None:
    model = model_of(layers)
    step = result_of(model).step
    h = 1e-6

    measured = (loss_with(model, step.weight + h) - loss_with(model, step.weight - h)) / (2 * h)

    assert step.gradient != 0
    assert step.gradient == pytest.approx(measured, rel=1e-6)


@pytest.mark.parametrize("layers", ALL.values(), ids=ALL.keys())
@pytest.mark.parametrize("scope", ["weight", "kernel", "all"])
def test_a_small_step_lowers_the_loss_and_more_weights_lower_it_more(layers: tuple[LayerSpec, ...], scope: str) -> None:
    model = model_of(layers)
    model.update(rate=0.001, scope=scope)
    step = result_of(model).step
    assert step.after is not None

    # To first order, the loss falls by rate · the sum of the squared gradients of what moves.
    gradients, followed = step.before.gradients.weights, model.followed
    assert followed is not None
    kernel = gradients[followed.name][result_of(model).following.kernel]
    moved = {"weight": step.gradient**2, "kernel": float((kernel**2).sum())}
    moved["all"] = sum(float((array**2).sum()) for array in gradients.values())
    assert step.fall > 0
    assert step.fall == pytest.approx(0.001 * moved[scope], rel=0.2)


def test_the_step_is_rate_times_gradient() -> None:
    model = model_of()
    model.update(rate=0.3)
    step = result_of(model).step

    assert step.new_weight == step.weight - 0.3 * step.gradient
    assert step.after is not None
    assert step.after.loss == loss_with(model, step.new_weight)


def test_the_loss_is_that_of_the_known_class() -> None:
    model = model_of(label=7)
    passes = result_of(model).shown

    assert passes.target == 7
    assert passes.loss == pytest.approx(-np.log(passes.probabilities[7]), rel=1e-12)
    assert passes.probabilities.sum() == pytest.approx(1)


def test_without_a_label_the_likeliest_class_is_the_target_until_another_is_chosen() -> None:
    model = model_of(label=None)
    likeliest = int(result_of(model).shown.probabilities.argmax())
    assert result_of(model).shown.target == likeliest

    model.update(target=(likeliest + 1) % 10)

    assert result_of(model).shown.target == (likeliest + 1) % 10


# -- what is followed


def test_another_kernel_is_followed_with_its_own_weight() -> None:
    model = model_of()
    model.follow_kernel(2)
    following = result_of(model).following
    gradients = np.abs(result_of(model).shown.gradients.weights["0.weight"][2])

    assert following.kernel == 2
    assert following.maps[1] == following.maps[2] == following.maps[3] == 2
    assert gradients[following.cell] == gradients.max()

    model.follow_cell((0, 1, 3))
    assert result_of(model).step.weight == exact(random_network()).weights["0.weight"][2, 0, 1, 3]


def test_a_map_of_a_later_block_is_followed_by_itself() -> None:
    model = model_of()
    kernel = result_of(model).following.kernel
    model.follow_map(4, 5)

    assert result_of(model).following.maps[4] == 5
    assert result_of(model).following.kernel == kernel


def test_a_choice_of_the_gradients_stays_while_it_is_half_as_good_as_the_best() -> None:
    model = model_of()
    before = result_of(model).following
    pixels = digit()
    pixels[10, 15] = 0.1  # hardly another picture
    model.specimen.show(SpecimenPicture(text("Your drawing"), pixels, 4))

    assert result_of(model).following.kernel == before.kernel
    assert result_of(model).following.cell == before.cell


def test_in_a_dense_network_a_weight_of_the_first_layer_is_followed() -> None:
    model = model_of(DENSE_ONLY)
    assert model.followed is not None
    assert model.followed.shape == (9, 1, 28, 28)

    channel, row, column = result_of(model).following.cell
    assert channel == 0
    assert digit()[row, column] > 0  # a pixel without ink has no gradient


# -- the walk and the steps


def test_it_opens_where_the_step_is_about_to_be_taken() -> None:
    model = model_of()

    assert model.halt.lane == "kernel"
    assert model.position == len(model.walk) - 2
    assert not model.has_stepped


def test_the_last_halt_shows_the_network_after_the_step_and_the_way_back_takes_it_back() -> None:
    model = model_of()
    before = result_of(model).shown.loss
    model.take_step()
    after = result_of(model).shown.loss
    assert model.has_stepped
    assert after < before
    assert model.steps_taken == 1

    model.go_to(model.position - 1)
    assert result_of(model).shown.loss == before
    assert model.steps_taken == 0


def test_steps_add_up_in_a_copy_and_the_original_weights_come_back() -> None:
    network = random_network()
    model = PathModel(specimen_of(), ActiveNetwork(network))
    start = result_of(model).shown.loss
    losses = []
    for _ in range(4):
        model.take_step()
        losses.append(result_of(model).shown.loss)

    assert losses == sorted(losses, reverse=True)
    assert len(set(losses)) == 4
    assert model.steps_taken == 4
    np.testing.assert_array_equal(network.weights["0.weight"], random_network().weights["0.weight"])

    model.restore()
    assert result_of(model).shown.loss == start
    assert model.steps_taken == 0


def test_a_step_on_the_stage_is_kept_when_something_else_is_drawn() -> None:
    model = model_of()
    model.take_step()
    stepped = result_of(model).shown.network
    model.specimen.show(SpecimenPicture(text("Your drawing"), digit().T.copy(), 4))

    assert result_of(model).shown.network is stepped
    assert model.steps_taken == 1
    assert model.halt.lane == "kernel"


def test_steps_that_were_kept_are_undone_one_by_one() -> None:
    model = model_of()
    losses = []
    for _ in range(3):
        model.take_step()
        losses.append(result_of(model).shown.loss)

    model.undo()
    assert result_of(model).shown.loss == losses[1]
    model.undo()
    assert result_of(model).shown.loss == losses[0]
    model.redo()
    assert result_of(model).shown.loss == losses[1]


def test_the_first_step_is_undone_too_and_the_walk_goes_on_from_before_it() -> None:
    model = model_of()
    start = result_of(model).shown.loss
    model.go_to(0)
    model.follow_kernel(2)
    model.take_step()
    model.undo()

    assert result_of(model).shown.loss == start
    assert model.halt.lane == "kernel"
    assert model.params.kernel == 2
    model.redo()
    assert model.has_stepped


def test_walking_back_takes_the_step_back_and_undo_takes_it_again() -> None:
    model = model_of()
    model.take_step()
    after = result_of(model).shown.loss
    model.go_to(3)
    model.undo()

    assert result_of(model).shown.loss == after


def test_steps_on_another_picture_are_not_undone() -> None:
    model = model_of()
    for _ in range(3):
        model.take_step()
    model.restore()
    model.specimen.show(SpecimenPicture(text("Your drawing"), digit().T.copy(), 4))

    assert not model.can_undo
    assert model.steps_taken == 0


def test_going_through_the_kernels_is_one_change() -> None:
    model = model_of()
    model.update(rate=0.3)
    for kernel in (1, 2, 3):
        model.follow_kernel(kernel)
    model.undo()

    assert model.params.kernel is None
    assert model.params.rate == 0.3


def test_numbers_that_grow_too_large_end_in_a_sentence_and_not_in_nan() -> None:
    model = model_of()
    model.update(rate=3.0, scope="all")
    for _ in range(60):
        model.take_step()
        result = result_of(model)
        assert np.isfinite(result.shown.loss)
        assert all(np.isfinite(output.values).all() for output in result.shown.outputs)
    assert "nan" not in Translator("en")(headline(model))


# -- whatever comes


def test_nothing_is_computed_before_somebody_looks() -> None:
    model = model_of()
    result_of(model)
    model.specimen.show(SpecimenPicture(text("Your drawing"), digit().T.copy(), 4))
    changed: list[int] = []
    model.subscribe(lambda: changed.append(1))

    first = result_of(model)
    assert result_of(model) is first
    assert not changed


def test_an_empty_sheet_has_no_path() -> None:
    model = PathModel(Specimen(), ActiveNetwork(random_network()))

    assert model.result is None
    assert model.problem is None
    assert "Draw a digit" in Translator("en")(headline(model))


def test_without_a_network_its_problem_is_told() -> None:
    model = PathModel(specimen_of(), ActiveNetwork(problem=text("The network's file is damaged.")))

    assert model.result is None
    assert Translator("en")(headline(model)) == "The network's file is damaged."


def test_a_network_for_other_pictures_is_told_apart() -> None:
    network = random_network()
    wide = replace(network, spec=replace(network.spec, input_shape=(3, 28, 28)))
    model = PathModel(specimen_of(), ActiveNetwork(wide))

    assert model.result is None
    assert "takes pictures of 3 × 28 × 28" in Translator("en")(headline(model))


def test_another_network_takes_the_place_of_the_copy_and_its_steps() -> None:
    active = ActiveNetwork(random_network())
    model = PathModel(specimen_of(), active)
    model.take_step()
    model.take_step()
    active.use(random_network(DENSE_ONLY))

    assert model.steps_taken in (0, 1)  # one where the last halt is on the stage
    assert result_of(model).step.before.network.spec.layers == DENSE_ONLY
    assert not model.can_undo


@pytest.mark.parametrize("layers", ALL.values(), ids=ALL.keys())
def test_every_halt_has_a_sentence_of_its_own_with_a_number(layers: tuple[LayerSpec, ...]) -> None:
    model, say = model_of(layers), Translator("en")
    sentences = []
    for position in range(len(model.walk)):
        model.go_to(position)
        sentences.append(say(headline(model)))

    assert len(set(sentences)) == len(sentences)
    for sentence in sentences:
        plain = sentence.replace("<b>", "").replace("</b>", "")
        assert any(letter.isdigit() for letter in plain)
        assert len(plain) <= 100, plain
    assert len(say(explanation(model)).split()) <= 75


def test_the_sentence_of_the_gradient_says_where_the_weight_must_go() -> None:
    model, say = model_of(TWO_BLOCKS), Translator("en")
    step = result_of(model).step
    assert ("grow" if step.gradient < 0 else "shrink") in say(headline(model))
