"""Max pooling: of every window only the largest value goes on.

y[n, c, i, j] = max over u, v of  x[n, c, i·S + u·D, j·S + v·D],   the padding counting as −∞

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 9.3.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.padding2d import pad2d_backward
from cnnstudio.ops.pooling_window import check_gradient, pool_fits
from cnnstudio.ops.window import Paddings, Pair, paddings, size_of
from cnnstudio.ops.window_views import cells_of


def max_pool2d(
    x: FloatArray,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Return the largest value of each window. NaN counts as larger than every number: it goes on.

    Parameters
    ----------
    x
        (N, C, H, W) feature maps.
    size
        Of the window, one number or (height, width).
    stride
        Cells from one window to the next, by default `size`: windows side by side.
    padding
        Rings of −∞ around the maps: one number, (height, width), or ((top, bottom), (left, right)).
    dilation
        Cells of the map from one cell of the window to the next, one number or (height, width).

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
    >>> max_pool2d(x[None, None], 2)[0, 0].tolist()
    [[4.0, 2.0], [1.0, 6.0]]

    """
    fits = pool_fits(size_of(x), size, stride, padding, dilation)
    # All cells that stand at place (u, v) of their window form one strided picture; the largest of these wins.
    first, *others = (cells for _, cells in cells_of(_surround(x, padding), fits))
    pooled = first.copy()
    for cells in others:
        np.maximum(pooled, cells, out=pooled)
    return pooled


def max_pool2d_backward(
    grad: FloatArray,
    x: FloatArray,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Hand the gradient of each window to its winner; of equal ones the first, in reading order, takes it all.

        dx[n, c, i·S + u·D, j·S + v·D] gathers  grad[n, c, i, j]  where (u, v) = arg max of window (i, j)

    Parameters
    ----------
    grad
        (N, C, OH, OW) gradient at the pooled maps.
    x, size, stride, padding, dilation
        As given to `max_pool2d`.

    Returns
    -------
    (N, C, H, W) gradient at the maps. A window that holds NaN hands its gradient to the first NaN.

    Raises
    ------
    ValueError
        As `max_pool2d` does, and where the gradient has not the shape of the pooled maps.

    Examples
    --------
    >>> x = np.array([[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]], float)
    >>> max_pool2d_backward(np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), x[None, None], 2)[0, 0]
    array([[0., 0., 0., 0.],
           [0., 1., 2., 0.],
           [0., 3., 4., 0.],
           [0., 0., 0., 0.]])

    """
    fits = pool_fits(size_of(x), size, stride, padding, dilation)
    check_gradient(grad, x.shape, fits)
    padded = _surround(x, padding)
    largest = max_pool2d(x, size, stride, padding, dilation)
    dpadded = np.zeros(padded.shape, np.result_type(grad, x))
    waiting = np.ones(grad.shape, bool)  # for its winner
    for (_, cells), (_, handed) in zip(cells_of(padded, fits), cells_of(dpadded, fits), strict=True):
        wins = waiting & ((cells == largest) | np.isnan(cells))
        handed += np.where(wins, grad, 0)
        waiting &= ~wins
    return pad2d_backward(dpadded, size_of(x), padding)


def _surround(x: FloatArray, padding: int | Pair | Paddings) -> FloatArray:
    """Lay −∞ around the maps: a cell that no window chooses."""
    rings = paddings(padding)
    if rings == ((0, 0), (0, 0)):
        return x
    return np.pad(x, ((0, 0), (0, 0), *rings), constant_values=-np.inf)
