"""What stands in each column: stacks of maps, their colours' limits, and which stages are reached."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.path.computation import PathResult
from cnnstudio.labs.path.model import PathModel
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import MAPS, Followed, Kind, Stage
from cnnstudio.labs.path.walk import Halt
from cnnstudio.ops.window import Pair

PICTURED = (Kind.SPECIMEN, *MAPS, Kind.DENSE)
"""Stages that are shown as cells; the others are rows of numbers."""


@dataclass(frozen=True, eq=False)
class Column:
    """A stack of maps in one lane.

    Attributes
    ----------
    values
        (K, H, W), the numbers of a dense layer as one map.
    limit
        The number that takes the last colour, of all maps of the column.
    signed
        Whether the colours go from orange to purple.
    chosen
        The map that is followed.

    """

    values: FloatArray
    limit: float
    signed: bool
    chosen: int


@dataclass(frozen=True, eq=False)
class Scene:
    """Everything that is painted, and how far the walk has come."""

    stages: tuple[Stage, ...]
    followed: Followed
    result: PathResult
    walk: tuple[Halt, ...]
    position: int
    columns: tuple[Column, ...]
    """Of the pictured stages, forward."""
    gradients: tuple[Column | None, ...]
    """Likewise, backward; None where the way back does not reach."""

    @property
    def passes(self) -> Passes:
        """The way through and back that is shown."""
        return self.result.shown

    @property
    def halt(self) -> Halt:
        """Where the walk stands."""
        return self.walk[self.position]

    def has_reached(self, lane: str, stage: int) -> bool:
        """Whether the walk has come by a stage."""
        return Halt(lane, stage) in self.walk[: self.position + 1]


def scene_of(model: PathModel) -> Scene | None:
    """Return what is to be painted; None without ink or network."""
    result, followed = model.result, model.followed
    if result is None or followed is None:
        return None
    pictured = [(place, stage) for place, stage in enumerate(model.stages) if stage.kind in PICTURED]
    forward = tuple(_forward(result, stage, place) for place, stage in pictured)
    back = tuple(_back(result, stage, place) if place >= followed.stage else None for place, stage in pictured)
    return Scene(model.stages, followed, result, model.walk, model.position, forward, back)


def grid_size(count: int) -> Pair:
    """Return rows and columns in which the numbers of a dense layer are shown: about twice as high as wide.

    >>> grid_size(128), grid_size(10), grid_size(1)
    ((16, 8), (5, 2), (1, 1))
    """
    columns = max(1, round(math.sqrt(count / 2)))
    return math.ceil(count / columns), columns


def stacked(values: FloatArray) -> FloatArray:
    """Return (C, H, W) maps as they are, (D,) numbers as one map."""
    if values.ndim == 3:
        return values
    rows, columns = grid_size(len(values))
    grid = np.zeros(rows * columns)
    grid[: len(values)] = values
    return grid.reshape(1, rows, columns)


def _forward(result: PathResult, stage: Stage, place: int) -> Column:
    if stage.kind is Kind.SPECIMEN:
        picture = result.shown.picture[0]
        return Column(picture, max(1.0, float(picture.max())), False, 0)
    values = stacked(result.shown.output(stage.output))
    low, high = float(values.min()), float(values.max())
    return Column(values, max(-low, high) or 1.0, low < 0, _chosen(result, stage, place))


def _back(result: PathResult, stage: Stage, place: int) -> Column:
    values = stacked(result.shown.gradient(stage.output))
    return Column(values, float(np.abs(values).max()) or 1.0, True, _chosen(result, stage, place))


def _chosen(result: PathResult, stage: Stage, place: int) -> int:
    return 0 if stage.kind is Kind.DENSE else result.following.maps[place]
