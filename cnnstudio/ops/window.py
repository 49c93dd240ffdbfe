"""How a window fits a picture: sizes, strides, paddings and dilations, in height and in width.

    output size = ⌊(N − E + P_before + P_after) / S⌋ + 1,   with the window's extent E = D · (F − 1) + 1

Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), relationship 15.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray

Pair = tuple[int, int]
"""Height, width; along one axis: before, after."""

Paddings = tuple[Pair, Pair]
"""(top, bottom), (left, right)."""


def pair(value: int | Pair) -> Pair:
    """Return (height, width) of one number for both, or of two.

    >>> pair(3), pair((3, 5))
    ((3, 3), (3, 5))
    """
    return value if isinstance(value, tuple) else (value, value)


def paddings(value: int | Pair | Paddings) -> Paddings:
    """Return ((top, bottom), (left, right)) of one number, of (height, width), or of all four.

    >>> paddings(2), paddings((1, 2)), paddings(((0, 1), (2, 3)))
    (((2, 2), (2, 2)), ((1, 1), (2, 2)), ((0, 1), (2, 3)))
    """
    rows, columns = value if isinstance(value, tuple) else (value, value)
    return pair(rows), pair(columns)


def size_of(maps: FloatArray) -> Pair:
    """Return the height and width of (…, H, W) maps or kernels.

    >>> size_of(np.zeros((10, 1, 28, 24)))
    (28, 24)
    """
    height, width = maps.shape[-2:]
    return height, width


@dataclass(frozen=True)
class AxisFit:
    """How a window fits along one axis; sizes that make no sense are kept, and `fits` is False.

    >>> axis = AxisFit(input_size=8, kernel_size=3, stride=2)
    >>> axis.output_size, axis.unused
    (3, 1)
    """

    input_size: int
    kernel_size: int
    stride: int = 1
    padding: Pair = (0, 0)
    dilation: int = 1

    @property
    def extent(self) -> int:
        """Cells from the window's first to its last: D · (F − 1) + 1."""
        return self.dilation * (self.kernel_size - 1) + 1

    @property
    def padded_size(self) -> int:
        """Cells of the input with its padding."""
        before, after = self.padding
        return before + self.input_size + after

    @property
    def fits(self) -> bool:
        """Whether the window has at least one place."""
        sensible = self.kernel_size >= 1 and self.stride >= 1 and self.dilation >= 1 and min(self.padding) >= 0
        return sensible and self.padded_size >= self.extent

    @property
    def output_size(self) -> int:
        """Places of the window: ⌊(N − E + P) / S⌋ + 1, or 0 where it does not fit."""
        return (self.padded_size - self.extent) // self.stride + 1 if self.fits else 0

    @property
    def unused(self) -> int:
        """Cells at the far edge of the padded input that no window reaches."""
        return self.padded_size - self.extent - (self.output_size - 1) * self.stride if self.fits else self.padded_size

    def met(self, index: int) -> range:
        """Return the cells of the padded input that the window meets at a place.

        >>> list(AxisFit(input_size=9, kernel_size=3, stride=2, dilation=2).met(1))
        [2, 4, 6]
        """
        start = index * self.stride
        return range(start, start + self.extent, self.dilation)

    def all_met(self, offset: int) -> slice:
        """Return the cells of the padded input that the kernel's cell `offset` meets, place after place.

        >>> np.arange(9)[AxisFit(input_size=9, kernel_size=3, stride=2, dilation=2).all_met(1)]
        array([2, 4, 6])
        """
        start = offset * self.dilation
        return slice(start, start + self.padded_size - self.extent + 1, self.stride)


AxisFits = tuple[AxisFit, AxisFit]
"""How a window fits in height and in width."""


def axis_fits(
    input_size: Pair,
    kernel_size: int | Pair,
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> AxisFits:
    """Return how a window fits in height and in width.

    >>> [axis.output_size for axis in axis_fits((7, 9), (3, 5), stride=2)]
    [3, 3]
    """
    settings = zip(input_size, pair(kernel_size), pair(stride), paddings(padding), pair(dilation), strict=True)
    height, width = (AxisFit(*setting) for setting in settings)
    return height, width


def check_fits(fits: AxisFits, name: str = "kernel") -> None:
    """Raise ValueError, saying why, where the window has no place; `name` is what the sentence calls it."""
    height, width = fits
    if height.fits and width.fits:
        return
    for axis in fits:
        if min(axis.kernel_size, axis.stride, axis.dilation) < 1:
            raise ValueError(f"{name} size, stride and dilation must be at least 1")
        if min(axis.padding) < 0:
            raise ValueError("padding must not be below 0")
    window = f"{height.kernel_size}×{width.kernel_size} {name}"
    if (height.dilation, width.dilation) != (1, 1):
        window += f", dilated to {height.extent}×{width.extent},"
    raise ValueError(f"a {window} does not fit a {height.padded_size}×{width.padded_size} input")


def same_padding(
    input_size: Pair, kernel_size: int | Pair, stride: int | Pair = 1, dilation: int | Pair = 1
) -> Paddings:
    """Return the padding with which the output has ⌈N / S⌉ cells; where it is odd, one more goes after.

    Source: Keras and TensorFlow, padding="same"; ONNX, auto_pad="SAME_UPPER".

    >>> same_padding((28, 28), 5), same_padding((5, 6), 3, stride=2)
    (((2, 2), (2, 2)), ((1, 1), (0, 1)))
    """
    rows, columns = (_same_axis(axis) for axis in axis_fits(input_size, kernel_size, stride, dilation=dilation))
    return rows, columns


def _same_axis(axis: AxisFit) -> Pair:
    wanted = -(-axis.input_size // axis.stride)
    total = max((wanted - 1) * axis.stride + axis.extent - axis.input_size, 0)
    return total // 2, total - total // 2


def coverage(fits: AxisFits) -> NDArray[np.int64]:
    """Return for each cell of the (H, W) input in how many windows it takes part.

    >>> coverage(axis_fits((4, 4), 3))
    array([[1, 2, 2, 1],
           [2, 4, 4, 2],
           [2, 4, 4, 2],
           [1, 2, 2, 1]])
    """
    rows, columns = (_axis_coverage(axis) for axis in fits)
    return np.outer(rows, columns)


def _axis_coverage(axis: AxisFit) -> NDArray[np.int64]:
    counts = np.zeros(axis.padded_size, np.int64)
    for offset in range(axis.kernel_size if axis.fits else 0):
        counts[axis.all_met(offset)] += 1
    before = axis.padding[0]
    return counts[before : before + axis.input_size]
