"""A network in one file: safetensors with layers, preprocessing, training record and a SHA-256 over all of it.

The format holds plain arrays and text, so that opening a stranger's file runs no code. One flipped bit in the weights
would load silently; the digest catches it.

    8 bytes    how long the header is
    header     JSON: where each array lies, and of "__metadata__" three texts:
               "format", "network" (JSON: "spec", "preprocessing", "record"), "sha256"
    arrays     float32, by the names of `weight_shapes`
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.nets.file_saving import backup_path, save_with_backup
from cnnstudio.nets.limits import check_size
from cnnstudio.nets.model_bytes import NotAModelError, contents_digest, read_arrays, read_metadata
from cnnstudio.nets.network import Network
from cnnstudio.nets.preprocessing import Preprocessing
from cnnstudio.nets.shapes import check_weights
from cnnstudio.nets.spec import NetworkSpec, SpecError

FORMAT = "cnnstudio-network-1"
_FAMILY = "cnnstudio-network-"
_LARGEST = 1024**3  # bytes; a larger file is none of ours


def save_model(network: Network, path: Path) -> None:
    """Write the network; the file appears whole or not at all, and the one that it replaces is kept as its backup.

    Raises
    ------
    UserError
        If it cannot be written, or could not be opened again: its weights do not fit its layers or are not finite.

    """
    from safetensors.numpy import save  # here, so that showing the first window does not wait for it

    description = _describe(network)
    weights = _float32(network.weights)
    try:
        _read_network(description, weights)
    except SpecError as error:
        problem = text("The network cannot be saved: {reason}", reason=error.message)
        raise UserError(problem) from error
    metadata = {"format": FORMAT, "network": description, "sha256": contents_digest(description, weights)}
    save_with_backup(path, save(weights, metadata))


def load_model(path: Path) -> Network:
    """Read a network and check it; raises `UserError` with a plain sentence, whatever the file holds."""
    data = _read_file(path)
    try:
        metadata = read_metadata(data)
        known = metadata["format"]
        if known != FORMAT and known.startswith(_FAMILY):
            newer = text("{name} was made by a newer version of this app. Update to open it.", name=path.name)
            raise UserError(newer)
        weights = read_arrays(data)
        description, digest = metadata["network"], metadata["sha256"]
    except (NotAModelError, KeyError) as error:
        sentence = text(
            "{name} is not a network file, or it is damaged. {advice}", name=path.name, advice=_advice(path)
        )
        raise UserError(sentence) from error
    if known != FORMAT or contents_digest(description, weights) != digest:
        sentence = text(
            "{name} is damaged: its contents do not match its checksum. {advice}", name=path.name, advice=_advice(path)
        )
        raise UserError(sentence)
    try:
        return _read_network(description, weights)
    except SpecError as error:
        sentence = text("The network in {name} does not fit together: {reason}", name=path.name, reason=error.message)
        raise UserError(sentence) from error


def network_digest(network: Network) -> str:
    """Return the SHA-256 that the network has in a file: of layers, preprocessing, record and every weight."""
    return contents_digest(_describe(network), _float32(network.weights))


def _read_file(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a folder; or a pipe, which may never end
            raise UserError(text("{name} could not be read: it is not a file.", name=path.name or str(path)))
        if path.stat().st_size > _LARGEST:
            raise UserError(text("{name} is too large to be a network of this app.", name=path.name))
        return path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(text("{name} could not be read: {reason}.", name=path.name, reason=reason)) from error


def _advice(path: Path) -> Text:
    """Return what to do about a damaged file."""
    if backup_path(path).is_file():
        return text("Open its backup, {name}.", name=backup_path(path).name)
    return text("Choose another copy of it.")


def _read_network(description: str, weights: Mapping[str, FloatArray]) -> Network:
    """Return the network of a description with its weights; raises SpecError where they do not fit together."""
    try:
        content = json.loads(description)
    except (ValueError, RecursionError) as error:
        raise SpecError(text("Its description cannot be read.")) from error
    match content:
        case {"spec": layers, "record": dict(record), **rest}:
            spec = NetworkSpec.from_json(layers)
        case _:
            raise SpecError(text("Its layers or its training record are missing."))
    check_size(spec)
    check_weights(spec, weights)
    preprocessing = Preprocessing.from_json(rest["preprocessing"]) if "preprocessing" in rest else Preprocessing()
    return Network(spec, weights, record, preprocessing)


def _describe(network: Network) -> str:
    content: dict[str, Any] = {
        "spec": network.spec.to_json(),
        "preprocessing": network.preprocessing.to_json(),
        "record": dict(network.record),
    }
    return json.dumps(content, sort_keys=True)


def _float32(weights: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    return {name: np.ascontiguousarray(array, np.float32) for name, array in weights.items()}
