"""A run in one file: safetensors with its settings, its curves and its weights, and a SHA-256 over all of it.

The format holds plain arrays and text, so that opening a file runs no code.

    "__metadata__"   "format", "run" (JSON, see `_describe`), "sha256"
    arrays           of `curve_arrays`, and the weights: "moment.0/0.weight" …, "outcome/0.weight" …
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.errors import UserError
from cnnstudio.core.text_json import text_from_json, text_json
from cnnstudio.labs.training.checkpoints import Checkpoints, Weights
from cnnstudio.labs.training.curve_arrays import curve_arrays, restore_curves
from cnnstudio.labs.training.kept_weights import read_weights, weight_arrays
from cnnstudio.labs.training.run import Run
from cnnstudio.nets.limits import check_size
from cnnstudio.nets.model_bytes import NotAModelError, contents_digest, read_arrays, read_metadata
from cnnstudio.nets.spec import NetworkSpec, SpecError
from cnnstudio.nets.training_record import record_from_json
from cnnstudio.training.settings import config_from_json

FORMAT = "cnnstudio-run-1"
_FAMILY = "cnnstudio-run-"
_COUNTS = ("epochs", "per_epoch", "batches", "images", "validation_images")
_MEASURES = ("images_per_second", "train_seconds")
_ENDS = ("stopped", "finished", "failed")
_LARGEST = 1024**3  # bytes


class NotARunError(Exception):
    """The file holds no run, or not all of it."""


class NewerRunError(Exception):
    """The file was written by a newer version of the app."""


@dataclass(frozen=True, eq=False)
class RunContent:
    """All that is kept of a run, taken while it stands still."""

    description: str
    arrays: Mapping[str, NDArray[Any]]


def run_content(run: Run) -> RunContent:
    """Return what is to be kept of a run that is over."""
    about, weight_numbers = weight_arrays(run.checkpoints.weights)
    about_curves, curves = curve_arrays(run)
    description = _describe(run) | {"weights": about, "curves": about_curves}
    return RunContent(json.dumps(description), {**curves, **weight_numbers})


def run_bytes(content: RunContent) -> bytes:
    """Return the bytes of the file."""
    from safetensors.numpy import save

    arrays = {name: np.ascontiguousarray(array) for name, array in content.arrays.items()}
    digest = contents_digest(content.description, arrays)
    return save(arrays, {"format": FORMAT, "run": content.description, "sha256": digest})


def read_run(path: Path) -> Run:
    """Read a run; its weights are left in the file until they are asked for.

    Raises
    ------
    NotARunError
        Where the file cannot be read or is damaged.
    NewerRunError
        Where it is that of a newer version.

    """
    description, arrays = _read(path)
    try:
        run = _run(json.loads(description), arrays)
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError, SpecError, UserError) as error:
        raise NotARunError from error
    run.checkpoints = Checkpoints(partial(read_weights_of, path))
    return run


def _read(path: Path) -> tuple[str, dict[str, NDArray[Any]]]:
    """Return description and arrays of a file whose contents match its checksum."""
    try:
        if path.stat().st_size > _LARGEST:
            raise NotARunError
        data = path.read_bytes()
        metadata = read_metadata(data)
        known = metadata["format"]
        if known != FORMAT and known.startswith(_FAMILY):
            raise NewerRunError
        arrays: dict[str, NDArray[Any]] = read_arrays(data)
        description, digest = metadata["run"], metadata["sha256"]
    except (OSError, NotAModelError, KeyError) as error:
        raise NotARunError from error
    if known != FORMAT or contents_digest(description, arrays) != digest:
        raise NotARunError
    return description, arrays


def read_weights_of(path: Path) -> Weights:
    """Return the weights of a file; none where it is gone or was changed meanwhile."""
    try:
        description, arrays = _read(path)
        return read_weights(json.loads(description)["weights"], arrays)
    except (NotARunError, NewerRunError, LookupError, TypeError, ValueError, SpecError):
        return Weights()


def _describe(run: Run) -> dict[str, Any]:
    return {
        "number": run.number,
        "name": run.name,
        "experiment": run.experiment,
        "state": run.state,
        "problem": text_json(run.problem) if run.problem else None,
        "spec": run.spec.to_json(),
        "config": run.config.to_json(),
        "past": run.past.to_json() if run.past else None,
        **{name: getattr(run, name) for name in (*_COUNTS, *_MEASURES)},
    }


def _run(said: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Run:
    """Return a run without its weights."""
    spec, config = NetworkSpec.from_json(said["spec"]), config_from_json(said["config"])
    check_size(spec)
    run = Run(_count(said["number"]), spec, config, _words(said["experiment"]))
    run.name = _words(said["name"])
    if said["state"] not in _ENDS:
        raise ValueError("a run is kept once it is over")
    run.state = said["state"]
    run.problem = text_from_json(said["problem"]) if said["problem"] else None
    run.past = record_from_json(said["past"]) if said["past"] else None
    for name in _COUNTS:
        setattr(run, name, _count(said[name]))
    for name in _MEASURES:
        setattr(run, name, float(said[name]))
    restore_curves(run, said["curves"], arrays)
    return run


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value < 10**12:
        raise ValueError("not a count")
    return value


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > 1_000:
        raise ValueError("not a name")
    return value
