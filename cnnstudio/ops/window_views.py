"""All places of a window on a picture at once.

A convolution can be looked at window by window (`windows_of`), or kernel cell by kernel cell (`cells_of`): both are
views, no number is copied. `columns_of` copies windows into a matrix, `bands` keeps that matrix small.

Source: NumPy, numpy.lib.stride_tricks.as_strided.
"""

from __future__ import annotations

from collections.abc import Iterator

from numpy.lib.stride_tricks import as_strided

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.window import AxisFits, Pair

_BAND_CELLS = 1 << 16
"""Numbers in the columns of a band: few enough that they stay in the processor's cache."""


def windows_of(padded: FloatArray, fits: AxisFits) -> FloatArray:
    """Return every window of (N, C, PH, PW) pictures as (N, C, OH, OW, FH, FW), to be read only.

    >>> import numpy as np
    >>> from cnnstudio.ops.window import axis_fits
    >>> windows_of(np.arange(12.0).reshape(1, 1, 3, 4), axis_fits((3, 4), 2))[0, 0, 1, 2]
    array([[ 6.,  7.],
           [10., 11.]])
    """
    height, width = fits
    number, channels = padded.shape[:2]
    shape = number, channels, height.output_size, width.output_size, height.kernel_size, width.kernel_size
    # From one place to the next it is a stride further in memory, from one cell of a window to the next a dilation.
    *outer, row, column = padded.strides
    strides = *outer, row * height.stride, column * width.stride, row * height.dilation, column * width.dilation
    return as_strided(padded, shape, strides, writeable=False)


def cells_of(padded: FloatArray, fits: AxisFits) -> Iterator[tuple[Pair, FloatArray]]:
    """Yield for each cell (u, v) of the kernel the (N, C, OH, OW) inputs that it meets, place after place.

    What is written into them is written into the picture.

    >>> import numpy as np
    >>> from cnnstudio.ops.window import axis_fits
    >>> [(cell, met[0, 0].tolist()) for cell, met in cells_of(np.arange(6.0).reshape(1, 1, 2, 3), axis_fits((2, 3), 2))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [((0, 0), [[0.0, 1.0]]), ((0, 1), [[1.0, 2.0]]),
     ((1, 0), [[3.0, 4.0]]), ((1, 1), [[4.0, 5.0]])]
    """
    height, width = fits
    columns = [width.all_met(v) for v in range(width.kernel_size)]
    for u in range(height.kernel_size):
        rows = height.all_met(u)
        for v in range(width.kernel_size):
            yield (u, v), padded[:, :, rows, columns[v]]


def bands(height: int, row_cells: int) -> Iterator[slice]:
    """Yield so many rows of the output at a time that their columns stay small.

    All at once, the columns would hold every number of a photo FH · FW times. `row_cells` is how many of the columns'
    numbers one row of the output needs.

    >>> list(bands(5, 30_000))
    [slice(0, 2, None), slice(2, 4, None), slice(4, 5, None)]
    """
    step = max(1, _BAND_CELLS // row_cells)
    return (slice(top, min(top + step, height)) for top in range(0, height, step))


def columns_of(windows: FloatArray) -> FloatArray:
    """Return the (C, OH, OW, FH, FW) windows of one picture as the columns of a (C·FH·FW, OH·OW) matrix.

    >>> import numpy as np
    >>> from cnnstudio.ops.window import axis_fits
    >>> columns_of(windows_of(np.arange(6.0).reshape(1, 1, 2, 3), axis_fits((2, 3), 2))[0])
    array([[0., 1.],
           [1., 2.],
           [3., 4.],
           [4., 5.]])
    """
    channels, height, width, kernel_height, kernel_width = windows.shape
    return windows.transpose(0, 3, 4, 1, 2).reshape(channels * kernel_height * kernel_width, height * width)
