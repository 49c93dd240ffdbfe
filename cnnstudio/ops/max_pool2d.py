"""Max pooling: of every window only the largest value goes on.

y[n, c, i, j] = max over u, v of  x[n, c, i·S + u, j·S + v]
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def max_pool2d(x: FloatArray, size: int, stride: int | None = None) -> FloatArray:
    """Return the largest value of each window.

    Parameters
    ----------
    x
        (N, C, H, W) feature maps.
    size
        Height and width of the window.
    stride
        Cells from one window to the next, by default `size`: windows side by side.

    Returns
    -------
    (N, C, OH, OW) with OH = ⌊(H − size) / stride⌋ + 1.

    Raises
    ------
    ValueError
        Where the window is larger than the map.

    Examples
    --------
    >>> x = np.array([[1, 0, 1, 0], [0, 4, 2, 0], [0, 1, 6, 1], [0, 0, 1, 0]], float)
    >>> max_pool2d(x[None, None], 2)[0, 0].tolist()
    [[4.0, 2.0], [1.0, 6.0]]

    """
    stride = stride or size
    height, width = ((length - size) // stride + 1 for length in x.shape[2:])
    if height < 1 or width < 1:
        raise ValueError(f"a {size}×{size} window does not fit a {x.shape[2]}×{x.shape[3]} map")
    # All cells that stand at place (u, v) of their window form one strided picture; the largest of these wins.
    rows = [slice(u, u + stride * (height - 1) + 1, stride) for u in range(size)]
    columns = [slice(v, v + stride * (width - 1) + 1, stride) for v in range(size)]
    first, *others = (x[:, :, row, column] for row in rows for column in columns)
    pooled = first.copy()
    for cells in others:
        np.maximum(pooled, cells, out=pooled)
    return pooled
