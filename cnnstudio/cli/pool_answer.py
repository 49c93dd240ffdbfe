"""What `cnnstudio pool` is asked for and computes: pooled maps, the trace of a cell, the gradient."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnstudio.cli.conv_answer import output_gradient, traced_cell
from cnnstudio.cli.conv_setting import read_choice, read_pair
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import text
from cnnstudio.data.grids import load_grid
from cnnstudio.labs.pooling.computation import compute, hand_back, too_large
from cnnstudio.labs.pooling.model import TOO_LARGE
from cnnstudio.labs.pooling.params import PoolingParams, PoolingResult
from cnnstudio.ops.pooling2d import POOLINGS
from cnnstudio.ops.pooling2d_trace import PoolBackwardTrace, PoolTrace, trace_pool, trace_pool_backward
from cnnstudio.ops.pooling_advice import unpooled_reason
from cnnstudio.ops.window import AxisFits, Pair, size_of

_MOST_CELLS = 200_000_000
"""The padded input may not have more: 1.6 GB of numbers."""

_LARGEST_WINDOW = 1_000_000
"""Cells of a window, which are gone through one after the other: some seconds. Global pooling knows a shorter way."""


@dataclass(frozen=True, eq=False)
class PoolAnswer:
    """What was asked for, and what was computed.

    Attributes
    ----------
    input
        (H, W), (C, H, W) or (N, C, H, W), as it was given.
    params
        The settings as the pooling lab has them.
    results
        The pooled maps, one result an image.
    channel
        The map whose cell is traced.
    trace, backward_trace
        The hand calculation of a cell in the first image, forward and backward, where it was asked for.
    dx
        What the output gradient gives, in the shape of the input, where it was asked for.

    """

    input: FloatArray
    params: PoolingParams
    results: tuple[PoolingResult, ...]
    channel: int = 0
    trace: PoolTrace | None = None
    backward_trace: PoolBackwardTrace | None = None
    dx: FloatArray | None = None

    @property
    def maps(self) -> FloatArray:
        """(N, C, OH, OW) the pooled maps."""
        return np.stack([result.output for result in self.results])

    @property
    def output(self) -> FloatArray:
        """The pooled maps with as many axes as the input has."""
        maps = self.maps
        return maps.reshape(self.input.shape[:-2] + maps.shape[2:])

    @property
    def fits(self) -> AxisFits:
        """How the window fits in height and in width."""
        return self.results[0].fits

    @property
    def window(self) -> tuple[Pair, Pair]:
        """Size and stride, of global pooling too."""
        height, width = self.fits
        return (height.kernel_size, width.kernel_size), (height.stride, width.stride)

    @property
    def dropped(self) -> float:
        """The share of the input's cells that go nowhere."""
        shares = [result.dropped(channel) for result in self.results for channel in range(len(result.output))]
        return float(np.mean(shares))

    @property
    def winners(self) -> NDArray[np.int64]:
        """(…, OH, OW, 2) row and column of each window's largest in the input, the first of equals."""
        height, width = self.fits
        flat = np.stack([result.winners(channel) for result in self.results for channel in range(len(result.output))])
        rows, columns = np.divmod(flat.reshape(self.output.shape), width.padded_size)
        return np.stack([rows - height.padding[0], columns - width.padding[0]], axis=-1)


def answer(given: FloatArray, arguments: argparse.Namespace) -> PoolAnswer:
    """Return the pooling of an input (H, W), (C, H, W) or (N, C, H, W), with trace and gradient if asked for.

    Raises
    ------
    UserError
        If something cannot be read, means nothing, or the window does not fit.

    """
    x = given[(None,) * (4 - given.ndim)]
    params = read_params(arguments)
    _check(params.fits_for(size_of(x)), params, x.shape[0] * x.shape[1])
    results = tuple(compute(params, image) for image in x)
    if any(too_large(result) for result in results):
        raise UserError(TOO_LARGE)
    found = PoolAnswer(given, params, results)
    grad = output_gradient(arguments.grad, found.output.shape, found.maps) if arguments.backward else None
    if grad is not None:
        found = replace(found, dx=hand_back(params, grad, x).reshape(given.shape))
    return found if arguments.trace is None else _traced(found, grad, arguments)


def read_params(arguments: argparse.Namespace) -> PoolingParams:
    """Return the settings that are asked for, as the pooling lab has them."""
    kind = read_choice("--kind", arguments.kind, POOLINGS)
    given = [arguments.window_size, arguments.stride, arguments.padding]
    if arguments.is_global:
        if any(setting is not None for setting in given):
            raise UserError(text("--global takes the whole map. Leave --size, --stride and --padding away."))
        return PoolingParams(kind=kind, is_global=True)
    size = read_pair("size", arguments.window_size or "2")
    stride = size if arguments.stride is None else read_pair("--stride", arguments.stride)
    padding = read_pair("--padding", arguments.padding or "0")
    include = arguments.count_include_pad
    return PoolingParams(kind=kind, size=size, stride=stride, padding=padding, count_include_pad=include)


def _check(fits: AxisFits, params: PoolingParams, maps: int) -> None:
    """Refuse what does not fit, not into the memory, or takes too long."""
    reason = unpooled_reason(fits)
    if reason is not None:
        raise UserError(reason)
    height, width = fits
    cells = height.padded_size * width.padded_size * maps
    if cells > _MOST_CELLS:
        sentence = text(
            "That would take {count} million numbers. Choose a smaller padding or input.", count=cells // 1_000_000
        )
        raise UserError(sentence)
    if not params.is_global and height.kernel_size * width.kernel_size > _LARGEST_WINDOW:
        count = grouped(_LARGEST_WINDOW)
        raise UserError(text("Windows have up to {count} cells. Choose a smaller size, or --global.", count=count))


def _traced(found: PoolAnswer, grad: FloatArray | None, arguments: argparse.Namespace) -> PoolAnswer:
    """Return the answer with the hand calculation of the cell that is named."""
    row, column = traced_cell(arguments.trace, found.maps)
    result, params = found.results[0], found.params
    last = len(result.output) - 1
    if arguments.channel not in map(str, range(last + 1)):
        raise UserError(
            text('--channel: "{value}" is none of the channels 0 to {last}.', value=arguments.channel, last=last)
        )
    channel = int(arguments.channel)
    padded, include = result.channels[channel], params.count_include_pad
    trace = trace_pool(padded, result.fits, params.kind, row, column, include)
    back = None
    if grad is not None:
        given = float(grad[0, channel, row, column])
        back = trace_pool_backward(padded, result.fits, params.kind, given, row, column, include)
    return replace(found, channel=channel, trace=trace, backward_trace=back)


def load_answer(arguments: argparse.Namespace) -> PoolAnswer:
    """Return the answer for the input that is named.

    Raises
    ------
    UserError
        As `answer` does, and where the input cannot be read.

    """
    if arguments.input is None:
        raise UserError(text('Name the input with --input: numbers such as "1 0 1; 0 1 1", or a file.'))
    if arguments.grad is not None and not arguments.backward:
        raise UserError(text("--grad goes with --backward."))
    return answer(load_grid(arguments.input, colour=arguments.colour), arguments)
