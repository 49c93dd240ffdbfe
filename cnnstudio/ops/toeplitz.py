"""A convolution as one matrix: a dense layer with most of its weights zero and the others shared.

    y = T · x   with   T[(k, i, j), (c, p, q)] = w[k, c, u, v]   where p = i·S + u·D − P and q = j·S + v·D − P,  else 0

At stride 1 the same numbers stand along each diagonal, as in a Toeplitz matrix. Padding with zeros adds nothing to a
sum: cells in the padding have no column.

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), sections 9.1 and 9.2.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.window import AxisFit, Paddings, Pair, axis_fits, check_fits, size_of


def toeplitz_matrix(
    weight: FloatArray,
    input_shape: tuple[int, int, int],
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
    flip: bool = False,
) -> FloatArray:
    """Return the matrix that maps a flattened picture to its flattened feature maps.

    Parameters
    ----------
    weight
        (K, C, FH, FW) kernels.
    input_shape
        (C, H, W) of one picture.
    stride, padding, dilation, flip
        As for `conv2d`; the padding is zeros.

    Returns
    -------
    (K·OH·OW, C·H·W).

    Raises
    ------
    ValueError
        Where the channels differ, or the kernel is larger than the padded picture.

    Examples
    --------
    >>> toeplitz_matrix(np.array([[[[1.0, 2.0, 3.0]]]]), (1, 1, 5))
    array([[1., 2., 3., 0., 0.],
           [0., 1., 2., 3., 0.],
           [0., 0., 1., 2., 3.]])

    """
    kernels, channels = weight.shape[:2]
    if input_shape[0] != channels:
        raise ValueError(f"the kernels have {channels} channels, the input has {input_shape[0]}")
    height, width = axis_fits(input_shape[1:], size_of(weight), stride, padding, dilation)
    check_fits((height, width))
    if flip:
        weight = weight[:, :, ::-1, ::-1]
    rows, columns = _places(height, weight.dtype), _places(width, weight.dtype)  # (FH, OH, H) and (FW, OW, W)
    # What stands at (k, i, j, c, p, q): the weight of the only u and v, if any, by which i meets p and j meets q.
    matrix: FloatArray = np.einsum("kcuv,uip,vjq->kijcpq", weight, rows, columns, optimize=True)
    return matrix.reshape(kernels * height.output_size * width.output_size, -1)


def _places(axis: AxisFit, precision: np.dtype[Any]) -> FloatArray:
    """Return a (kernel cells, places, input cells) array: 1 where the kernel's cell, at that place, meets the cell."""
    offsets, places, cells = np.ogrid[: axis.kernel_size, : axis.output_size, : axis.input_size]
    meets: FloatArray = (places * axis.stride + offsets * axis.dilation - axis.padding[0] == cells).astype(precision)
    return meets
