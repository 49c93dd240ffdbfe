"""The settings of the next run in a file, so that they are there again at the next start; JSON, a few kilobytes."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.labs.training.params import TrainingParams
from cnnstudio.nets.file_saving import save_whole
from cnnstudio.nets.limits import check_size
from cnnstudio.nets.spec import NetworkSpec, SpecError
from cnnstudio.training.experiments import EXPERIMENTS, experiment
from cnnstudio.training.settings import config_from_json

_FORMAT = "cnnstudio-next-run-1"
_LARGEST = 1_000_000  # bytes; a larger file is none of ours


def save_next_run(params: TrainingParams, path: Path) -> None:
    """Write experiment, network and settings; weights that the run would go on from are left out.

    A disk that is full or read-only is no reason to disturb a lesson: then nothing is kept.
    """
    spec = params.spec if params.base is None else experiment(params.experiment).spec
    said = {
        "format": _FORMAT,
        "experiment": params.experiment,
        "spec": spec.to_json(),
        "config": params.config.to_json(),
    }
    with suppress(OSError, UserError):
        path.parent.mkdir(parents=True, exist_ok=True)
        save_whole(path, json.dumps(said).encode("ascii"))


def with_kept_settings(params: TrainingParams, path: Path) -> TrainingParams:
    """Return parameters with the settings of a file; as they are where there is none, or it means nothing."""
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(_LARGEST))
        if said["format"] != _FORMAT or said["experiment"] not in EXPERIMENTS:
            return params
        spec, config = NetworkSpec.from_json(said["spec"]), config_from_json(said["config"])
        check_size(spec)
    except (OSError, LookupError, TypeError, ValueError, RecursionError, SpecError, UserError):
        return params
    return replace(params, experiment=said["experiment"], spec=spec, config=config, base=None)
