"""Damaged and hostile model files: each is answered with a sentence, quickly, and changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from safetensors.numpy import save

from cnnstudio.core.errors import UserError
from cnnstudio.nets.model_file import FORMAT, load_model, save_model
from cnnstudio.nets.presets import SIMPLE_CONVNET
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, MaxPool2d, NetworkSpec
from tests.nets.sample_networks import random_network

SMALL = NetworkSpec("small", (1, 28, 28), (Conv2d(2, 3), MaxPool2d(2), Flatten(), Dense(10)))
WEIGHTS = random_network(SMALL).weights

_SHARED_FOLDER = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """The bytes of a file as the app saves it."""
    save_model(random_network(SMALL), tmp_path / "whole.safetensors")
    content = (tmp_path / "whole.safetensors").read_bytes()
    (tmp_path / "whole.safetensors").unlink()
    return content


def refusal(folder: Path, content: bytes) -> str:
    """Return the sentence with which the content of a file is refused."""
    file = folder / "broken.safetensors"
    file.write_bytes(content)
    with pytest.raises(UserError) as caught:
        load_model(file)
    sentence = str(caught.value)
    assert "broken.safetensors" in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 400
    assert file.read_bytes() == content
    return sentence


def forged(
    description: object = None, weights: Mapping[str, np.ndarray] = WEIGHTS, *, format_: str = FORMAT, **changes: Any
) -> bytes:
    """Return a file that someone else wrote, with a digest that is right."""
    described = {"spec": SMALL.to_json(), "record": {}, **changes} if description is None else description
    words = described if isinstance(described, str) else json.dumps(described)
    digest = hashlib.sha256(words.encode())
    for name in sorted(weights):
        digest.update(f"{name}{weights[name].shape}{weights[name].dtype}".encode())
        digest.update(np.ascontiguousarray(weights[name]).tobytes())
    return save(dict(weights), {"format": format_, "network": words, "sha256": digest.hexdigest()})


def with_header(header: object, arrays: bytes = b"") -> bytes:
    """Return a file with any header."""
    written = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(written)) + written + arrays


def test_what_is_forged_here_would_be_opened_if_it_were_right(tmp_path: Path) -> None:
    (tmp_path / "right.safetensors").write_bytes(forged())

    assert load_model(tmp_path / "right.safetensors").spec == SMALL


@_SHARED_FOLDER
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_flipped_bit_is_noticed(tmp_path: Path, whole: bytes, place: float, bit: int) -> None:
    damaged = bytearray(whole)
    damaged[int(place * len(whole))] ^= 1 << bit

    refusal(tmp_path, bytes(damaged))


@pytest.mark.parametrize("bit", range(8))
def test_any_flipped_bit_of_the_header_is_noticed(tmp_path: Path, whole: bytes, bit: int) -> None:
    (length,) = struct.unpack_from("<Q", whole)
    for place in range(8 + length):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        refusal(tmp_path, bytes(damaged))


@_SHARED_FOLDER
@given(share=st.floats(0, 1, exclude_max=True))
@example(share=0.0)
def test_a_file_cut_off_anywhere_is_noticed(tmp_path: Path, whole: bytes, share: float) -> None:
    refusal(tmp_path, whole[: int(share * len(whole))])


@_SHARED_FOLDER
@given(content=st.binary(max_size=200), is_header=st.booleans())
def test_any_other_bytes_are_refused(tmp_path: Path, content: bytes, is_header: bool) -> None:
    refusal(tmp_path, with_header(content) if is_header else content)


@pytest.mark.parametrize(
    "content",
    [
        b"hello",
        b"\xff" * 64,
        b"PK\x03\x04" + bytes(100),
        b"\x80\x04\x95pickle" + bytes(50),
        struct.pack("<Q", 2**63) + b"{}",
        struct.pack("<Q", 2**64 - 1) + b"{}",
        struct.pack("<Q", 50_000_000) + b" " * 50_000_000,
        with_header({}),
        with_header([]),
        with_header({"__metadata__": {"format": 7}}),
        with_header({"__metadata__": []}),
        with_header({"__metadata__": {"format": FORMAT}}),
        with_header(b'{"__metadata__": ' + b"[" * 100_000),
        with_header(
            {
                "__metadata__": {"format": FORMAT, "network": "{}", "sha256": ""},
                "a": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]},
            }
        ),
        with_header(
            {
                "__metadata__": {"format": FORMAT, "network": "{}", "sha256": ""},
                "a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                "b": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
            },
            bytes(4),
        ),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_a_file_of_another_kind_is_refused_in_plain_words(tmp_path: Path, content: bytes) -> None:
    sentence = refusal(tmp_path, content)

    assert sentence == "broken.safetensors is not a network file, or it is damaged. Choose another copy of it."


def test_a_damaged_file_with_a_backup_says_where_it_is(tmp_path: Path, whole: bytes) -> None:
    (tmp_path / "broken.backup.safetensors").write_bytes(whole)

    assert refusal(tmp_path, whole[:-100]).endswith("Open its backup, broken.backup.safetensors.")


def test_a_file_of_a_newer_version_is_named_as_such(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, forged(format_="cnnstudio-network-2"))

    assert sentence == "broken.safetensors was made by a newer version of this app. Update to open it."


@pytest.mark.parametrize(
    ("weights", "complaint"),
    [
        ({"extra": np.zeros(3, np.float32)}, "Weights are missing, or belong to no layer: extra"),
        ({"../../evil": np.zeros(3, np.float32)}, "Weights are missing, or belong to no layer: ../../evil"),
        ({"0.bias": np.array([1, np.nan], np.float32)}, "0.bias holds numbers that are not finite"),
        ({"0.bias": np.array([1, -np.inf], np.float32)}, "0.bias holds numbers that are not finite"),
        ({"0.bias": np.zeros(2)}, "0.bias is float64 2, not float32 2"),
        ({"0.bias": np.zeros((2, 1), np.float32)}, "0.bias is float32 2×1, not float32 2"),
        ({"0.bias": np.zeros(0, np.float32)}, "0.bias is float32 0, not float32 2"),
    ],
)
def test_wrong_weights_are_named(tmp_path: Path, weights: Mapping[str, np.ndarray], complaint: str) -> None:
    sentence = refusal(tmp_path, forged(weights={**WEIGHTS, **weights}))

    assert sentence == f"The network in broken.safetensors does not fit together: {complaint}."


@pytest.mark.parametrize(
    ("description", "complaint"),
    [
        ("[" * 100_000, "Its description cannot be read."),
        ("{", "Its description cannot be read."),
        ([], "Its layers or its training record are missing."),
        ({"spec": SMALL.to_json(), "record": 7}, "Its layers or its training record are missing."),
        ({"spec": 7, "record": {}}, "This describes no network."),
        ({"spec": SMALL.to_json(), "record": {}, "preprocessing": {"recipe": "eval"}}, "unknown way"),
        ({"spec": SMALL.to_json() | {"name": "../up"}, "record": {}}, "no slash"),
        ({"spec": SMALL.to_json() | {"input_shape": [1, 10_000, 10_000]}, "record": {}}, "are the most"),
        ({"spec": SIMPLE_CONVNET.to_json(), "record": {}}, "Weights are missing, or belong to no layer"),
        ({"spec": SMALL.to_json() | {"class_names": ["a", "b"]}, "record": {}}, "the network has 2 classes"),
    ],
)
def test_wrong_descriptions_are_told(tmp_path: Path, description: object, complaint: str) -> None:
    sentence = refusal(tmp_path, forged(description))

    assert complaint in sentence


def test_a_network_that_would_take_a_day_to_compute_is_refused(tmp_path: Path) -> None:
    """Few weights, but maps beyond all measure."""
    spec = NetworkSpec("slow", (1, 9_000, 9_000), (Conv2d(100_000, 1), MaxPool2d(1000), Flatten(), Dense(10)))

    assert "are the most" in refusal(tmp_path, forged({"spec": spec.to_json(), "record": {}}))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.safetensors")

    with pytest.raises(UserError, match=r"pipe\.safetensors could not be read: it is not a file\."):
        load_model(tmp_path / "pipe.safetensors")
