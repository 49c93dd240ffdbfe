"""The three poolings by name: "max", the largest of each window; "average", its mean; "l2", its length."""

from __future__ import annotations

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.average_pool2d import average_pool2d, average_pool2d_backward
from cnnstudio.ops.l2_pool2d import l2_pool2d, l2_pool2d_backward
from cnnstudio.ops.max_pool2d import max_pool2d, max_pool2d_backward
from cnnstudio.ops.window import Paddings, Pair

POOLINGS = ("max", "average", "l2")


def check_pooling(kind: str) -> None:
    """Raise ValueError where there is no pooling of this name."""
    if kind not in POOLINGS:
        raise ValueError(f"pooling {kind!r} is none of {', '.join(POOLINGS)}")


def pool2d(
    x: FloatArray,
    kind: str,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    count_include_pad: bool = True,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Return the pooled maps.

    Parameters
    ----------
    x
        (N, C, H, W) feature maps.
    kind
        A name in `POOLINGS`.
    size, stride, padding, dilation
        As for `max_pool2d`.
    count_include_pad
        As for `average_pool2d`; the others take no notice of it.

    Raises
    ------
    ValueError
        For an unknown name, and where the window does not fit.

    Examples
    --------
    >>> import numpy as np
    >>> x = np.array([[[[1.0, 2.0], [4.0, 2.0]]]])
    >>> [pool2d(x, kind, 2).item() for kind in POOLINGS]
    [4.0, 2.25, 5.0]

    """
    check_pooling(kind)
    match kind:
        case "max":
            return max_pool2d(x, size, stride, padding, dilation)
        case "average":
            return average_pool2d(x, size, stride, padding, count_include_pad, dilation)
        case _:
            return l2_pool2d(x, size, stride, padding, dilation)


def pool2d_backward(
    grad: FloatArray,
    x: FloatArray,
    kind: str,
    size: int | Pair,
    stride: int | Pair | None = None,
    padding: int | Pair | Paddings = 0,
    count_include_pad: bool = True,
    dilation: int | Pair = 1,
) -> FloatArray:
    """Hand the gradient at the pooled maps back to the maps.

    Parameters
    ----------
    grad
        (N, C, OH, OW) gradient at the pooled maps.
    x, kind, size, stride, padding, count_include_pad, dilation
        As given to `pool2d`.

    Raises
    ------
    ValueError
        As `pool2d` does, and where the gradient has not the shape of the pooled maps.

    Examples
    --------
    >>> import numpy as np
    >>> x, grad = np.array([[[[1.0, 2.0], [4.0, 2.0]]]]), np.array([[[[20.0]]]])
    >>> [pool2d_backward(grad, x, kind, 2)[0, 0].tolist() for kind in POOLINGS]
    [[[0.0, 0.0], [20.0, 0.0]], [[5.0, 5.0], [5.0, 5.0]], [[4.0, 8.0], [16.0, 8.0]]]

    """
    check_pooling(kind)
    match kind:
        case "max":
            return max_pool2d_backward(grad, x, size, stride, padding, dilation)
        case "average":
            return average_pool2d_backward(grad, x.shape, size, stride, padding, count_include_pad, dilation)
        case _:
            return l2_pool2d_backward(grad, x, size, stride, padding, dilation)
