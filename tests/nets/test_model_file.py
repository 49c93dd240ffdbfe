"""Networks come back from their files to the bit; what is no such file is refused in a sentence."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.nets.inference import forward
from cnnstudio.nets.model_file import load_model, network_digest, save_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.preprocessing import Preprocessing
from cnnstudio.nets.presets import network_preset
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Flatten, MaxPool2d, NetworkSpec
from tests.nets.sample_networks import SPEC, random_network, random_pictures

SMALL = NetworkSpec("small", (1, 28, 28), (Conv2d(2, 3), Activation(), MaxPool2d(2), Flatten(), Dense(10)))


def make_network(spec: NetworkSpec = SMALL, seed: int = 0) -> Network:
    record = {"seed": seed, "test_accuracy": 0.5, "classes": "가나다"}
    return replace(random_network(spec, seed), record=record, preprocessing=Preprocessing("picture"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "small.safetensors"
    save_model(make_network(), file)
    return file


@pytest.mark.parametrize("spec", [SMALL, SPEC, network_preset("fast")], ids=lambda spec: spec.name)
def test_what_was_saved_comes_back_and_answers_to_the_bit(tmp_path: Path, spec: NetworkSpec) -> None:
    network = make_network(spec)
    save_model(network, tmp_path / "any.safetensors")

    loaded = load_model(tmp_path / "any.safetensors")

    assert (loaded.spec, loaded.record, loaded.preprocessing) == (network.spec, network.record, network.preprocessing)
    assert loaded.weights.keys() == network.weights.keys()
    pictures = random_pictures(spec)
    for before, after in zip(forward(network, pictures), forward(loaded, pictures), strict=True):
        np.testing.assert_array_equal(before.values, after.values)
    assert network_digest(loaded) == network_digest(network)


def test_a_network_of_other_weights_layers_or_record_has_another_digest() -> None:
    network = make_network()
    others = [
        make_network(seed=1),
        replace(network, record={}),
        replace(network, preprocessing=Preprocessing("digit")),
        replace(network, spec=replace(SMALL, name="other")),
    ]

    assert len({network_digest(known) for known in (network, *others)}) == 5


def test_files_from_before_there_was_preprocessing_are_digits() -> None:
    active = shipped_network()

    assert active.network is not None
    assert active.network.preprocessing == Preprocessing("digit")


def test_the_version_before_is_kept_once(path: Path) -> None:
    for seed in (1, 2):
        save_model(make_network(seed=seed), path)

    assert sorted(file.name for file in path.parent.iterdir()) == ["small.backup.safetensors", "small.safetensors"]
    assert load_model(path).record["seed"] == 2
    assert load_model(path.with_name("small.backup.safetensors")).record["seed"] == 1


def test_the_backup_is_kept_where_the_file_system_knows_no_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    save_model(make_network(seed=1), path)

    assert load_model(path).record["seed"] == 1
    assert load_model(path.with_name("small.backup.safetensors")).record["seed"] == 0


@pytest.mark.parametrize("step", ["os.fsync", "shutil.copyfile"])
def test_a_failed_save_keeps_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.link", full)
    monkeypatch.setattr(step, full)
    with pytest.raises(UserError, match="No space left on device"):
        save_model(make_network(seed=1), path)

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_a_killed_program_left_behind_is_in_nobodys_way(path: Path) -> None:
    path.with_name(path.name + ".part").write_bytes(b"half a fi")
    path.with_name(path.name + ".old").write_bytes(b"half a back")

    save_model(make_network(seed=1), path)

    assert sorted(file.name for file in path.parent.iterdir()) == ["small.backup.safetensors", "small.safetensors"]
    assert load_model(path).record["seed"] == 1


def test_saving_where_nothing_can_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be saved"):
        save_model(make_network(), tmp_path / "no such folder" / "small.safetensors")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "complaint"),
    [(math.nan, "0.bias holds numbers that are not finite"), (math.inf, "0.bias holds numbers that are not finite")],
)
def test_a_network_that_could_not_be_opened_again_is_not_saved(path: Path, number: float, complaint: str) -> None:
    before = path.read_bytes()
    broken = {"0.bias": np.full(2, number, np.float32)}

    with pytest.raises(UserError, match=f"The network cannot be saved: {complaint}"):
        save_model(replace(make_network(), weights={**make_network().weights, **broken}), path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["missing.safetensors", "", "no\0name", "x" * 5000])
def test_a_missing_file_or_a_folder_is_said_plainly(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="could not be read"):
        load_model(tmp_path / name)


def test_without_its_file_the_shipped_network_is_none_with_the_reason(tmp_path: Path) -> None:
    active = shipped_network(tmp_path / "gone.safetensors")

    assert active.network is None
    assert active.problem is not None
    told = Translator("en")(active.problem)
    assert told.startswith("gone.safetensors could not be read")
    assert "Install CNN Studio again" in told
