"""Doing without pooling: a convolution whose window moves by two, against one that moves by one and is pooled.

pooled   max of the four sums at (2i, 2j), (2i, 2j + 1), (2i + 1, 2j), (2i + 1, 2j + 1)
strided  the sum at (2i, 2j); the other three are never computed
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.pooling.first_layer import FirstLayer
from cnnstudio.labs.pooling.shift_test import ShiftedStage, shifted
from cnnstudio.ops.pooling2d import pool2d
from cnnstudio.ops.window import Pair

STEP = 2
"""The size of the pooling window, and the stride that takes its place."""


@dataclass(frozen=True, eq=False)
class StrideComparison:
    """Both ways from one picture.

    Attributes
    ----------
    picture
        (H, W).
    convolved
        (OH, OW) the map at stride 1, after the ReLU.
    pooled, strided
        The map pooled, and the map of the convolution at stride 2: each before and after the picture is moved.
    kernel_size
        Height and width of the kernel.

    """

    picture: FloatArray
    convolved: FloatArray
    pooled: ShiftedStage
    strided: ShiftedStage
    kernel_size: Pair

    @property
    def difference(self) -> FloatArray:
        """Pooled minus strided, on the cells that both have."""
        first, second = self.pooled.before, self.strided.before
        rows, columns = (min(pair) for pair in zip(first.shape, second.shape, strict=True))
        return first[:rows, :columns] - second[:rows, :columns]

    @property
    def multiplications(self) -> Pair:
        """Multiply-adds of the pooled way, and of the strided one."""
        cells = self.kernel_size[0] * self.kernel_size[1]
        return self.convolved.size * cells, self.strided.before.size * cells


def compare_strides(
    picture: FloatArray, layer: FirstLayer, filter_: int, kind: str, threshold: float = 0.05
) -> StrideComparison:
    """Go both ways with an (H, W) picture, and with the same picture one pixel further right."""
    pictures = np.stack([picture, shifted(picture, 0, 1)])
    convolved = layer.apply(pictures, filter_)
    pooled = pool2d(convolved[:, None], kind, STEP)[:, 0]
    strided = layer.apply(pictures, filter_, STEP)
    first, second = (ShiftedStage(values[0], values[1:], threshold) for values in (pooled, strided))
    return StrideComparison(picture, convolved[0], first, second, layer.size)
