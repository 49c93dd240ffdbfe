"""The MNIST handwritten digits that are shipped with the app.

The four files are those of the original data set (LeCun, Cortes, Burges, "The MNIST database of handwritten digits"),
each packed with xz. Nothing is read before `load_mnist` is called, which takes about 0.7 s for the training part: call
it away from the GUI thread.

The format of a file (IDX): a big-endian magic number, whose last byte is the number of dimensions, the size of each
dimension, 32 bits each, then one byte a value.
"""

from __future__ import annotations

import hashlib
import lzma
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from weakref import WeakValueDictionary

import numpy as np

from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.resources import resource_path
from cnnstudio.core.texts import text
from cnnstudio.data.recipe import SIDE

MnistPart = Literal["train", "test"]
"""The two parts: 60 000 digits to learn from, 10 000 by other writers to test with."""


@dataclass(frozen=True)
class _IdxFile:
    """What is known of one file: its name, the shape of its array and the MD5 of its unpacked bytes."""

    name: str
    shape: tuple[int, ...]
    digest: str

    @property
    def header(self) -> bytes:
        """The bytes before the first value; 0x08 stands for unsigned bytes."""
        sizes = b"".join(size.to_bytes(4, "big") for size in self.shape)
        return bytes([0, 0, 0x08, len(self.shape)]) + sizes

    @property
    def size(self) -> int:
        """Length of the unpacked file, bytes."""
        return len(self.header) + int(np.prod(self.shape))


_FILES: dict[MnistPart, tuple[_IdxFile, _IdxFile]] = {
    "train": (
        _IdxFile("train-images-idx3-ubyte", (60_000, SIDE, SIDE), "6bbc9ace898e44ae57da46a324031adb"),
        _IdxFile("train-labels-idx1-ubyte", (60_000,), "a25bea736e30d166cdddb491f175f624"),
    ),
    "test": (
        _IdxFile("t10k-images-idx3-ubyte", (10_000, SIDE, SIDE), "2646ac647ad5339dbf082846283269ea"),
        _IdxFile("t10k-labels-idx1-ubyte", (10_000,), "27ae3e4e09519cfbb04c329615203637"),
    ),
}


@dataclass(frozen=True, eq=False)
class MnistSplit:
    """One part of the data set; its arrays cannot be written to.

    Attributes
    ----------
    part
        Which of the two parts it is.
    images
        (n, 28, 28) bytes, 0 = paper, 255 = ink.
    labels
        (n,) bytes, the digit that each image shows, 0…9.

    """

    part: MnistPart
    images: ByteArray
    labels: ByteArray

    def __len__(self) -> int:
        return len(self.labels)


_IN_USE: WeakValueDictionary[MnistPart, MnistSplit] = WeakValueDictionary()
"""The shipped parts that someone holds; they go when nobody does."""


def load_mnist(part: MnistPart, folder: Path | None = None) -> MnistSplit:
    """Return the training or the test part; the shipped one is in memory once, however many hold it.

    Parameters
    ----------
    part
        "train" or "test".
    folder
        Where the packed files lie, by default among the app's own resources.

    Raises
    ------
    UserError
        If a file is missing, or is not byte for byte the one that was published.

    """
    if folder is not None:
        return _read(part, folder)
    split = _IN_USE.get(part)
    if split is None:
        split = _IN_USE[part] = _read(part, resource_path("mnist"))
    return split


def _read(part: MnistPart, folder: Path) -> MnistSplit:
    images, labels = (_values(folder, file) for file in _FILES[part])
    return MnistSplit(part, images, labels)


def _values(folder: Path, file: _IdxFile) -> ByteArray:
    """Return the checked values of one file, in its shape."""
    content = _unpacked(folder / f"{file.name}.xz", file.size)
    if hashlib.md5(content, usedforsecurity=False).hexdigest() != file.digest:
        raise _damaged(folder / f"{file.name}.xz")
    return np.frombuffer(content, np.uint8, offset=len(file.header)).reshape(file.shape)


def _unpacked(path: Path, size: int) -> bytes:
    """Return what is packed in a file: at most `size` + 1 bytes, since more cannot be right."""
    try:
        with lzma.open(path) as packed:
            return packed.read(size + 1)
    except FileNotFoundError as error:
        raise UserError(
            text("The MNIST data file {path} is missing. Install CNN Studio again to get it back.", path=path)
        ) from error
    except (lzma.LZMAError, EOFError) as error:
        raise _damaged(path) from error
    except OSError as error:
        sentence = text(
            "The MNIST data file {path} cannot be read: {reason}.", path=path, reason=error.strerror or error
        )
        raise UserError(sentence) from error


def _damaged(path: Path) -> UserError:
    return UserError(text("The MNIST data file {path} is damaged. Install CNN Studio again to mend it.", path=path))


def next_sample(split: MnistSplit, index: int, digit: int | None = None) -> int:
    """Return the index of the first sample after `index` that shows `digit`, or any digit; from the end it wraps.

    Start before the first sample with `index` = −1.
    """
    wanted = _indices(split, digit)
    return int(wanted[np.searchsorted(wanted, index, side="right") % len(wanted)])


def previous_sample(split: MnistSplit, index: int, digit: int | None = None) -> int:
    """Return the index of the last sample before `index` that shows `digit`, or any digit; from the start it wraps."""
    wanted = _indices(split, digit)
    return int(wanted[np.searchsorted(wanted, index, side="left") - 1])


def random_sample(split: MnistSplit, rng: np.random.Generator, digit: int | None = None) -> int:
    """Return the index of a random sample that shows `digit`, or any digit."""
    return int(rng.choice(_indices(split, digit)))


def _indices(split: MnistSplit, digit: int | None) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
    """Return the indices, rising, of the samples that show `digit`, or of all."""
    wanted = np.arange(len(split)) if digit is None else np.flatnonzero(split.labels == digit)
    if not len(wanted):
        raise ValueError(f"no sample shows the digit {digit}")
    return wanted
