from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.feature_maps import FeatureMaps
from cnnstudio.data.handover import Handover
from cnnstudio.data.lab_numbers import PoolingNumbers
from cnnstudio.data.pooling_examples import POOLING_EXAMPLES, PoolingExample, pooling_example
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingParams, PoolingResult
from cnnstudio.labs.pooling.stepping import PoolingSteps


def noise(seed: int = 0) -> SpecimenPicture:
    return SpecimenPicture(text("Noise"), np.random.default_rng(seed).random((28, 28)).astype(np.float32))


def maps(filter_: int = 0, seed: int = 0) -> FeatureMaps:
    return FeatureMaps(np.random.default_rng(seed).normal(size=(3, 13, 11)), filter_)


@pytest.fixture
def specimen() -> Specimen:
    return Specimen()


@pytest.fixture
def handover() -> Handover:
    return Handover()


@pytest.fixture
def model(specimen: Specimen, handover: Handover) -> PoolingModel:
    return PoolingModel(specimen, handover)


def test_without_a_drawing_the_lab_shows_the_worked_example(model: PoolingModel) -> None:
    # P1: 75 % of the input is dropped
    assert model.result.output[0].tolist() == [[4, 2], [1, 6]]
    assert model.result.winners(0).tolist() == [[5, 6], [9, 10]]
    assert model.result.dropped(0) == 0.75


def test_the_first_ink_brings_the_feature_maps_onto_the_stage(
    model: PoolingModel, specimen: Specimen, handover: Handover
) -> None:
    asked = []

    def make_maps() -> None:
        asked.append(1)
        handover.feature_maps.put(maps(2))

    handover.feature_maps.wanted.subscribe(make_maps)
    specimen.show(noise())
    assert asked == [1]
    assert (model.params.source, model.params.channel) == ("convolution", 2)
    assert model.result.output.shape == (3, 6, 5)

    handover.feature_maps.put(maps(2, seed=1))
    np.testing.assert_array_equal(model.result.input, maps(2, seed=1).values)
    handover.feature_maps.put(maps(1, seed=1))
    assert model.params.channel == 1, "the lab follows the filter that is looked at in the convolution lab"


def test_where_nobody_makes_feature_maps_the_specimen_itself_is_pooled(model: PoolingModel, specimen: Specimen) -> None:
    specimen.show(noise())
    np.testing.assert_allclose(model.result.input[0], noise().pixels)
    specimen.show(noise(1))
    np.testing.assert_allclose(model.result.input[0], noise(1).pixels)


def test_padding_is_what_the_window_sees_there(model: PoolingModel) -> None:
    model.update(padding=(1, 1))
    assert model.result.padded[0, 0, 0] == -np.inf, "the maximum never takes it"
    assert model.trace.inputs.tolist() == [[-np.inf, -np.inf], [-np.inf, 1]]
    for kind in ("average", "l2"):
        model.update(kind=kind)
        assert model.result.padded[0, 0, 0] == 0


def test_an_empty_sheet_leaves_what_was_there(model: PoolingModel, specimen: Specimen) -> None:
    specimen.show(SpecimenPicture(text("Empty"), np.zeros((28, 28), np.float32)))
    assert model.params.source == "grid"


def test_numbers_from_another_lab_are_shown_exactly(model: PoolingModel) -> None:
    given = np.arange(72.0).reshape(2, 6, 6)
    model.take(PoolingNumbers(text("Layer 2"), given, "average", (3, 3), (3, 3), channel=1))
    assert model.given_name == text("Layer 2")
    assert model.params.channel == 1
    assert model.result.maps[1].tolist() == [[43, 46], [61, 64]]
    model.undo()
    assert model.result.output[0].tolist() == [[4, 2], [1, 6]]
    assert model.problem is None


def test_undo_brings_back_the_numbers_that_were_handed_over_before(model: PoolingModel) -> None:
    first, second = np.zeros((1, 4, 4)), np.ones((1, 6, 6))
    for numbers in (first, second):
        model.take(PoolingNumbers(text("Layer"), numbers))
    model.undo()
    assert model.result.input is first
    model.redo()
    assert model.result.input is second
    model.update(source="grid")
    model.update(source="given")
    assert model.result.input is second


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
@pytest.mark.parametrize(("size", "stride", "padding"), [((2, 2), (2, 2), (0, 0)), ((3, 2), (1, 2), (1, 0))])
def test_maps_and_gradients_are_those_of_torch(
    model: PoolingModel,
    specimen: Specimen,
    kind: str,
    size: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
) -> None:
    specimen.show(noise())
    model.update(kind=kind, size=size, stride=stride, padding=padding, gradient="output", backward=True)
    x = torch.from_numpy(model.input)[None].requires_grad_()
    if kind == "max":
        y = F.max_pool2d(x, size, stride, padding)
    elif kind == "average":
        y = F.avg_pool2d(x, size, stride, padding)
    else:
        y = (F.avg_pool2d(x**2, size, stride, padding) * size[0] * size[1]).sqrt()
    (y**2).sum().div(2).backward()
    np.testing.assert_allclose(model.result.output, y[0].detach().numpy(), atol=1e-12)

    rows, columns = model.result.output_size
    model.update(cell=rows * columns - 1)
    (top, _), (left, _) = (axis.padding for axis in model.result.fits)
    assert x.grad is not None
    dx = model.gradients().dx[top : top + 28, left : left + 28]
    np.testing.assert_allclose(dx, x.grad[0, 0].numpy(), atol=1e-12)


def test_every_cells_hand_calculation_gives_the_maps_number(model: PoolingModel, specimen: Specimen) -> None:
    specimen.show(noise())
    for kind in ("max", "average", "l2"):
        model.update(kind=kind, size=(3, 2), stride=(4, 3), padding=(1, 1), count_include_pad=False)
        for cell in range(model.result.output[0].size):
            model.update(cell=cell)
            assert model.trace.output == pytest.approx(model.result.output[0][model.place], abs=1e-12)


def test_a_step_hands_back_the_share_of_its_own_cell(model: PoolingModel) -> None:
    model.put(PoolingParams(grid=pooling_example("overlapping").input, size=(3, 3), backward=True, gradient="output"))
    model.update(cell=3)
    trace, gained = model.backward_trace(), model.gradients(4).dx - model.gradients(3).dx
    np.testing.assert_allclose(gained[np.ix_(trace.rows, trace.columns)], trace.share)
    assert trace.share.max() == 9 or trace.share.max() == model.trace.output


def test_padding_never_wins(model: PoolingModel) -> None:
    model.update(grid=-np.ones((1, 4, 4)), padding=(1, 1))
    assert model.result.output.max() == -1
    assert model.result.winners(0).tolist() == [[7, 8, 10], [13, 14, 16], [25, 26, 28]]


def test_an_average_drops_only_what_no_window_reaches(model: PoolingModel) -> None:
    model.update(kind="average")
    assert model.result.dropped(0) == 0
    model.update(size=(3, 3), stride=(3, 3))
    assert model.result.dropped(0) == pytest.approx(7 / 16)


def test_global_pooling_leaves_one_number_a_channel(model: PoolingModel, specimen: Specimen) -> None:
    specimen.show(noise())
    model.update(is_global=True, kind="average", size=(9, 9))
    assert model.result.output.shape == (1, 1, 1)
    assert model.result.term_count == 784
    assert model.trace.output == pytest.approx(float(noise().pixels.mean()))
    model.update(is_global=False)
    assert model.params.size == (9, 9), "what was set for windows is kept"


def test_stepping_pools_nothing_anew(model: PoolingModel) -> None:
    result, steps = model.result, PoolingSteps(model)
    emitted = []
    model.settings.subscribe(lambda: emitted.append(1))
    for _ in range(3):
        steps.go_to(steps.position + 1)
    assert model.result is result
    assert model.place == (1, 1)
    assert emitted == []


def test_steps_by_value_and_row_come_to_the_same_cells(model: PoolingModel) -> None:
    steps = PoolingSteps(model)
    assert (steps.count, steps.row_length) == (4, 2)
    steps.use_unit("term")
    assert (steps.count, steps.row_length, model.terms_added) == (16, 8, 1)
    steps.go_to(2 * 4 + 1)
    assert (model.place, model.terms_added) == ((1, 0), 2)
    assert Translator("en")(steps.words()) == "Value <b>10</b> of 16"
    steps.use_unit("row")
    assert (steps.position, model.params.cell) == (1, 3)
    assert Translator("en")(steps.words()) == "Row <b>2</b> of 2"
    steps.use_unit("cell")
    steps.go_to(99)
    assert (steps.position, model.place, model.params.terms) == (3, (1, 1), None)


def problem_of(model: PoolingModel) -> Text | None:
    """Return what is wrong now, whatever was known of it before."""
    return model.problem


def test_an_impossible_setting_says_why_and_keeps_the_last_result(model: PoolingModel) -> None:
    result = model.result
    model.update(size=(5, 5))
    assert model.problem is not None
    assert Translator("en")(model.problem).startswith("The 5×5 window does not fit the 4×4 input.")
    assert model.result is result
    model.update(cell=3)
    assert model.trace.output == 6, "the place that is looked at is still one of the last result"
    model.undo()
    assert problem_of(model) is None
    assert model.params.size == (2, 2)
    model.update(padding=(2, 2))
    assert model.problem is not None
    model.update(grid=np.full((1, 4, 4), 1e200), padding=(0, 0))
    assert model.problem is not None
    assert model.result is result


def test_a_large_input_is_pooled_aside_and_only_the_newest_answer_counts(
    specimen: Specimen, handover: Handover
) -> None:
    waiting = []
    model = PoolingModel(specimen, handover, lambda work, done: waiting.append((work, done)))
    model.update(grid=np.random.default_rng(0).random((1, 600, 500)).astype(np.float32))
    assert model.pending
    model.update(stride=(3, 3))
    answers: list[PoolingResult] = []
    for work, done in waiting:
        answers.append(work())
        done(answers[-1])
    assert len(answers) == 2
    assert model.result is answers[1]
    assert model.result.output_size == (200, 167)
    assert not model.can_step_backward
    assert not model.pending


def test_one_movement_of_a_slider_is_one_step_of_undo(specimen: Specimen, handover: Handover) -> None:
    now = [0.0]
    model = PoolingModel(specimen, handover, clock=lambda: now[0])
    for size in (1, 3, 4):
        now[0] += 0.1
        model.update(size=(size, size))
    model.undo()
    assert model.params.size == (2, 2)
    model.redo()
    assert model.params.size == (4, 4)


SIZES = {"four_winners": (2, 2), "average": (2, 2), "l2": (2, 2), "overlapping": (2, 2), "alexnet": (27, 27)}


@pytest.mark.parametrize("example", POOLING_EXAMPLES, ids=lambda example: example.id)
def test_every_worked_example_can_be_shown(model: PoolingModel, example: PoolingExample) -> None:
    names = ("kind", "size", "stride", "padding")
    model.update(source="grid", grid=example.input, **{name: getattr(example, name) for name in names})
    assert model.problem is None
    assert model.result.output_size == SIZES[example.id]


def test_three_and_four_make_five() -> None:
    example = pooling_example("l2")
    model = PoolingModel(Specimen(), Handover())
    model.update(grid=example.input, kind="l2")
    assert model.result.output[0].tolist() == [[5, 13], [10, 4]]
