"""The bytes of a safetensors file, which may be anything: its texts and its arrays, or a clear refusal."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray

_LONGEST_HEADER = 16_000_000  # bytes; a long training record takes a tenth of it


class NotAModelError(Exception):
    """The bytes are no safetensors file with texts."""


def read_metadata(data: bytes) -> dict[str, str]:
    """Return the texts of the header; raises `NotAModelError` where there are none."""
    try:
        (length,) = struct.unpack_from("<Q", data)
        if not 2 <= length <= min(_LONGEST_HEADER, len(data) - 8):
            raise NotAModelError
        metadata = json.loads(data[8 : 8 + length])["__metadata__"]
        if not all(isinstance(value, str) for value in metadata.values()):
            raise NotAModelError
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAModelError from error
    texts: dict[str, str] = metadata
    return texts


def read_arrays(data: bytes) -> dict[str, FloatArray]:
    """Return the arrays by name; raises `NotAModelError` where they do not lie as the header says."""
    from safetensors.numpy import load

    try:
        return load(data)
    except Exception as error:  # the library raises many kinds, a hostile file any of them
        raise NotAModelError from error


def contents_digest(description: str, arrays: Mapping[str, NDArray[Any]]) -> str:
    """Return the SHA-256 of the description and of every array with its name and shape."""
    digest = hashlib.sha256(description.encode())
    for name in sorted(arrays):
        digest.update(f"{name}{arrays[name].shape}{arrays[name].dtype}".encode())
        digest.update(np.ascontiguousarray(arrays[name]).tobytes())
    return digest.hexdigest()
