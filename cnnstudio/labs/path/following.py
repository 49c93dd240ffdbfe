"""Which kernel, which of its weights and which map of each stage are followed.

What the learner did not choose is chosen where the loss has most to say and the maps answer loudly. While a digit is
being drawn that place wanders: a choice stays as long as it is half as good as the best.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.path.params import Cell, PathParams
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import MAPS, Followed, Kind, Stage

_KEEPS = 0.5
"""Share of the best from which a choice stays."""


@dataclass(frozen=True)
class Following:
    """The thread that is followed through the network.

    Attributes
    ----------
    kernel
        The kernel, or the unit of a dense layer.
    cell
        Channel, row and column of its weight.
    maps
        By place of a stage: the map, or the unit, that is shown large.

    """

    kernel: int
    cell: Cell
    maps: dict[int, int] = field(default_factory=dict)


def follow(
    passes: Passes, stages: tuple[Stage, ...], followed: Followed, params: PathParams, before: Following | None
) -> Following:
    """Return what is followed: the learner's choices, and what the gradients say of the rest."""
    gradients = np.abs(passes.gradients.weights[followed.name]).reshape(followed.shape)
    kernel = params.kernel
    if kernel is None:
        heard = gradients.max(axis=(1, 2, 3)) * _loudness(passes, stages[followed.stage].output)
        kernel = _largest(heard, None if before is None else before.kernel)
    cell = params.cell
    if cell is None:
        known = before.cell if before is not None and before.kernel == kernel else None
        flat = None if known is None else int(np.ravel_multi_index(known, followed.shape[1:]))
        channel, row, column = np.unravel_index(_largest(gradients[kernel].ravel(), flat), followed.shape[1:])
        cell = int(channel), int(row), int(column)
    return Following(kernel, cell, _maps(passes, stages, followed, params, before, kernel))


def shares_kernel(stages: tuple[Stage, ...], followed: Followed, place: int) -> bool:
    """Whether a stage has one map for each kernel: that of the followed layer, and the layers after it in its block."""
    kinds = (Kind.ACTIVATION, Kind.POOLING)
    after = stages[followed.stage + 1 : place + 1]
    return place == followed.stage or (place > followed.stage and all(stage.kind in kinds for stage in after))


def _maps(
    passes: Passes,
    stages: tuple[Stage, ...],
    followed: Followed,
    params: PathParams,
    before: Following | None,
    kernel: int,
) -> dict[int, int]:
    chosen = dict(params.maps)
    maps: dict[int, int] = {}
    for place, stage in enumerate(stages):
        if stage.kind not in (*MAPS, Kind.DENSE):
            continue
        if shares_kernel(stages, followed, place):
            maps[place] = kernel
        elif place in chosen:
            maps[place] = chosen[place]
        else:
            scores = _scores(passes, stage.output)
            maps[place] = _largest(scores, None if before is None else before.maps.get(place))
    return maps


def _scores(passes: Passes, layer: int) -> FloatArray:
    """Return for each map or unit how much its gradient and its own numbers amount to: |gradient| · |value|."""
    shares = np.abs(passes.gradient(layer) * passes.output(layer))
    scores: FloatArray = shares.reshape(len(shares), -1).max(axis=1)
    return scores


def _loudness(passes: Passes, layer: int) -> FloatArray:
    """Return how far the numbers of each map or unit go above 0: a kernel that answers is worth looking at."""
    values = passes.output(layer)
    loudness: FloatArray = np.maximum(values.reshape(len(values), -1).max(axis=1), 0) + 1e-9 * np.abs(values).max()
    return loudness


def _largest(scores: FloatArray, before: int | None) -> int:
    """Return the place of the largest score, or the one before as long as its score is not much less."""
    best = int(np.argmax(scores))
    if before is not None and before < len(scores) and scores[before] >= _KEEPS * scores[best]:
        return before
    return best
