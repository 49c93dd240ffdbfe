"""Global pooling: one window as large as the map, so that of every channel a single number goes on.

    max   y[n, c] = max x[n, c]        average   y[n, c] = Σ x[n, c] / (H · W)        l2   y[n, c] = √ Σ x[n, c]²

Source: Lin, Chen, Yan, "Network in network" (2014), section 3.2.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.pooling2d import check_pooling


def global_pool2d(x: FloatArray, kind: str = "average") -> FloatArray:
    """Return one number a channel; where a channel holds NaN it is NaN.

    Parameters
    ----------
    x
        (N, C, H, W) feature maps of at least one cell.
    kind
        "max", "average" or "l2".

    Returns
    -------
    (N, C, 1, 1) pooled maps.

    Raises
    ------
    ValueError
        For an unknown kind, or maps without a cell.

    Examples
    --------
    >>> x = np.array([[[[1.0, 2.0], [4.0, 2.0]]]])
    >>> global_pool2d(x, "max").item(), global_pool2d(x).item(), global_pool2d(x, "l2").item()
    (4.0, 2.25, 5.0)

    """
    _check(x, kind)
    match kind:
        case "max":
            pooled = x.max(axis=(2, 3), keepdims=True)
        case "average":
            pooled = x.mean(axis=(2, 3), keepdims=True)
        case _:
            pooled = np.sqrt((x**2).sum(axis=(2, 3), keepdims=True))
    return np.asarray(pooled)


def global_pool2d_backward(grad: FloatArray, x: FloatArray, kind: str = "average") -> FloatArray:
    """Hand each channel's gradient back: to the winner, in equal shares, or in proportion to the cells.

        max   dx = grad at the first arg max        average   dx = grad / (H · W)        l2   dx = grad · x / y

    Parameters
    ----------
    grad
        (N, C, 1, 1) gradient at the pooled maps.
    x, kind
        As given to `global_pool2d`.

    Returns
    -------
    (N, C, H, W) gradient at the maps.

    Raises
    ------
    ValueError
        As `global_pool2d` does, and where the gradient has not the shape of the pooled maps.

    Examples
    --------
    >>> x, grad = np.array([[[[1.0, 2.0], [4.0, 2.0]]]]), np.array([[[[20.0]]]])
    >>> [global_pool2d_backward(grad, x, kind)[0, 0].tolist() for kind in ("max", "average", "l2")]
    [[[0.0, 0.0], [20.0, 0.0]], [[5.0, 5.0], [5.0, 5.0]], [[4.0, 8.0], [16.0, 8.0]]]

    """
    _check(x, kind)
    number, channels, height, width = x.shape
    if grad.shape != (number, channels, 1, 1):
        raise ValueError(f"the gradient is {grad.shape}, the pooled maps are {(number, channels, 1, 1)}")
    match kind:
        case "max":
            winners = x.reshape(number, channels, -1).argmax(axis=2, keepdims=True)
            dx = np.zeros((number, channels, height * width), np.result_type(grad, x))
            np.put_along_axis(dx, winners, grad[..., 0], axis=2)
            return dx.reshape(x.shape)
        case "average":
            return np.broadcast_to(grad / (height * width), x.shape).copy()
        case _:
            y = global_pool2d(x, kind)
            slope = np.divide(grad, y, out=np.zeros(y.shape, np.result_type(grad, x)), where=y != 0)
            return slope * x


def _check(x: FloatArray, kind: str) -> None:
    check_pooling(kind)
    if 0 in x.shape[2:]:
        raise ValueError(f"a map of {x.shape[2]}×{x.shape[3]} cells has nothing to pool")
