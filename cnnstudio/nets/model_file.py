"""A network in one file: safetensors with the spec, the training record and a SHA-256 over all of it.

The format holds plain arrays and text, so that opening a stranger's file runs no code. One flipped bit in the weights
would load silently; the digest catches it.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import check_weights
from cnnstudio.nets.spec import NetworkSpec

FORMAT = "cnnstudio-network-1"
_LARGEST = 2 * 1024**3  # bytes; a larger file is none of ours


def save_model(network: Network, path: Path) -> None:
    """Write the network; the file appears whole or not at all."""
    from safetensors.numpy import save  # here, so that showing the first window does not wait for it

    description = json.dumps({"spec": network.spec.to_json(), "record": dict(network.record)}, sort_keys=True)
    weights = {name: np.ascontiguousarray(array, np.float32) for name, array in network.weights.items()}
    metadata = {"format": FORMAT, "network": description, "sha256": _digest(description, weights)}
    data = save(weights, metadata)
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise UserError(
            text("{name} could not be saved: {reason}. Choose another folder.", name=path.name, reason=error.strerror)
        ) from error


def load_model(path: Path) -> Network:
    """Read a network and check it; raises `UserError` with a plain sentence, whatever the file holds."""
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(text("{name} is too large to be a network of this app.", name=path.name))
        data = path.read_bytes()
    except OSError as error:
        raise UserError(
            text("{name} could not be read: {reason}.", name=path.name, reason=error.strerror or str(error))
        ) from error
    try:
        metadata, weights = _read(data)
        description = metadata["network"]
        known = metadata["format"]
    except Exception as error:  # the library raises many kinds, a hostile file any of them
        raise UserError(text("{name} is not a network file, or it is damaged.", name=path.name)) from error
    if known != FORMAT:
        raise UserError(text("{name} was made by a newer version of this app. Update to open it.", name=path.name))
    if _digest(description, weights) != metadata.get("sha256"):
        raise UserError(
            text("{name} is damaged: its contents do not match its checksum. Use another copy.", name=path.name)
        )
    return _network(path.name, description, weights)


def _network(name: str, description: str, weights: Mapping[str, FloatArray]) -> Network:
    try:
        content = json.loads(description)
        spec = NetworkSpec.from_json(content["spec"])
        check_weights(spec, weights)
    except (ValueError, KeyError, TypeError) as error:
        raise UserError(
            text("The network in {name} does not fit together: {reason}.", name=name, reason=str(error))
        ) from error
    return Network(spec, weights, content["record"])


def _read(data: bytes) -> tuple[dict[str, str], dict[str, FloatArray]]:
    """Return metadata and weights of a safetensors file: an 8-byte length, a JSON header, the arrays."""
    from safetensors.numpy import load

    (length,) = struct.unpack("<Q", data[:8])
    header: dict[str, Any] = json.loads(data[8 : 8 + length])
    return header["__metadata__"], load(data)


def _digest(description: str, weights: Mapping[str, FloatArray]) -> str:
    """Return the SHA-256 of the description and of every array with its name and shape."""
    digest = hashlib.sha256(description.encode())
    for name in sorted(weights):
        digest.update(f"{name}{weights[name].shape}{weights[name].dtype}".encode())
        digest.update(np.ascontiguousarray(weights[name]).tobytes())
    return digest.hexdigest()
