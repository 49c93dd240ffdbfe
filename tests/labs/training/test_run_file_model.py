"""Runs in files and in the folder that keeps them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.run_file import NewerRunError, NotARunError, read_run, run_bytes, run_content
from cnnstudio.labs.training.run_shelf import RunShelf
from cnnstudio.nets.model_bytes import contents_digest, read_arrays, read_metadata
from cnnstudio.training.messages import Failed, TestDone
from tests.labs.training.models import small_model, train, trained_model


def written(run: Run, folder: Path) -> Path:
    path = folder / "run.safetensors"
    path.write_bytes(run_bytes(run_content(run)))
    return path


@pytest.fixture
def run() -> Run:
    return trained_model()[0].runs[0]


def test_a_run_comes_back_with_settings_curves_tests_and_weights(run: Run, tmp_path: Path) -> None:
    run.name = "mine"
    back = read_run(written(run, tmp_path))

    assert (back.number, back.name, back.state, back.spec, back.config) == (
        *(run.number, "mine", "finished"),
        *(run.spec, run.config),
    )
    assert (back.batches, back.per_epoch, back.total_batches) == (run.batches, run.per_epoch, run.total_batches)
    assert back.steps.tolist() == run.steps.tolist()
    assert back.losses.tolist() == run.losses.tolist()
    assert back.validations == run.validations
    assert back.epoch_rows == run.epoch_rows
    assert back.layer_history == run.layer_history
    assert (back.best_validation, back.last_validation) == (run.best_validation, run.last_validation)
    assert [moment.step for moment in back.moments] == [moment.step for moment in run.moments]
    assert back.network is not None
    assert run.network is not None
    for name, weight in run.network.weights.items():
        assert np.array_equal(back.network.weights[name], weight)
    assert np.array_equal(back.tests[2].answers, run.tests[2].answers)


def test_weights_stay_in_the_file_until_they_are_asked_for_and_can_be_let_go(run: Run, tmp_path: Path) -> None:
    back = read_run(written(run, tmp_path))
    assert back.checkpoints.size == 0
    assert back.network is not None
    assert back.checkpoints.size > 0
    back.checkpoints.let_go()
    assert back.checkpoints.size == 0
    back.checkpoints.hold()
    (tmp_path / "run.safetensors").unlink()
    back.checkpoints.let_go()
    assert back.network is not None


def test_a_run_whose_file_is_gone_meanwhile_has_curves_but_no_network(run: Run, tmp_path: Path) -> None:
    path = written(run, tmp_path)
    back = read_run(path)
    path.unlink()

    assert len(back.losses) == 20
    assert (back.network, back.moments) == (None, ())


def test_a_failed_run_keeps_its_reason_in_any_language(run: Run, tmp_path: Path) -> None:
    run.take(Failed(text("The {what} is {number}.", what=text("Loss"), number=7.5)))
    back = read_run(written(run, tmp_path))

    assert back.problem == run.problem
    assert Translator("en")(back.problem or text("")) == "The Loss is 7.5."


def test_tests_of_different_sizes_are_kept(run: Run, tmp_path: Path) -> None:
    run.take(TestDone(0, np.eye(10, dtype=np.float32)))
    back = read_run(written(run, tmp_path))

    assert {epoch: len(test.answers) for epoch, test in back.tests.items()} == {0: 10, 1: 200, 2: 200}


def test_what_a_network_was_trained_from_is_remembered(tmp_path: Path) -> None:
    model = trained_model()[0]
    model.start_from(model.recorded_network)
    train(model)
    run = model.runs[1]
    back = read_run(written(run, tmp_path))

    assert back.past == run.past
    assert back.past is not None
    assert len(back.past.continued_from) == 1


def flipped(data: bytes) -> bytes:
    return data[:-9] + bytes([data[-9] ^ 1]) + data[-8:]


def with_text(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert len(old) == len(new)
        assert old in data
        return data.replace(old, new)

    return change


@pytest.mark.parametrize(
    "damage",
    [
        flipped,
        lambda data: data[:1000],
        lambda data: b"",
        lambda data: b"\x80\x04K\x01.",
        with_text(b"blink", b"wrong"),
    ],
    ids=["bit", "cut", "empty", "pickle", "text"],
)
def test_a_damaged_file_is_no_run(damage: Callable[[bytes], bytes], run: Run, tmp_path: Path) -> None:
    path = written(run, tmp_path)
    path.write_bytes(damage(path.read_bytes()))

    with pytest.raises(NotARunError):
        read_run(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"state": "finished"', '"state": "running"'),
        ('"batches": 20', '"batches": -1'),
        ('"optimizer": "', '"optimiser": "'),
        ('"together": 1', '"together": "x"'),
        ('"number": 1', '"number": 1.5'),
    ],
)
def test_what_cannot_be_is_no_run_though_its_checksum_is_right(old: str, new: str, run: Run, tmp_path: Path) -> None:
    from safetensors.numpy import save

    data = run_bytes(run_content(run))
    arrays, metadata = read_arrays(data), read_metadata(data)
    assert old in metadata["run"]
    changed = metadata["run"].replace(old, new, 1)
    path = tmp_path / "run.safetensors"
    path.write_bytes(save(arrays, {**metadata, "run": changed, "sha256": contents_digest(changed, arrays)}))

    with pytest.raises(NotARunError):
        read_run(path)


def test_a_newer_file_is_told_from_a_damaged_one(run: Run, tmp_path: Path) -> None:
    path = written(run, tmp_path)
    path.write_bytes(with_text(b"cnnstudio-run-1", b"cnnstudio-run-2")(path.read_bytes()))

    with pytest.raises(NewerRunError):
        read_run(path)


# -- the folder


def shelf_of(folder: Path, count: int, **limits: int) -> RunShelf:
    """Return a shelf onto which so many runs were put."""
    model, shelf = small_model()[0], RunShelf(folder, **limits)
    for _ in range(count):
        train(model)
        run = model.runs[-1]
        shelf.write(run_content(run), shelf.path_for(run.number))
    for path in shelf.surplus():
        shelf.remove(path)
    return shelf


def kept(shelf: RunShelf) -> list[int]:
    return [run.number for run, _ in shelf.read().runs]


def test_the_newest_runs_are_kept(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path / "runs", 5, most_runs=3)
    assert kept(shelf) == [3, 4, 5]
    assert shelf.last_number == 5


def test_the_oldest_go_where_they_take_too_much_room_but_never_the_newest(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, 3, most_bytes=1)
    assert kept(shelf) == [3]


def test_damaged_files_are_put_aside_newer_ones_left_and_both_told_of_in_a_sentence(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, 3)
    first, second, third = sorted(tmp_path.iterdir())
    first.write_bytes(b"Dear all")
    newer = with_text(b"cnnstudio-run-1", b"cnnstudio-run-2")(second.read_bytes())
    second.write_bytes(newer)
    (tmp_path / "holiday.jpg").write_bytes(b"not ours")
    content = shelf.read()
    said = [Translator("en")(note) for note in content.notes]

    assert [run.number for run, _ in content.runs] == [3]
    assert said[0].startswith("1 kept runs could not be read")
    assert said[1].startswith("1 kept runs are of a newer version")
    assert second.read_bytes() == newer
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [first.name + ".broken", second.name, third.name, "holiday.jpg"]
    )
    assert len(shelf.read().notes) == 1, "what was put aside is told of once"


def test_a_file_of_a_newer_version_is_not_removed_to_make_room(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, 1, most_runs=1)
    (oldest,) = tmp_path.iterdir()
    oldest.write_bytes(with_text(b"cnnstudio-run-1", b"cnnstudio-run-2")(oldest.read_bytes()))
    shelf.read()
    run = trained_model()[0].runs[0]
    shelf.write(run_content(run), shelf.path_for(2))

    assert shelf.surplus() == ()


def test_all_are_forgotten_also_what_was_put_aside_but_nothing_else(tmp_path: Path) -> None:
    shelf = shelf_of(tmp_path, 2)
    sorted(tmp_path.iterdir())[0].write_bytes(b"")
    shelf.read()
    (tmp_path / "holiday.jpg").write_bytes(b"not ours")
    shelf.clear()

    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    shelf = RunShelf(tmp_path / "none")
    assert (shelf.last_number, shelf.read().runs) == (0, ())


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_cannot_be_written_is_told_of(run: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    shelf = RunShelf(tmp_path)
    with pytest.raises(UserError, match="will not come back at the next start"):
        shelf.write(run_content(run), shelf.path_for(1))


def test_a_file_in_place_of_the_folder_is_told_of(run: Run, tmp_path: Path) -> None:
    (tmp_path / "runs").write_bytes(b"")
    shelf = RunShelf(tmp_path / "runs")
    with pytest.raises(UserError, match="will not come back at the next start"):
        shelf.write(run_content(run), shelf.path_for(1))
