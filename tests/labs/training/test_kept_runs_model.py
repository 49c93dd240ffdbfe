from __future__ import annotations

import pytest

from cnnstudio.labs.training.kept_runs import LONGEST_NAME
from cnnstudio.labs.training.model import TrainingModel
from tests.labs.training.models import small_model, train


@pytest.fixture
def model() -> TrainingModel:
    """Return a model after three runs."""
    model = small_model()[0]
    for _ in range(3):
        train(model)
    return model


def numbers(model: TrainingModel) -> list[int]:
    return [run.number for run in model.runs]


def test_undo_gives_a_deleted_run_back_in_its_place_and_looks_at_it(model: TrainingModel) -> None:
    second = model.runs[1]
    model.delete_run(2)
    assert numbers(model) == [1, 3]
    model.undo()
    assert numbers(model) == [1, 2, 3]
    assert model.runs[1] is second
    assert model.run is second
    model.redo()
    assert numbers(model) == [1, 3]


def test_two_runs_deleted_at_once_come_back_one_by_one(model: TrainingModel) -> None:
    model.delete_run(3)
    model.delete_run(1)
    model.undo()
    assert numbers(model) == [1, 2]
    model.undo()
    assert numbers(model) == [1, 2, 3]


def test_a_setting_changed_in_between_is_undone_first(model: TrainingModel) -> None:
    before = model.params.config.epochs
    model.delete_run(2)
    model.configure(epochs=before + 1)
    model.undo()
    assert (model.params.config.epochs, numbers(model)) == (before, [1, 3])
    model.undo()
    assert numbers(model) == [1, 2, 3]


def test_after_deleting_one_looks_at_the_next_in_the_list(model: TrainingModel) -> None:
    model.choose_run(2)
    model.delete_run(2)
    assert model.run is model.runs[0]
    model.delete_run(1)
    assert model.run is model.runs[0]
    assert numbers(model) == [3]


def test_a_number_is_never_used_again(model: TrainingModel) -> None:
    model.delete_run(3)
    train(model)
    assert numbers(model) == [1, 2, 4]


def test_all_runs_are_deleted_for_good(model: TrainingModel) -> None:
    model.start()
    model.delete_all_runs()
    assert not model.runs
    assert model.run is None
    model.undo()
    assert not model.runs
    train(model)
    assert numbers(model) == [5]


def test_a_name_is_one_line_of_a_length_that_can_be_kept(model: TrainingModel) -> None:
    model.rename_run(1, "  small \n steps " + 300 * "x")
    assert model.runs[0].name.startswith("small steps")
    assert len(model.runs[0].name) == LONGEST_NAME
