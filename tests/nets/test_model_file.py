from __future__ import annotations

import json
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.nets.model_file import load_model, save_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import weight_shapes
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Flatten, MaxPool2d, NetworkSpec

SPEC = NetworkSpec("small", (1, 28, 28), (Conv2d(2, 3), Activation(), MaxPool2d(2), Flatten(), Dense(10)))


def make_network(seed: int = 0) -> Network:
    rng = np.random.default_rng(seed)
    weights = {name: rng.normal(size=shape).astype(np.float32) for name, shape in weight_shapes(SPEC).items()}
    return Network(SPEC, weights, {"seed": seed, "test_accuracy": 0.5})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "small.safetensors"
    save_model(make_network(), file)
    return file


def test_what_was_saved_comes_back_to_the_bit(path: Path) -> None:
    network, loaded = make_network(), load_model(path)

    assert loaded.spec == network.spec
    assert loaded.record == network.record
    assert loaded.weights.keys() == network.weights.keys()
    for name, array in network.weights.items():
        np.testing.assert_array_equal(loaded.weights[name], array)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_noticed(path: Path, place: float, bit: int) -> None:
    whole = path.read_bytes()
    damaged = bytearray(whole)
    damaged[int(place * len(whole))] ^= 1 << bit
    broken = path.with_name("broken.safetensors")
    broken.write_bytes(damaged)

    with pytest.raises(UserError, match=r"broken\.safetensors"):
        load_model(broken)


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff" * 64, b"PK\x03\x04" + bytes(100), struct.pack("<Q", 2) + b"{}"]
)
def test_a_file_of_another_kind_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.safetensors"
    file.write_bytes(content)

    with pytest.raises(UserError, match=r"notes\.safetensors is not a network file"):
        load_model(file)


def test_a_truncated_file_is_refused(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(UserError, match="damaged"):
        load_model(path)


def test_a_file_of_a_newer_version_is_named_as_such(path: Path) -> None:
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    header["__metadata__"]["format"] = "cnnstudio-network-2"
    changed = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(changed)) + changed + content[8 + length :])

    with pytest.raises(UserError, match="newer version"):
        load_model(path)


def test_weights_that_do_not_fit_the_layers_are_refused(tmp_path: Path) -> None:
    network = make_network()
    wrong = dict(network.weights) | {"4.bias": np.zeros(9, np.float32)}
    save_model(replace(network, weights=wrong), tmp_path / "misfit.safetensors")

    with pytest.raises(UserError, match="does not fit together"):
        load_model(tmp_path / "misfit.safetensors")


@pytest.mark.parametrize("name", ["missing.safetensors", ""])
def test_a_missing_file_or_a_folder_is_said_plainly(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="could not be read"):
        load_model(tmp_path / name)


def test_saving_where_nothing_can_be_written_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="could not be saved"):
        save_model(make_network(), tmp_path / "no such folder" / "small.safetensors")

    assert list(tmp_path.iterdir()) == []


def test_a_failed_save_keeps_the_old_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(UserError, match="No space left on device"):
        save_model(make_network(seed=1), path)

    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_without_its_file_the_shipped_network_is_none_with_the_reason(tmp_path: Path) -> None:
    active = shipped_network(tmp_path / "gone.safetensors")

    assert active.network is None
    assert active.problem is not None
    told = Translator("en")(active.problem)
    assert told.startswith("gone.safetensors could not be read")
    assert "Install CNN Studio again" in told
