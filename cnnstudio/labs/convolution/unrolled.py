"""A convolution as a layer of nodes: sparsely connected, every connection one of a few shared weights.

The same as a matrix: Toeplitz · flattened input = flattened output. A picture of a few cells is unrolled as a whole;
of a larger one a piece around the window; where even the window is too large, one row of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.toeplitz import toeplitz_matrix
from cnnstudio.ops.window import AxisFit, AxisFits, Pair

LARGEST_SIDE = 8
"""Rows and columns of the padded input up to which all of it is unrolled, and of the piece of a larger one."""

_PIECE = 6
_LARGEST_PIECE = 9
_LONGEST_ROW = 34


@dataclass(frozen=True)
class Link:
    """One connection: from an input node to an output node, with the weight of one cell of the kernel."""

    output: int
    input: int
    kernel_cell: Pair


@dataclass(frozen=True)
class Mark:
    """What is pointed at: an output node or an input node by its number, or the weight of a cell of the kernel."""

    kind: Literal["output", "input", "weight"]
    place: int | Pair


@dataclass(frozen=True, eq=False)
class Unrolled:
    """A piece of one channel and what a slice of the kernel makes of it.

    Attributes
    ----------
    first
        Row and column of the piece's first cell in the padded input.
    first_output
        Row and column of its first output in the whole output.
    input
        (h, w) its cells.
    kernel
        (fh, fw) the weights as they lie on the window.
    kernel_row
        The row of the kernel that stands alone; None where all of it is unrolled.
    links
        Every connection.
    matrix
        (M, N) the Toeplitz matrix.
    output
        (m, n) matrix · flattened input.
    difference
        The largest difference from the sliding window's output.
    is_whole
        Whether the piece is all of the padded input.

    """

    first: Pair
    first_output: Pair
    input: FloatArray
    kernel: FloatArray
    kernel_row: int | None
    links: tuple[Link, ...]
    matrix: FloatArray
    output: FloatArray
    difference: float
    is_whole: bool

    def output_of(self, row: int, column: int) -> int | None:
        """Return the number of the output node at a place of the whole output; None outside the piece."""
        down, right = row - self.first_output[0], column - self.first_output[1]
        rows, columns = self.output.shape
        return down * columns + right if 0 <= down < rows and 0 <= right < columns else None

    def margins(self, fits: AxisFits) -> tuple[int, int, int, int]:
        """Return how many of the piece's rows above, columns left, rows below and columns right are padding."""
        (top, bottom), (left, right) = (
            (
                max(0, axis.padding[0] - first),
                max(0, first + length - (axis.padded_size - axis.padding[1])),
            )
            for axis, first, length in zip(fits, self.first, self.input.shape, strict=True)
        )
        return top, left, bottom, right

    def links_of(self, mark: Mark) -> tuple[Link, ...]:
        """Return the connections of a node, or all that share a weight."""
        key = {"output": "output", "input": "input", "weight": "kernel_cell"}[mark.kind]
        return tuple(link for link in self.links if getattr(link, key) == mark.place)

    def link_at(self, output: int, input_: int) -> Link | None:
        """Return the connection between two nodes; None where there is none."""
        return next((link for link in self.links if (link.output, link.input) == (output, input_)), None)


def unroll(result: ConvolutionResult, filter_: int, channel: int, row: int, column: int) -> Unrolled:
    """Unroll the layer around an output cell, for one filter and one channel."""
    params = result.params
    kernel = params.weight[filter_, channel]
    kernel = kernel[::-1, ::-1] if params.flip else kernel
    height, width = result.fits
    is_row = not (_unrolls(height) and _unrolls(width))
    kernel_row = height.kernel_size // 2 if is_row else 0
    if is_row:
        kernel = kernel[kernel_row : kernel_row + 1]
    rows = (row, 1) if is_row else _outputs(height, row, _PIECE)
    columns = _outputs(width, column, _LONGEST_ROW if is_row else _PIECE)
    first = rows[0] * height.stride + kernel_row * height.dilation, columns[0] * width.stride
    size = _covered(height, rows[1], len(kernel)), _covered(width, columns[1], width.kernel_size)
    piece = result.padded[channel, first[0] : first[0] + size[0], first[1] : first[1] + size[1]]
    piece = piece.astype(kernel.dtype, copy=False)  # a photo's numbers are short; the comparison is exact
    stride, dilation = params.stride, params.dilation
    matrix = toeplitz_matrix(kernel[None, None], (1, *size), stride, dilation=dilation)
    output = (matrix @ piece.reshape(-1)).reshape(rows[1], columns[1])
    slid = conv2d(piece[None, None], kernel[None, None], stride=stride, dilation=dilation)[0, 0]
    return Unrolled(
        first=first,
        first_output=(rows[0], columns[0]),
        input=piece,
        kernel=kernel,
        kernel_row=kernel_row if is_row and height.kernel_size > 1 else None,
        links=_links((rows[1], columns[1]), (len(kernel), width.kernel_size), size[1], stride, dilation),
        matrix=matrix,
        output=output,
        difference=float(np.abs(output - slid).max()),
        is_whole=piece.shape == result.padded.shape[1:],
    )


def _unrolls(axis: AxisFit) -> bool:
    """Whether two places of the window beside each other are few enough cells to be drawn as nodes."""
    return axis.padded_size <= LARGEST_SIDE or axis.extent + axis.stride <= _LARGEST_PIECE


def _outputs(axis: AxisFit, place: int, most: int) -> Pair:
    """Return the first output along an axis and how many: all where the input is small, else those around `place`."""
    if axis.padded_size <= LARGEST_SIDE:
        return 0, axis.output_size
    most = max(most, axis.extent + axis.stride)
    count = min((most - axis.extent) // axis.stride + 1, axis.output_size)
    # The piece stays while the window walks through it, and then the next one follows.
    return min(place // count * count, axis.output_size - count), count


def _covered(axis: AxisFit, outputs: int, kernel_size: int) -> int:
    """Return how many inputs so many outputs reach over; all of a small input, the unused edge as well."""
    if (outputs, kernel_size) == (axis.output_size, axis.kernel_size) and axis.padded_size <= LARGEST_SIDE:
        return axis.padded_size
    return (outputs - 1) * axis.stride + (kernel_size - 1) * axis.dilation + 1


def _links(outputs: Pair, kernel: Pair, input_width: int, stride: Pair, dilation: Pair) -> tuple[Link, ...]:
    return tuple(
        Link(
            i * outputs[1] + j,
            (i * stride[0] + u * dilation[0]) * input_width + j * stride[1] + v * dilation[1],
            (u, v),
        )
        for i in range(outputs[0])
        for j in range(outputs[1])
        for u in range(kernel[0])
        for v in range(kernel[1])
    )
