"""Two-dimensional convolution, as networks use the word: the kernel is laid on the input without being flipped.

    y[n, k, i, j] = b[k] + Σ_c Σ_u Σ_v  x[n, c, i·S + u, j·S + v] · w[k, c, u, v]

Source: Goodfellow, Bengio, Courville, "Deep Learning" (2016), section 9.1, equation 9.6.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from cnnstudio.core.arrays import FloatArray


def output_size(input_size: int, kernel_size: int, stride: int = 1, padding: int = 0) -> int:
    """Return ⌊(N − F + 2P) / S⌋ + 1, the number of places where the kernel fits; below 1 it fits nowhere.

    >>> output_size(7, 3, stride=2), output_size(224, 11, stride=4, padding=3)
    (3, 55)
    """
    return (input_size - kernel_size + 2 * padding) // stride + 1


def conv2d(
    x: FloatArray,
    weight: FloatArray,
    bias: FloatArray | None = None,
    stride: int = 1,
    padding: int = 0,
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
        Cells from one place of the kernel to the next.
    padding
        Rings of zeros laid around the picture.

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
    kernels, channels, kernel_height, kernel_width = weight.shape
    if x.shape[1] != channels:
        raise ValueError(f"the kernels have {channels} channels, the input has {x.shape[1]}")
    if padding:
        x = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
    if x.shape[2] < kernel_height or x.shape[3] < kernel_width:
        raise ValueError(f"a {kernel_height}×{kernel_width} kernel does not fit a {x.shape[2]}×{x.shape[3]} input")
    windows = sliding_window_view(x, (kernel_height, kernel_width), axis=(2, 3))
    windows = windows[:, :, ::stride, ::stride]  # (N, C, OH, OW, FH, FW)
    number, _, height, width = windows.shape[:4]
    # Each window becomes a column and each kernel a row, so that one matrix product does all the sums.
    columns = windows.transpose(0, 1, 4, 5, 2, 3).reshape(number, -1, height * width)  # (N, C·FH·FW, OH·OW)
    maps = weight.reshape(kernels, -1) @ columns  # (N, K, OH·OW)
    if bias is not None:
        maps += bias[:, None]
    return maps.reshape(number, kernels, height, width)
