"""L2 pooling: of every window the length goes on, as if its cells were the sides of a vector.

y[n, c, i, j] = √( Σ_u Σ_v  x[n, c, i·S + u·D, j·S + v·D]² )

It lies between the sum of the magnitudes and the largest of them. No mean is taken: torch.nn.LPPool2d and ONNX's LpPool
with p = 2 do the same.

Source: Sermanet, Chintala, LeCun, "Convolutional neural networks applied to house numbers digit classification" (2012),
section 2.2.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.padding2d import pad2d, pad2d_backward
from cnnstudio.ops.pooling_window import check_gradient, pool_fits
from cnnstudio.ops.window import Paddings, Pair, size_of
from cnnstudio.ops.window_views import cells_of


def l2_pool2d(
    x: FloatArray,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Return the root of the sum of squares of each window; that of a window with NaN is NaN.

    Parameters
    ----------
    x
        (N, C, H, W) feature maps.
    size, stride, dilation
        As for `max_pool2d`.
    padding
        Rings of zeros around the maps: one number, (height, width), or ((top, bottom), (left, right)).

    Returns
    -------
    (N, C, OH, OW) with OH = ⌊(H + P − D·(size − 1) − 1) / stride⌋ + 1.

    Raises
    ------
    ValueError
        Where the window is larger than the padded map, or a window lies wholly in the padding.

    Examples
    --------
    >>> l2_pool2d(np.array([[[[1.0, -2.0], [4.0, 2.0]]]]), 2)[0, 0].tolist()
    [[5.0]]

    """
    fits = pool_fits(size_of(x), size, stride, padding, dilation)
    first, *others = (cells for _, cells in cells_of(pad2d(x, padding), fits))
    total = first**2
    for cells in others:
        total += cells**2
    return np.sqrt(total)


def l2_pool2d_backward(
    grad: FloatArray,
    x: FloatArray,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Share the gradient of each window in proportion to its cells; a window of zeros hands on nothing.

        dx[n, c, i·S + u·D, j·S + v·D] gathers  grad[n, c, i, j] · x[n, c, i·S + u·D, j·S + v·D] / y[n, c, i, j]

    Parameters
    ----------
    grad
        (N, C, OH, OW) gradient at the pooled maps.
    x, size, stride, padding, dilation
        As given to `l2_pool2d`.

    Returns
    -------
    (N, C, H, W) gradient at the maps. Where the root is 0 it has no slope; as PyTorch, we take 0.

    Raises
    ------
    ValueError
        As `l2_pool2d` does, and where the gradient has not the shape of the pooled maps.

    Examples
    --------
    >>> l2_pool2d_backward(np.array([[[[10.0]]]]), np.array([[[[1.0, -2.0], [4.0, 2.0]]]]), 2)[0, 0]
    array([[ 2., -4.],
           [ 8.,  4.]])

    """
    fits = pool_fits(size_of(x), size, stride, padding, dilation)
    check_gradient(grad, x.shape, fits)
    padded = pad2d(x, padding)
    y = l2_pool2d(x, size, stride, padding, dilation)
    slope = np.divide(grad, y, out=np.zeros(y.shape, np.result_type(grad, x)), where=y != 0)
    dpadded = np.zeros(padded.shape, slope.dtype)
    for (_, cells), (_, handed) in zip(cells_of(padded, fits), cells_of(dpadded, fits), strict=True):
        handed += slope * cells
    return pad2d_backward(dpadded, size_of(x), padding)
