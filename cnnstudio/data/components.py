"""Connected groups of pixels, found through the runs of set pixels in each row.

Rosenfeld and Pfaltz 1966, "Sequential operations in digital picture processing", give the method; here all rows are
treated at once, since a loop over pixels would take seconds in Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]
IndexArray = NDArray[np.integer[Any]]
NumberArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Components:
    """The 8-connected components of a mask, numbered from 0.

    Attributes
    ----------
    shape
        Height and width of the mask.
    rows, starts, ends
        (r,) each run of set pixels: its row, its first column and the column after its last.
    labels
        (r,) the component to which each run belongs.
    count
        How many components there are.

    """

    shape: tuple[int, int]
    rows: IndexArray
    starts: IndexArray
    ends: IndexArray
    labels: IndexArray
    count: int

    @cached_property
    def areas(self) -> NumberArray:
        """(count,) pixels in each component."""
        return self._totals(self.ends - self.starts)

    @cached_property
    def boxes(self) -> IndexArray:
        """(count, 4) left, top, right, bottom of each component, right and bottom just outside."""
        height, width = self.shape
        boxes = np.tile(np.array([width, height, 0, 0]), (self.count, 1))
        np.minimum.at(boxes[:, 0], self.labels, self.starts)
        np.minimum.at(boxes[:, 1], self.labels, self.rows)
        np.maximum.at(boxes[:, 2], self.labels, self.ends)
        np.maximum.at(boxes[:, 3], self.labels, self.rows + 1)
        return boxes

    def sums(self, values: NDArray[Any]) -> NumberArray:
        """Return (count,) the sum of (H, W) values over each component."""
        height, width = self.shape
        running = np.zeros((height, width + 1))
        np.cumsum(values, axis=1, out=running[:, 1:])
        return self._totals(running[self.rows, self.ends] - running[self.rows, self.starts])

    def _totals(self, of_runs: NDArray[Any]) -> NumberArray:
        """Return (count,) the sum of (r,) numbers over the runs of each component."""
        return np.bincount(self.labels, of_runs.astype(np.float64), self.count).astype(np.float64)

    def mask(self, chosen: BoolArray) -> BoolArray:
        """Return (H, W), true on the components that `chosen`, (count,), names."""
        height, width = self.shape
        edges = np.zeros((height, width + 1), np.int8)
        runs = chosen[self.labels]
        # Runs never touch each other, so no place is written to twice.
        edges[self.rows[runs], self.starts[runs]] = 1
        edges[self.rows[runs], self.ends[runs]] = -1
        return np.cumsum(edges[:, :-1], axis=1, dtype=np.int8).astype(np.bool_)


def components(mask: BoolArray) -> Components:
    """Return the 8-connected components of an (H, W) mask."""
    height, width = mask.shape
    padded = np.zeros((height, width + 2), np.int8)
    padded[:, 1:-1] = mask
    steps = np.diff(padded, axis=1)
    rows, starts = np.nonzero(steps > 0)
    ends = np.nonzero(steps < 0)[1]
    labels = _joined(len(rows), *_touching(rows, starts, ends, width))
    names, labels = np.unique(labels, return_inverse=True)
    return Components((height, width), rows, starts, ends, labels, len(names))


def _touching(rows: IndexArray, starts: IndexArray, ends: IndexArray, width: int) -> tuple[IndexArray, IndexArray]:
    """Return pairs of runs, in neighbouring rows, that touch by an edge or a corner."""
    # Along one line: row after row, with room between, the ends and the starts rise, so they can be searched.
    stride = width + 2
    below = (rows + 1) * stride
    first = np.searchsorted(rows * stride + ends, below + starts, side="left")
    stop = np.searchsorted(rows * stride + starts, below + ends, side="right")
    counts = np.maximum(stop - first, 0)
    upper = np.repeat(np.arange(len(rows)), counts)
    place = np.arange(len(upper)) - np.repeat(np.cumsum(counts) - counts, counts)
    return upper, np.repeat(first, counts) + place


def _joined(count: int, one: IndexArray, other: IndexArray) -> IndexArray:
    """Return (count,) labels, the same for all that the pairs (one, other) join: always the smallest number."""
    labels = np.arange(count)
    while True:
        mine, yours = labels[one], labels[other]
        if np.array_equal(mine, yours):
            return labels
        np.minimum.at(labels, np.maximum(mine, yours), np.minimum(mine, yours))
        # Follow each label to the end of its chain.
        while not np.array_equal(labels, shorter := labels[labels]):
            labels = shorter
