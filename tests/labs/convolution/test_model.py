from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.kernels import (
    with_filters,
    with_learned,
    with_preset,
    with_size,
    with_value,
)
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.labs.convolution.sentences import explanation, headline
from cnnstudio.labs.convolution.stepping import ConvolutionSteps
from cnnstudio.nets.first_convolution import first_convolution
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network


def digit(seed: int = 0) -> SpecimenPicture:
    pixels = np.random.default_rng(seed).random((28, 28)).astype(np.float32)
    return SpecimenPicture(text("Noise"), pixels)


@pytest.fixture
def specimen() -> Specimen:
    return Specimen()


@pytest.fixture
def model(specimen: Specimen) -> ConvolutionModel:
    return ConvolutionModel(specimen, ActiveNetwork())


def words(model: ConvolutionModel) -> str:
    return Translator("en")(headline(model))


def test_without_a_drawing_the_lab_shows_the_first_worked_example(model: ConvolutionModel) -> None:
    # C1: a 2×2 mask over a 4×4 picture
    assert model.result.after[0].tolist() == [[2, 1, 1], [0, 2, 2], [0, 1, 1]]
    assert words(model) == "Row <b>1</b>, column <b>1</b>: the 4 products add up to <b>2</b>."


def test_the_first_ink_brings_the_specimen_onto_the_stage(model: ConvolutionModel, specimen: Specimen) -> None:
    specimen.show(digit())
    assert model.params.source == "specimen"
    assert model.result.output_size == (28, 28)

    specimen.show(digit(1))
    np.testing.assert_allclose(model.result.input[0], digit(1).pixels)


def test_what_was_drawn_or_opened_last_is_shown_with_the_settings_kept(
    model: ConvolutionModel, specimen: Specimen
) -> None:
    specimen.show(digit())
    model.update(source="grid", stride=(2, 2))
    assert model.result.input.shape == (1, 4, 4)
    specimen.show(digit(1))
    assert (model.params.source, model.params.stride) == ("specimen", (2, 2))
    specimen.show(SpecimenPicture(text("Empty"), np.zeros((28, 28), np.float32)))
    model.update(source="grid")
    specimen.show(SpecimenPicture(text("Empty"), np.zeros((28, 28), np.float32)))
    assert model.params.source == "grid", "an empty sheet leaves what was there"


@pytest.mark.parametrize("padding", [(0, 0), (2, 1), "same"])
@pytest.mark.parametrize("stride", [(1, 1), (2, 3)])
def test_the_maps_are_those_of_torch(
    model: ConvolutionModel, specimen: Specimen, stride: tuple[int, int], padding: tuple[int, int] | str
) -> None:
    specimen.show(digit())
    model.put(with_filters(with_size(model.params, (5, 3)), 3))
    model.update(stride=stride, padding=padding, dilation=(2, 1), activation="leaky_relu")

    (top, bottom), (left, right) = model.params.paddings_for((28, 28))
    x = F.pad(torch.from_numpy(model.input)[None], (left, right, top, bottom))
    expected = F.conv2d(
        x, torch.from_numpy(model.params.weight), torch.from_numpy(model.params.bias), stride, dilation=(2, 1)
    )
    np.testing.assert_allclose(model.result.after, F.leaky_relu(expected, 0.1)[0].numpy(), atol=1e-12)


def test_every_cells_hand_calculation_gives_the_maps_number(model: ConvolutionModel, specimen: Specimen) -> None:
    specimen.show(digit())
    model.update(stride=(3, 2), bias=np.array([0.25]))
    rows, columns = model.result.output_size
    for cell in range(rows * columns):
        model.update(cell=cell)
        row, column = model.place
        assert model.trace.after == pytest.approx(model.result.after[0, row, column], abs=1e-12)


def test_stepping_computes_no_maps_anew(model: ConvolutionModel, specimen: Specimen) -> None:
    specimen.show(digit())
    result = model.result
    steps = ConvolutionSteps(model)
    for _ in range(5):
        steps.go_to(steps.position + 1)
    assert model.result is result
    assert model.place == (0, 5)


def test_steps_by_product_and_row_come_to_the_same_cells(model: ConvolutionModel) -> None:
    steps = ConvolutionSteps(model)
    assert (steps.count, steps.row_length) == (9, 3)
    steps.use_unit("product")
    assert steps.count == 9 * 4
    steps.go_to(5 * 4 + 2)
    assert (model.place, model.params.terms_added) == ((1, 2), 3)
    assert "Product 3 of 4: 1 × 0 = <b>0</b>. Running total <b>1</b>." in words(model)
    steps.use_unit("row")
    steps.go_to(99)
    assert (steps.position, model.place) == (2, (2, 2))


def test_an_impossible_setting_says_why_and_keeps_the_last_result(model: ConvolutionModel) -> None:
    result = model.result
    model.put(with_size(model.params, (5, 5)))
    assert words(model).startswith("The 5×5 kernel does not fit the 4×4 input.")
    assert model.result is result
    model.update(cell=3)
    assert model.result is result

    model.update(padding=(1, 1))
    assert model.problem is None
    assert model.result.output_size == (2, 2)


def test_numbers_too_large_to_sum_are_answered_and_change_nothing(model: ConvolutionModel) -> None:
    result = model.result
    for grid in (np.full((1, 4, 4), 1e308), np.full((1, 4, 4), 1e16)):
        model.update(grid=grid)
        assert words(model).startswith("The sums are too large")
        assert model.result is result
    model.undo()
    assert model.problem is None


def test_by_row_the_first_step_is_the_whole_first_row(model: ConvolutionModel) -> None:
    steps = ConvolutionSteps(model)
    steps.use_unit("row")
    assert (steps.position, model.params.cell) == (0, 2)


def test_a_stride_of_zero_is_answered(model: ConvolutionModel) -> None:
    model.update(stride=(0, 1))
    assert model.problem is not None
    model.undo()
    assert model.problem is None


def test_undo_goes_through_settings_and_weights_but_not_through_steps(model: ConvolutionModel) -> None:
    model.put(with_value(model.params, 0, 1, 5.0))
    model.update(padding=(1, 1))
    for cell in range(4):
        model.update(cell=cell)
    model.undo()
    assert (model.params.padding, model.params.cell) == ((0, 0), 3)
    model.undo()
    assert model.params.weight[0, 0].tolist() == [[1, 0], [0, 1]]
    assert not model.can_undo
    model.redo()
    assert model.params.weight[0, 0].tolist() == [[1, 5], [0, 1]]
    assert model.params.presets == ("own",)


def test_undo_stays_with_the_picture_that_was_drawn_since(model: ConvolutionModel, specimen: Specimen) -> None:
    specimen.show(digit())
    assert not model.can_undo, "a drawing is taken back where it was drawn"
    before = model.params
    model.update(stride=(2, 2))
    model.undo()
    assert (model.params.source, model.params.stride) == ("specimen", (1, 1))
    assert model.params.weight is before.weight


def test_stepping_after_undo_leaves_the_way_forward(model: ConvolutionModel) -> None:
    model.update(padding=(1, 1))
    model.undo()
    model.update(cell=4)
    model.redo()
    assert (model.params.padding, model.params.cell) == ((1, 1), 4)


def test_one_movement_of_a_slider_is_one_step_of_undo(specimen: Specimen) -> None:
    now = [0.0]
    model = ConvolutionModel(specimen, ActiveNetwork(), clock=lambda: now[0])
    for padding in (1, 2, 3):
        now[0] += 0.1
        model.update(padding=(padding, padding))
    now[0] += 5
    model.update(padding=(7, 7))
    model.undo()
    assert model.params.padding == (3, 3)
    model.undo()
    assert model.params.padding == (0, 0)


@pytest.mark.parametrize("activation", ["identity", "relu", "sigmoid"])
@pytest.mark.parametrize("gradient", ["ones", "output"])
def test_gradients_handed_back_cell_by_cell_are_those_of_torch(
    model: ConvolutionModel, specimen: Specimen, activation: str, gradient: str
) -> None:
    specimen.show(digit())
    model.update(stride=(2, 1), activation=activation, gradient=gradient, backward=True)
    x = torch.from_numpy(model.result.padded)[None].requires_grad_()
    weight = torch.from_numpy(model.params.weight).requires_grad_()
    bias = torch.from_numpy(model.params.bias).requires_grad_()
    y = {"identity": lambda z: z, "relu": torch.relu, "sigmoid": torch.sigmoid}[activation](
        F.conv2d(x, weight, bias, stride=(2, 1))
    )
    (y.sum() if gradient == "ones" else (y**2).sum() / 2).backward()

    rows, columns = model.result.output_size
    model.update(cell=rows * columns - 1)
    so_far = model.gradients()
    assert weight.grad is not None
    assert x.grad is not None
    assert bias.grad is not None
    np.testing.assert_allclose(so_far.dw, weight.grad[0].numpy(), atol=1e-10)
    np.testing.assert_allclose(so_far.dx, x.grad[0].numpy(), atol=1e-10)
    assert so_far.db == pytest.approx(float(bias.grad[0]))

    # each step adds the share of its own cell
    model.update(cell=17)
    share, before, after = model.backward_trace(), model.gradients(17), model.gradients(18)
    np.testing.assert_allclose(after.dw - before.dw, share.dw_share, atol=1e-10)


def test_a_large_input_is_convolved_aside_and_only_the_newest_answer_counts(specimen: Specimen) -> None:
    waiting = []
    model = ConvolutionModel(specimen, ActiveNetwork(), lambda work, done: waiting.append((work, done)))
    photo = np.random.default_rng(0).random((1, 600, 500)).astype(np.float32)
    model.use_photo(photo)
    assert model.pending
    assert model.result.output_size == (3, 3)
    model.update(cell=4)
    assert len(waiting) == 1, "a step asks for nothing new"

    model.update(padding=(1, 1))
    answers: list[ConvolutionResult] = []
    for work, done in waiting:
        answers.append(work())
        done(answers[-1])
    assert model.result is answers[1]
    assert model.result.output_size == (601, 501)
    assert not model.pending


def test_learned_kernels_come_from_the_network_one_after_the_other(specimen: Specimen) -> None:
    network = shipped_network()
    model = ConvolutionModel(specimen, network)
    learned = first_convolution(network.network)
    assert learned is not None
    weight, _ = learned
    model.put(with_learned(with_preset(model.params, "box"), *learned, len(weight) + 2))
    np.testing.assert_allclose(model.params.weight[0, 0], weight[2, 0])
    assert model.params.presets == ("learned",)


def test_the_explanation_counts_the_places_of_the_window(model: ConvolutionModel) -> None:
    assert "3 × 3 places" in Translator("en")(explanation(model))
