"""Two-dimensional convolution, as networks use the word: the kernel is laid on the input without being flipped.

    y[n, k, i, j] = b[k] + Σ_c Σ_u Σ_v  x[n, c, i·S + u·D, j·S + v·D] · w[k, c, u, v]

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 9.1, equation 9.6.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.padding2d import pad2d
from cnnstudio.ops.window import AxisFit, AxisFits, Paddings, Pair, axis_fits, check_fits, size_of
from cnnstudio.ops.window_views import windows_of

_BAND_CELLS = 1 << 16
"""Numbers in the columns of one matrix product: few enough that they stay in the processor's cache."""


def output_size(input_size: int, kernel_size: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """Return ⌊(N − D·(F − 1) − 1 + 2P) / S⌋ + 1, the number of places where the kernel fits; 0 if nowhere.

    >>> output_size(7, 3, stride=2), output_size(224, 11, stride=4, padding=3)
    (3, 55)
    """
    return AxisFit(input_size, kernel_size, stride, (padding, padding), dilation).output_size


def conv2d(
    x: FloatArray,
    weight: FloatArray,
    bias: FloatArray | None = None,
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
    flip: bool = False,
) -> FloatArray:
    """Slide every kernel over every picture.

    Parameters
    ----------
    x
        (N, C, H, W) pictures.
    weight
        (K, C, FH, FW) kernels, one slice a channel.
    bias
        (K,) added to each map.
    stride
        Cells from one place of the kernel to the next, one number or (height, width).
    padding
        Rings laid around the picture: one number, (height, width), or ((top, bottom), (left, right)).
    dilation
        Cells of the picture from one cell of the kernel to the next, one number or (height, width).
    padding_mode
        What the rings hold: "zeros", "reflect" or "replicate".
    flip
        Turn the kernels by 180° first: the convolution of the mathematicians.

    Returns
    -------
    (N, K, OH, OW) feature maps.

    Raises
    ------
    ValueError
        Where the channels differ, or the kernel is larger than the padded picture.

    Examples
    --------
    >>> x = np.array([[1, 0, 1, 0], [0, 1, 1, 0], [0, 0, 1, 1], [0, 0, 1, 0]], float)
    >>> mask = np.array([[1, 0], [0, 1]], float)
    >>> conv2d(x[None, None], mask[None, None])[0, 0].tolist()
    [[2.0, 1.0, 1.0], [0.0, 2.0, 2.0], [0.0, 1.0, 1.0]]

    """
    fits = fits_of(x, weight, stride, padding, dilation)
    if flip:
        weight = weight[:, :, ::-1, ::-1]
    maps = _slide(pad2d(x, padding, padding_mode), weight, fits)
    if bias is not None:
        maps += bias[:, None, None]
    return maps


def fits_of(
    x: FloatArray,
    weight: FloatArray,
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> AxisFits:
    """Return how kernels fit pictures, or raise ValueError where they do not."""
    if x.shape[1] != weight.shape[1]:
        raise ValueError(f"the kernels have {weight.shape[1]} channels, the input has {x.shape[1]}")
    fits = axis_fits(size_of(x), size_of(weight), stride, padding, dilation)
    check_fits(fits)
    return fits


def _slide(padded: FloatArray, weight: FloatArray, fits: AxisFits) -> FloatArray:
    """Turn each window into a column and each kernel into a row: one matrix product does all the sums of a band.

    A band is as many rows of the output as keep the columns small: all at once they would hold every number of a
    photo FH · FW times.
    """
    windows = windows_of(padded, fits)  # (N, C, OH, OW, FH, FW)
    number, _, height, width = windows.shape[:4]
    rows = weight.reshape(len(weight), -1)  # (K, C·FH·FW)
    maps = np.empty((number, len(rows), height * width), np.result_type(padded, weight))
    step = max(1, _BAND_CELLS // (rows.shape[1] * width))
    for picture, picture_maps in zip(windows, maps, strict=True):
        for top in range(0, height, step):
            band = picture[:, top : top + step]
            columns = band.transpose(0, 3, 4, 1, 2).reshape(rows.shape[1], -1)  # (C·FH·FW, band's cells)
            start = top * width
            np.matmul(rows, columns, out=picture_maps[:, start : start + columns.shape[1]])
    return maps.reshape(number, len(rows), height, width)
