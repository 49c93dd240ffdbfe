"""The shipped digits are the published ones, and a damaged file is told in plain words."""

from __future__ import annotations

import gc
import lzma
import weakref
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.core.resources import resource_path
from cnnstudio.data.mnist import MnistPart, MnistSplit, load_mnist, next_sample, previous_sample, random_sample


@pytest.fixture(scope="module")
def split() -> MnistSplit:
    return load_mnist("test")


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A folder with a copy of the test part's files."""
    for name in ("t10k-images-idx3-ubyte.xz", "t10k-labels-idx1-ubyte.xz"):
        (tmp_path / name).write_bytes(resource_path("mnist", name).read_bytes())
    return tmp_path


def test_what_someone_holds_is_not_read_again(split: MnistSplit, copied: Path) -> None:
    assert load_mnist("test") is split
    assert load_mnist("test", copied) is not split


def test_what_nobody_holds_is_not_kept() -> None:
    held = weakref.ref(load_mnist("train"))
    gc.collect()
    assert held() is None


@pytest.mark.parametrize(
    ("part", "count", "first_labels", "count_of_each"),
    [
        ("train", 60_000, [5, 0, 4, 1, 9], [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]),
        ("test", 10_000, [7, 2, 1, 0, 4], [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]),
    ],
)
def test_the_parts_hold_the_published_digits(
    part: MnistPart, count: int, first_labels: list[int], count_of_each: list[int]
) -> None:
    split = load_mnist(part)
    assert split.part == part
    assert split.images.shape == (count, 28, 28)
    assert split.images.dtype == split.labels.dtype == np.uint8
    assert len(split) == count
    assert split.labels[:5].tolist() == first_labels
    assert np.bincount(split.labels).tolist() == count_of_each
    assert (split.images.min(), split.images.max()) == (0, 255)


def test_the_arrays_cannot_be_changed(split: MnistSplit) -> None:
    with pytest.raises(ValueError, match="read-only"):
        split.images[0, 0, 0] = 1


def test_a_copy_elsewhere_loads_as_well(copied: Path, split: MnistSplit) -> None:
    assert np.array_equal(load_mnist("test", copied).images, split.images)


def _flip_a_bit_inside(content: bytes) -> bytes:
    unpacked = bytearray(lzma.decompress(content))
    unpacked[5000] ^= 1
    return lzma.compress(bytes(unpacked), preset=0)


def _flip_a_bit_of_the_packed(content: bytes) -> bytes:
    return content[:2000] + bytes([content[2000] ^ 1]) + content[2001:]


@pytest.mark.parametrize(
    "spoil",
    [
        _flip_a_bit_inside,
        _flip_a_bit_of_the_packed,
        lambda content: content[: len(content) // 2],
        lambda content: b"",
        lambda content: b"not packed at all",
        lambda content: lzma.compress(lzma.decompress(content)[:-1], preset=0),
        lambda content: lzma.compress(lzma.decompress(content) + b"\0", preset=0),
    ],
    ids=["bit flipped", "packed bit flipped", "cut in half", "empty", "no xz", "a byte short", "a byte too long"],
)
@pytest.mark.parametrize("name", ["t10k-images-idx3-ubyte.xz", "t10k-labels-idx1-ubyte.xz"])
def test_a_damaged_file_is_told_with_its_name(copied: Path, name: str, spoil: Callable[[bytes], bytes]) -> None:
    (copied / name).write_bytes(spoil((copied / name).read_bytes()))
    with pytest.raises(UserError, match=f"{name} is damaged"):
        load_mnist("test", copied)


def test_a_missing_file_is_told_with_its_name(copied: Path) -> None:
    (copied / "t10k-labels-idx1-ubyte.xz").unlink()
    with pytest.raises(UserError, match="labels-idx1-ubyte.xz is missing"):
        load_mnist("test", copied)


def test_a_folder_in_place_of_a_file_is_told(copied: Path) -> None:
    path = copied / "t10k-labels-idx1-ubyte.xz"
    path.unlink()
    path.mkdir()
    with pytest.raises(UserError, match="cannot be read"):
        load_mnist("test", copied)


def test_next_sample_goes_on_from_the_index_and_wraps(split: MnistSplit) -> None:
    assert next_sample(split, -1) == 0
    assert next_sample(split, 0) == 1
    assert next_sample(split, 9_999) == 0
    sevens = [next_sample(split, -1, digit=7)]
    for _ in range(1027):
        sevens.append(next_sample(split, sevens[-1], digit=7))
    assert sevens == np.flatnonzero(split.labels == 7).tolist()
    assert next_sample(split, sevens[-1], digit=7) == sevens[0]


def test_previous_sample_goes_back_the_same_way(split: MnistSplit) -> None:
    assert previous_sample(split, 1) == 0
    assert previous_sample(split, 0) == 9_999
    first, second = next_sample(split, -1, digit=7), next_sample(split, 0, digit=7)
    assert previous_sample(split, second, digit=7) == first
    assert next_sample(split, previous_sample(split, first, digit=7), digit=7) == first


def test_random_sample_shows_the_wanted_digit(split: MnistSplit) -> None:
    rng = np.random.default_rng(1)
    fours = {random_sample(split, rng, digit=4) for _ in range(50)}
    assert len(fours) > 40
    assert {int(split.labels[index]) for index in fours} == {4}
    assert len({int(split.labels[random_sample(split, rng)]) for _ in range(100)}) == 10


def test_a_digit_that_no_sample_shows_is_an_error_of_the_caller(split: MnistSplit) -> None:
    with pytest.raises(ValueError, match="digit 10"):
        next_sample(split, 0, digit=10)
