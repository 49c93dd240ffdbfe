"""The weights of a run as arrays of its file: what it made, and some moments to come back to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.training.checkpoints import Moment, Weights
from cnnstudio.labs.training.evenly import evenly
from cnnstudio.nets.limits import check_size
from cnnstudio.nets.network import Network
from cnnstudio.nets.preprocessing import Preprocessing
from cnnstudio.nets.shapes import check_weights
from cnnstudio.nets.spec import NetworkSpec

_ROOM = 8 * 1024**2
"""Bytes that the moments of one run take on the disk; the first and the last are always kept."""


def weight_arrays(weights: Weights) -> tuple[dict[str, Any] | None, dict[str, FloatArray]]:
    """Return what there is to say of the weights, and the weights by name; None where there are none."""
    if not weights.moments:
        return None, {}
    last = weights.moments[-1].network
    alike = [moment for moment in weights.moments if moment.network.spec == last.spec]
    kept = evenly(alike, max(2, _ROOM // max(weights.moments[-1].size, 1)))
    arrays = {f"moment.{place}/{name}": part for place, moment in enumerate(kept) for name, part in _parts(moment)}
    outcome = weights.outcome
    has_outcome = outcome is not None and outcome.spec == last.spec and not _are_same(outcome, last)
    if outcome is not None and has_outcome:
        arrays |= {f"outcome/{name}": part for name, part in outcome.weights.items()}
    about = {
        "spec": last.spec.to_json(),
        "preprocessing": last.preprocessing.to_json(),
        "moments": [[moment.step, moment.epoch] for moment in kept],
        "has_outcome": has_outcome,
    }
    return about, arrays


def read_weights(about: Mapping[str, Any] | None, arrays: Mapping[str, NDArray[Any]]) -> Weights:
    """Return the weights of a file; raises `SpecError`, `LookupError`, `TypeError` or `ValueError` otherwise."""
    if about is None:
        return Weights()
    spec = NetworkSpec.from_json(about["spec"])
    check_size(spec)
    preprocessing = Preprocessing.from_json(about["preprocessing"])

    def network(prefix: str) -> Network:
        found = {name.removeprefix(prefix): part for name, part in arrays.items() if name.startswith(prefix)}
        check_weights(spec, found)
        return Network(spec, found, preprocessing=preprocessing)

    moments = tuple(
        Moment(int(step), int(epoch), network(f"moment.{place}/"))
        for place, (step, epoch) in enumerate(about["moments"])
    )
    return Weights(moments, network("outcome/") if about["has_outcome"] else None)


def _parts(moment: Moment) -> Any:
    return moment.network.weights.items()


def _are_same(first: Network, second: Network) -> bool:
    return all(np.array_equal(part, second.weights[name]) for name, part in first.weights.items())
