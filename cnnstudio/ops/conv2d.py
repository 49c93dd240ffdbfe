"""Two-dimensional convolution, as networks use the word: the kernel is laid on the input without being flipped.

    y[n, k, i, j] = b[k] + Σ_c Σ_u Σ_v  x[n, c, i·S + u·D, j·S + v·D] · w[k, c, u, v]

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 9.1, equation 9.6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.padding2d import pad2d, pad2d_backward
from cnnstudio.ops.window import AxisFit, AxisFits, Paddings, Pair, axis_fits, check_fits, size_of
from cnnstudio.ops.window_views import bands, cells_of, columns_of, windows_of


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
    return _slide(pad2d(x, padding, padding_mode), _turned(weight) if flip else weight, bias, fits)


@dataclass(frozen=True, eq=False)
class Conv2dGradients:
    """What a convolution hands back: the gradients of its pictures, its kernels and its bias, in their shapes."""

    dx: FloatArray
    dw: FloatArray
    db: FloatArray


def conv2d_backward(
    grad: FloatArray,
    x: FloatArray,
    weight: FloatArray,
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
    flip: bool = False,
) -> Conv2dGradients:
    """Hand the gradient at the feature maps back to pictures, kernels and bias.

        db[k] = Σ_n Σ_i Σ_j  grad[n, k, i, j]
        dw[k, c, u, v] = Σ_n Σ_i Σ_j  grad[n, k, i, j] · x[n, c, i·S + u·D, j·S + v·D]
        dx[n, c, i·S + u·D, j·S + v·D] gathers  Σ_k  grad[n, k, i, j] · w[k, c, u, v]  of all i, j, u, v

    Parameters
    ----------
    grad
        (N, K, OH, OW) gradient at the feature maps.
    x, weight, stride, padding, dilation, padding_mode, flip
        As given to `conv2d`.

    Raises
    ------
    ValueError
        As `conv2d` does, and where the gradient has not the shape of the feature maps.

    Examples
    --------
    >>> x, mask = np.arange(9.0).reshape(1, 1, 3, 3), np.array([[[[1.0, 0.0], [0.0, -1.0]]]])
    >>> gradients = conv2d_backward(np.ones((1, 1, 2, 2)), x, mask)
    >>> gradients.dw.tolist(), gradients.db.tolist()
    ([[[[8.0, 12.0], [20.0, 24.0]]]], [4.0])
    >>> gradients.dx[0, 0].tolist()
    [[1.0, 1.0, 0.0], [1.0, 0.0, -1.0], [0.0, -1.0, -1.0]]

    """
    fits = fits_of(x, weight, stride, padding, dilation)
    padded = pad2d(x, padding, padding_mode)
    expected = (len(x), len(weight), *(axis.output_size for axis in fits))
    if grad.shape != expected:
        raise ValueError(f"the gradient is {grad.shape}, the feature maps are {expected}")
    dpadded, dw = _hand_back(grad, padded, _turned(weight) if flip else weight, fits)
    return Conv2dGradients(
        dx=pad2d_backward(dpadded, size_of(x), padding, padding_mode),
        dw=_turned(dw) if flip else dw,
        db=grad.sum(axis=(0, 2, 3)),
    )


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


def _turned(weight: FloatArray) -> FloatArray:
    return weight[:, :, ::-1, ::-1]


def _slide(padded: FloatArray, weight: FloatArray, bias: FloatArray | None, fits: AxisFits) -> FloatArray:
    """Turn each window into a column and each kernel into a row: one matrix product does all the sums of a band."""
    windows = windows_of(padded, fits)  # (N, C, OH, OW, FH, FW)
    number, _, height, width = windows.shape[:4]
    rows = weight.reshape(len(weight), -1)  # (K, C·FH·FW)
    maps = np.empty((number, len(rows), height * width), np.result_type(padded, weight))
    for picture, picture_maps in zip(windows, maps, strict=True):
        for band in bands(height, rows.shape[1] * width):
            sums = picture_maps[:, band.start * width : band.stop * width]
            np.matmul(rows, columns_of(picture[:, band]), out=sums)
            if bias is not None:
                sums += bias[:, None]
    return maps.reshape(number, len(rows), height, width)


def _hand_back(
    grad: FloatArray, padded: FloatArray, weight: FloatArray, fits: AxisFits
) -> tuple[FloatArray, FloatArray]:
    """Return the gradients of the padded pictures and of the kernels, band by band as `_slide` went."""
    windows = windows_of(padded, fits)
    rows = weight.reshape(len(weight), -1)
    dtype = np.result_type(grad, padded, weight)
    dpadded, drows = np.zeros(padded.shape, dtype), np.zeros(rows.shape, dtype)
    met = [cells for _, cells in cells_of(dpadded, fits)]  # of each kernel cell, (N, C, OH, OW) views of dpadded
    for number, picture in enumerate(windows):
        channels, height, width = picture.shape[:3]
        for band in bands(height, rows.shape[1] * width):
            handed = grad[number, :, band].reshape(len(rows), -1)  # (K, band's cells)
            drows += handed @ columns_of(picture[:, band]).T
            shares = (rows.T @ handed).reshape(channels, len(met), -1, width)
            for cell, cells in enumerate(met):
                cells[number, :, band] += shares[:, cell]
    return dpadded, drows.reshape(weight.shape)
