"""Two linear convolutions, one after the other, and the single one that they amount to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.params import ConvolutionParams
from cnnstudio.ops.composition import compose_biases, compose_kernels
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.relu import relu
from cnnstudio.ops.window import Pair

LARGEST_INPUT = (64, 64)
"""Of a larger input this much is convolved, around the window."""

LARGEST_SECOND = 3
"""Rows and columns of the second kernel, where the first leaves room for it."""

_ROUNDING = 1e-9
"""Differences below this share of the largest result are those of rounding."""


@dataclass(frozen=True, eq=False)
class Collapse:
    """The same input through two layers and through one.

    Attributes
    ----------
    first, second, composed
        (FH, FW) the two kernels, and the one that does the work of both.
    bias, composed_bias
        What the first layer adds, and what the one layer adds.
    twice, once
        (OH, OW) both results.

    """

    first: FloatArray
    second: FloatArray
    composed: FloatArray
    bias: float
    composed_bias: float
    twice: FloatArray
    once: FloatArray

    @property
    def difference(self) -> FloatArray:
        """(OH, OW) two layers less one."""
        return self.twice - self.once

    @property
    def largest_difference(self) -> float:
        """The largest of all cells."""
        return float(np.abs(self.difference).max())

    @property
    def scale(self) -> float:
        """The largest number of both results, the end of their scale of colours."""
        return max(float(np.abs(self.twice).max()), float(np.abs(self.once).max())) or 1.0

    @property
    def differing(self) -> NDArray[np.bool_]:
        """(OH, OW) the cells that differ by more than rounding."""
        return np.abs(self.difference) > _ROUNDING * self.scale


def collapse(input_: FloatArray, first: FloatArray, second: FloatArray, bias: float, *, rectified: bool) -> Collapse:
    """Convolve an (H, W) input with both kernels and with their composition, without padding, at stride 1.

    `rectified` sets a ReLU between the two layers.
    """
    composed = compose_kernels(first[None, None], second[None, None])[0, 0]
    composed_bias = float(compose_biases(np.array([bias]), second[None, None], np.zeros(1))[0])
    between = conv2d(input_[None, None], first[None, None], np.array([bias]))
    if rectified:
        between = relu(between)
    twice = conv2d(between, second[None, None])[0, 0]
    once = conv2d(input_[None, None], composed[None, None], np.array([composed_bias]))[0, 0]
    return Collapse(first, second, composed, bias, composed_bias, twice, once)


def second_size(input_size: Pair, first_size: Pair) -> Pair | None:
    """Return height and width of the second kernel; None where the first already does not leave a cell."""
    rows, columns = (whole - part + 1 for whole, part in zip(input_size, first_size, strict=True))
    return None if min(rows, columns) < 1 else (min(LARGEST_SECOND, rows), min(LARGEST_SECOND, columns))


def kernel_as_laid(params: ConvolutionParams) -> FloatArray:
    """Return the slice of the kernel that is looked at as it lies on the window: turned by 180° where that is asked."""
    kernel: FloatArray = params.kernel[params.channel]
    return kernel[::-1, ::-1] if params.flip else kernel
