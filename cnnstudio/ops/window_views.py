"""All places of a window on a picture at once, as views: no number is copied.

A convolution can be looked at window by window (`windows_of`), or kernel cell by kernel cell (`cells_of`).

Source: NumPy, numpy.lib.stride_tricks.sliding_window_view.
"""

from __future__ import annotations

from collections.abc import Iterator

from numpy.lib.stride_tricks import sliding_window_view

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.window import AxisFits, Pair


def windows_of(padded: FloatArray, fits: AxisFits) -> FloatArray:
    """Return every window of (N, C, PH, PW) pictures as (N, C, OH, OW, FH, FW), to be read only.

    >>> import numpy as np
    >>> from cnnstudio.ops.window import axis_fits
    >>> windows_of(np.arange(12.0).reshape(1, 1, 3, 4), axis_fits((3, 4), 2))[0, 0, 1, 2]
    array([[ 6.,  7.],
           [10., 11.]])
    """
    height, width = fits
    windows = sliding_window_view(padded, (height.extent, width.extent), axis=(2, 3))
    view: FloatArray = windows[:, :, :: height.stride, :: width.stride, :: height.dilation, :: width.dilation]
    return view


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
    for u in range(height.kernel_size):
        for v in range(width.kernel_size):
            yield (u, v), padded[:, :, height.all_met(u), width.all_met(v)]
