"""im2col: every window of a picture laid out as a row of a matrix; a convolution is then one matrix product.

    columns[(n, i, j), (c, u, v)] = x[n, c, i·S + u·D, j·S + v·D]

Source: Chellapilla, Puri, Simard, "High performance convolutional neural networks for document processing" (2006);
Saitoh, "Deep Learning from Scratch" (2016), section 7.4.3.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.padding2d import pad2d, pad2d_backward
from cnnstudio.ops.window import AxisFits, Paddings, Pair, axis_fits, check_fits, size_of
from cnnstudio.ops.window_views import cells_of, windows_of


def im2col(
    x: FloatArray,
    kernel_size: int | Pair,
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
) -> FloatArray:
    """Lay out every window as a row.

    Parameters
    ----------
    x
        (N, C, H, W) pictures.
    kernel_size
        Of the window, one number or (height, width).
    stride, padding, dilation, padding_mode
        As for `conv2d`.

    Returns
    -------
    (N·OH·OW, C·FH·FW): a row a window, a column a cell of the kernel.

    Raises
    ------
    ValueError
        Where the window is larger than the padded picture.

    Examples
    --------
    >>> im2col(np.arange(6.0).reshape(1, 1, 2, 3), 2)
    array([[0., 1., 3., 4.],
           [1., 2., 4., 5.]])
    >>> x = np.zeros((1, 3, 7, 7))
    >>> columns = im2col(x, 5)
    >>> columns.shape, x.size, columns.size
    ((9, 75), 147, 675)

    """
    fits = _checked_fits(size_of(x), kernel_size, stride, padding, dilation)
    windows = windows_of(pad2d(x, padding, padding_mode), fits)  # (N, C, OH, OW, FH, FW)
    number, channels, height, width, kernel_height, kernel_width = windows.shape
    rows = windows.transpose(0, 2, 3, 1, 4, 5)
    return rows.reshape(number * height * width, channels * kernel_height * kernel_width)


def col2im(
    columns: FloatArray,
    input_shape: tuple[int, int, int, int],
    kernel_size: int | Pair,
    stride: int | Pair = 1,
    padding: int | Pair | Paddings = 0,
    dilation: int | Pair = 1,
    padding_mode: str = "zeros",
) -> FloatArray:
    """Lay each row back where its window stood, and add up where windows overlap: what `im2col` does to gradients.

    Parameters
    ----------
    columns
        (N·OH·OW, C·FH·FW), see `im2col`.
    input_shape
        (N, C, H, W) of the pictures.
    kernel_size, stride, padding, dilation, padding_mode
        As given to `im2col`.

    Returns
    -------
    (N, C, H, W): what came together at each cell; what came to a ring of zeros is lost.

    Raises
    ------
    ValueError
        Where the window is larger than the padded picture, or the columns have another shape.

    Examples
    --------
    >>> col2im(np.ones((4, 4)), (1, 1, 3, 3), 2)[0, 0]
    array([[1., 2., 1.],
           [2., 4., 2.],
           [1., 2., 1.]])

    """
    number, channels, *input_size = input_shape
    fits = _checked_fits((input_size[0], input_size[1]), kernel_size, stride, padding, dilation)
    height, width = fits
    # Reshaping below refuses columns of another shape.
    windows = columns.reshape(
        number, height.output_size, width.output_size, channels, height.kernel_size, width.kernel_size
    )
    padded = np.zeros((number, channels, height.padded_size, width.padded_size), columns.dtype)
    for (u, v), cells in cells_of(padded, fits):
        cells += windows[..., u, v].transpose(0, 3, 1, 2)
    return pad2d_backward(padded, (height.input_size, width.input_size), padding, padding_mode)


def _checked_fits(
    input_size: Pair, kernel_size: int | Pair, stride: int | Pair, padding: int | Pair | Paddings, dilation: int | Pair
) -> AxisFits:
    fits = axis_fits(input_size, kernel_size, stride, padding, dilation)
    check_fits(fits)
    return fits
