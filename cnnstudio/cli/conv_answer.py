"""What `cnnstudio conv` computes: feature maps, the trace of a cell, gradients."""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

from cnnstudio.cli.conv_setting import ConvSetting, read_pair
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.grids import load_grid
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import Conv2dGradients, conv2d, conv2d_backward
from cnnstudio.ops.conv2d_trace import BackwardTrace, CellTrace, trace_cell, trace_cell_backward
from cnnstudio.ops.padding2d import pad2d
from cnnstudio.ops.window import Pair, size_of


@dataclass(frozen=True, eq=False)
class ConvAnswer:
    """What was computed.

    Attributes
    ----------
    setting
        What was asked for.
    maps
        (N, K, OH, OW) feature maps after the activation.
    filter
        The filter whose cell is traced.
    trace, backward_trace
        The hand calculation of a cell in the first image, forward and backward, where it was asked for.
    gradients
        What the output gradient gives, where it was asked for.

    """

    setting: ConvSetting
    maps: FloatArray
    filter: int = 0
    trace: CellTrace | None = None
    backward_trace: BackwardTrace | None = None
    gradients: Conv2dGradients | None = None


def compute(setting: ConvSetting, arguments: argparse.Namespace) -> ConvAnswer:
    """Return the maps, with trace and gradients where they are asked for.

    Raises
    ------
    UserError
        If the cell to trace is not there, the output gradient does not fit, or sums become infinite.

    """
    with np.errstate(over="ignore", invalid="ignore"):
        before = conv2d(setting.x, setting.weight, setting.bias, **setting.keywords)
    check_finite(before)
    maps = ACTIVATIONS[setting.activation].function(before)
    expected = setting.like_input(maps).shape
    grad = output_gradient(arguments.grad, expected, maps) if arguments.backward else None
    gradients = None
    if grad is not None:
        with np.errstate(over="ignore", invalid="ignore"):
            delta = grad * ACTIVATIONS[setting.activation].derivative(before)
            gradients = conv2d_backward(delta, setting.x, setting.weight, **setting.keywords)
        check_finite(gradients.dx, gradients.dw, gradients.db)
    if arguments.trace is None:
        return ConvAnswer(setting, maps, gradients=gradients)
    row, column = traced_cell(arguments.trace, maps)
    number = _traced_filter(arguments.filter, maps.shape[1])
    padded = pad2d(setting.x[:1], setting.padding, setting.padding_mode)[0]
    weight, bias = setting.weight[number], float(setting.bias[number])
    kinds = (setting.stride, setting.dilation, setting.flip, setting.activation)
    trace = trace_cell(padded, weight, bias, row, column, *kinds)
    back = None
    if grad is not None:
        given = float(grad[0, number, row, column])
        back = trace_cell_backward(padded, weight, bias, given, row, column, *kinds)
    return ConvAnswer(setting, maps, number, trace, back, gradients)


def check_finite(*results: FloatArray) -> None:
    """Refuse sums that became infinite."""
    if not all(np.isfinite(result).all() for result in results):
        raise UserError(text("The sums are too large to be written as numbers. Use smaller inputs and weights."))


def output_gradient(written: str | None, expected: tuple[int, ...], maps: FloatArray) -> FloatArray:
    """Return the (N, K, OH, OW) gradient at the output: ones, or what is given in the expected shape."""
    if written is None:
        return np.ones_like(maps)
    grad = load_grid(written)
    if grad.shape not in (expected, maps.shape):
        sentence = text(
            "The gradient is {shape}, the output {expected}. Give it the shape of the output.",
            shape=" × ".join(map(str, grad.shape)),
            expected=" × ".join(map(str, expected)),
        )
        raise UserError(sentence)
    return grad.reshape(maps.shape)


def traced_cell(written: str, maps: FloatArray) -> Pair:
    """Return row and column of the output cell to trace, which is there."""
    height, width = size_of(maps)
    row, column = read_pair("--trace", written)
    if "," not in written or not (0 <= row < height and 0 <= column < width):
        sentence = text(
            "--trace: the output has rows 0 to {row} and columns 0 to {column}. Write one of each, such as "
            "{row},{column}.",
            row=height - 1,
            column=width - 1,
        )
        raise UserError(sentence)
    return row, column


def _traced_filter(written: str, filters: int) -> int:
    if written not in map(str, range(filters)):
        raise UserError(
            text('--filter: "{value}" is none of the filters 0 to {last}.', value=written, last=filters - 1)
        )
    return int(written)
