"""A part of the input that is small enough to be computed again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.window import AxisFit, Pair


@dataclass(frozen=True, eq=False)
class Crop:
    """A part of the input, and where it was taken from.

    Attributes
    ----------
    values
        (C, h, w) its numbers, float64.
    top, left
        Row and column of the input at which it begins.
    is_whole
        Whether it is all of the input.

    """

    values: FloatArray
    top: int
    left: int
    is_whole: bool

    @property
    def size(self) -> Pair:
        """Height and width."""
        return self.values.shape[1], self.values.shape[2]


def crop_around(input_: FloatArray, place: Pair, largest: Pair) -> Crop:
    """Return no more than `largest` rows and columns of a (C, H, W) input, as far around `place` as there are cells."""
    rows, columns = (
        _span(middle, size, most) for middle, size, most in zip(place, input_.shape[1:], largest, strict=True)
    )
    values = np.asarray(input_[:, rows, columns], np.float64)  # photos are float32, too coarse to compare sums
    return Crop(values, rows.start, columns.start, values.shape == input_.shape)


def _span(middle: int, size: int, most: int) -> slice:
    start = min(max(middle - most // 2, 0), max(size - most, 0))
    return slice(start, min(start + most, size))


def window_middle(result: ConvolutionResult, place: Pair) -> Pair:
    """Return row and column of the input in the middle of the window of an output cell."""
    row, column = (_middle(axis, index) for axis, index in zip(result.fits, place, strict=True))
    return row, column


def _middle(axis: AxisFit, index: int) -> int:
    return index * axis.stride - axis.padding[0] + axis.extent // 2
