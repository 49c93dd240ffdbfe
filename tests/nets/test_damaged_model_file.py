"""Damaged model files and other bytes: each is answered with a sentence, quickly, and changes nothing."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cnnstudio.core.errors import UserError
from cnnstudio.nets.model_file import FORMAT, load_model, save_model
from tests.nets.foreign_model_files import SMALL, refusal
from tests.nets.sample_networks import random_network

_SHARED_FOLDER = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    """The bytes of a file as the app saves it."""
    save_model(random_network(SMALL), tmp_path / "whole.safetensors")
    content = (tmp_path / "whole.safetensors").read_bytes()
    (tmp_path / "whole.safetensors").unlink()
    return content


def with_header(header: object, arrays: bytes = b"") -> bytes:
    """Return a file with any header."""
    written = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(written)) + written + arrays


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.safetensors")

    with pytest.raises(UserError, match=r"pipe\.safetensors could not be read: it is not a file\."):
        load_model(tmp_path / "pipe.safetensors")
