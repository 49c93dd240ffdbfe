"""The shift test: a picture is moved by whole pixels; how much of each map becomes another number.

changed     |after − before| > threshold · max |before|
movement    Σ |after − before| / Σ |before|
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.pooling.computation import pooled_maps
from cnnstudio.labs.pooling.first_layer import FirstLayer
from cnnstudio.labs.pooling.params import PoolingParams
from cnnstudio.ops.dense import dense
from cnnstudio.ops.window import Pair

FARTHEST = 5
"""Pixels by which the picture is moved at most, to either side."""

OFFSETS = tuple(range(-FARTHEST, FARTHEST + 1))

UNITS = 10
"""Units of the dense layer that reads the pixels, for comparison."""


@dataclass(frozen=True, eq=False)
class ShiftedStage:
    """One map before and after each of the moves.

    Attributes
    ----------
    before
        (H, W) the map of the picture where it stood; (1, U) for the dense layer.
    after
        (n, H, W) the maps of the moved pictures.
    threshold
        From which share of the largest number on a difference counts as a change.

    """

    before: FloatArray
    after: FloatArray
    threshold: float

    def changed(self, place: int) -> NDArray[np.bool_]:
        """Return (H, W): which cells are another number after one of the moves."""
        mask: NDArray[np.bool_] = self._changed[place]
        return mask

    @cached_property
    def _changed(self) -> NDArray[np.bool_]:
        mask: NDArray[np.bool_] = np.abs(self.after - self.before) > self.threshold * np.abs(self.before).max()
        return mask

    @property
    def counts(self) -> NDArray[np.int64]:
        """(n,) how many cells changed."""
        counts: NDArray[np.int64] = self._changed.sum(axis=(1, 2), dtype=np.int64)
        return counts

    @property
    def shares(self) -> FloatArray:
        """(n,) which share of the cells changed."""
        return self.counts / self.before.size

    @property
    def movements(self) -> FloatArray:
        """(n,) how much changed, compared with how much there was; 0 where there was nothing."""
        moved = np.abs(self.after - self.before).sum(axis=(1, 2))
        there = float(np.abs(self.before).sum())
        return moved / there if there else np.zeros(len(moved))


@dataclass(frozen=True, eq=False)
class ShiftTest:
    """All maps of a picture that is moved along one direction.

    Attributes
    ----------
    shift
        Pixels down and to the right, of the move that is looked at.
    here
        Its place among the moves.
    stages
        By name: "input", "convolution", "pooled", "dense"; "pooled" is missing where the window does not fit.

    """

    shift: Pair
    here: int
    stages: Mapping[str, ShiftedStage]


def subject(pixels: FloatArray) -> FloatArray:
    """Return the (H, W) picture to move: the drawing, or a cross as long as nothing is drawn."""
    if pixels.any():
        return pixels.astype(np.float64)
    cross = np.zeros((28, 28))
    cross[7:21, 13:15] = cross[13:15, 7:21] = 1
    return cross


def shifted(picture: FloatArray, down: int, right: int) -> FloatArray:
    """Return an (H, W) picture moved by whole pixels; paper comes in, what leaves is lost.

    >>> shifted(np.array([[1.0, 2.0], [3.0, 4.0]]), 0, 1).tolist()
    [[0.0, 1.0], [0.0, 3.0]]
    """
    height, width = picture.shape
    moved = np.zeros_like(picture)
    kept = picture[max(-down, 0) : height - max(down, 0), max(-right, 0) : width - max(right, 0)]
    moved[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = kept
    return moved


def run_shift_test(
    picture: FloatArray,
    layer: FirstLayer,
    filter_: int,
    params: PoolingParams,
    shift: Pair,
    *,
    is_vertical: bool = False,
    threshold: float = 0.05,
) -> ShiftTest:
    """Move a picture along one direction, and compare the maps of each place with those of where it stood.

    Parameters
    ----------
    picture
        (H, W), 0 = paper.
    layer, filter_
        The convolution, and which of its maps is looked at.
    params
        How that map is pooled.
    shift
        Pixels down and to the right.
    is_vertical
        Whether the moves are up and down.
    threshold
        From which share of the largest number on a difference counts as a change.

    """
    down, right = shift
    moves = [(step, right) if is_vertical else (down, step) for step in OFFSETS]
    pictures = np.stack([picture, *(shifted(picture, *move) for move in moves)])
    maps = {"input": pictures, "convolution": layer.apply(pictures, filter_)}
    pooled = pooled_maps(params, maps["convolution"])
    if pooled is not None:
        maps["pooled"] = pooled
    maps["dense"] = _dense(pictures)
    stages = {name: ShiftedStage(values[0], values[1:], threshold) for name, values in maps.items()}
    return ShiftTest(shift, OFFSETS.index(down if is_vertical else right), stages)


def _dense(pictures: FloatArray) -> FloatArray:
    """Return (N, 1, U): what units that see every pixel, with weights drawn by lot, make of (N, H, W) pictures."""
    flat = pictures.reshape(len(pictures), -1)
    generator = np.random.default_rng(0)
    weight = generator.normal(scale=flat.shape[1] ** -0.5, size=(UNITS, flat.shape[1]))
    return dense(flat, weight, np.zeros(UNITS))[:, None]
