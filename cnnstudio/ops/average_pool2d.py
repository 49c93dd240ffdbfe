"""Average pooling: of every window the mean goes on.

y[n, c, i, j] = 1 / K · Σ_u Σ_v  x[n, c, i·S + u·D, j·S + v·D],   K the cells of the window that count

Source: LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition" (1998), section II.B;
for what counts, PyTorch, torch.nn.AvgPool2d.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.padding2d import pad2d, pad2d_backward
from cnnstudio.ops.pooling_window import cells_met, check_gradient, pool_fits
from cnnstudio.ops.window import AxisFits, Paddings, Pair, size_of
from cnnstudio.ops.window_views import cells_of


def average_pool2d(
    x: FloatArray,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    count_include_pad: bool = True,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Return the mean of each window; that of a window with NaN is NaN.

    Parameters
    ----------
    x
        (N, C, H, W) feature maps.
    size, stride, dilation
        As for `max_pool2d`.
    padding
        Rings of zeros around the maps: one number, (height, width), or ((top, bottom), (left, right)).
    count_include_pad
        Whether the zeros of the padding count, which darkens the edge; otherwise K is smaller there.

    Returns
    -------
    (N, C, OH, OW) with OH = ⌊(H + P − D·(size − 1) − 1) / stride⌋ + 1.

    Raises
    ------
    ValueError
        Where the window is larger than the padded map, or a window lies wholly in the padding.

    Examples
    --------
    >>> x = np.array([[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]], float)
    >>> average_pool2d(x[None, None], 2)[0, 0].tolist()
    [[1.25, 0.75], [0.25, 2.0]]

    """
    fits = pool_fits(size_of(x), size, stride, padding, dilation)
    first, *others = (cells for _, cells in cells_of(pad2d(x, padding), fits))
    total = first.copy()
    for cells in others:
        total += cells
    return total / _counts(fits, count_include_pad).astype(x.dtype)


def average_pool2d_backward(
    grad: FloatArray,
    input_shape: tuple[int, ...],
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    count_include_pad: bool = True,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Share the gradient of each window equally among its cells; what goes to the padding is lost.

        dx[n, c, i·S + u·D, j·S + v·D] gathers  grad[n, c, i, j] / K  of all i, j, u, v

    Parameters
    ----------
    grad
        (N, C, OH, OW) gradient at the pooled maps.
    input_shape
        (N, C, H, W) of the maps; their numbers do not matter.
    size, stride, padding, count_include_pad, dilation
        As given to `average_pool2d`.

    Returns
    -------
    (N, C, H, W) gradient at the maps.

    Raises
    ------
    ValueError
        As `average_pool2d` does, and where the gradient has not the shape of the pooled maps.

    Examples
    --------
    >>> average_pool2d_backward(np.array([[[[4.0, 8.0]]]]), (1, 1, 2, 4), 2)[0, 0]
    array([[1., 1., 2., 2.],
           [1., 1., 2., 2.]])

    """
    number, channels, *sides = input_shape
    fits = pool_fits((sides[0], sides[1]), size, stride, padding, dilation)
    check_gradient(grad, input_shape, fits)
    height, width = fits
    share = grad / _counts(fits, count_include_pad).astype(grad.dtype)
    dpadded = np.zeros((number, channels, height.padded_size, width.padded_size), grad.dtype)
    for _, handed in cells_of(dpadded, fits):
        handed += share
    return pad2d_backward(dpadded, (height.input_size, width.input_size), padding)


def _counts(fits: AxisFits, count_include_pad: bool) -> FloatArray:
    """Return (OH, OW): by how many cells each window's sum is divided."""
    height, width = fits
    if count_include_pad:
        return np.full((height.output_size, width.output_size), float(height.kernel_size * width.kernel_size))
    return np.outer(cells_met(height), cells_met(width)).astype(float)
