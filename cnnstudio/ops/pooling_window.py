"""How a pooling window fits a map, and which of the cells under it belong to the map and which to the padding.

    places   i = 0 … ⌊(N − E + P_before + P_after) / S⌋,   with the window's extent E = D · (F − 1) + 1

Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep learning" (2016), relationship 16.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.window import AxisFit, AxisFits, Paddings, Pair, axis_fits, check_fits


@lru_cache  # the same few windows are asked for at every stroke of the pen
def pool_fits(
    input_size: Pair,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> AxisFits:
    """Return how the windows fit in height and in width; without a stride they stand side by side.

    Raises
    ------
    ValueError
        Where the window is larger than the padded map, where a window lies wholly in the padding and so has nothing
        to pool, or where size, stride or dilation is below 1.

    Examples
    --------
    >>> [axis.output_size for axis in pool_fits((55, 55), 3, stride=2)]  # curriculum P6
    [27, 27]

    """
    fits = axis_fits(input_size, size, size if stride is None else stride, padding, dilation)
    check_fits(fits, "window")
    for axis in fits:
        if axis.padding != (0, 0) and not cells_met(axis).all():
            height, width = fits
            window = f"{height.kernel_size}×{width.kernel_size} window"
            raise ValueError(f"a {window} lies wholly in the padding; it needs less padding, or to be larger")
    return fits


def cells_met(axis: AxisFit) -> NDArray[np.int64]:
    """Return for each place of the window how many cells of the input it meets, those of the padding not counted.

    >>> cells_met(AxisFit(input_size=5, kernel_size=3, stride=2, padding=(1, 1)))
    array([2, 3, 2])
    """
    inside = np.zeros(axis.padded_size, np.int64)
    before = axis.padding[0]
    inside[before : before + axis.input_size] = 1
    counts = np.zeros(axis.output_size, np.int64)
    for offset in range(axis.kernel_size if axis.fits else 0):
        counts += inside[axis.all_met(offset)]
    return counts


def ceil_padding(
    input_size: Pair,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> Paddings:
    """Return the padding with as much more at the far edge that no cell of the map is left unused.

    The formula then rounds up instead of down. A window that would stand wholly beyond the map is not added. An average
    of windows so padded should be taken with count_include_pad=False, for ONNX and PyTorch never count these cells.

    Source: PyTorch, torch.nn.MaxPool2d, `ceil_mode`; ONNX, MaxPool, `ceil_mode`.

    >>> ceil_padding((4, 5), 3, stride=2)
    ((0, 1), (0, 0))
    """
    fits = axis_fits(input_size, size, size if stride is None else stride, padding, dilation)
    rows, columns = (_ceil_axis(axis) for axis in fits)
    return rows, columns


def _ceil_axis(axis: AxisFit) -> Pair:
    before, after = axis.padding
    start = axis.output_size * axis.stride  # of a window after the last
    if axis.unused == 0 or start >= before + axis.input_size:
        return before, after
    return before, after + start + axis.extent - axis.padded_size


def check_gradient(grad: FloatArray, input_shape: tuple[int, ...], fits: AxisFits) -> None:
    """Raise ValueError where the gradient has not the shape of the pooled maps."""
    expected = (*input_shape[:2], *(axis.output_size for axis in fits))
    if grad.shape != expected:
        raise ValueError(f"the gradient is {grad.shape}, the pooled maps are {expected}")
