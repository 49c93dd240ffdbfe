"""From settings and an input to the pooled maps and the gradients: pure functions, whatever thread they run in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import LARGEST
from cnnstudio.labs.pooling.params import PoolingParams, PoolingResult
from cnnstudio.ops.global_pool2d import global_pool2d, global_pool2d_backward
from cnnstudio.ops.pooling2d import pool2d, pool2d_backward
from cnnstudio.ops.pooling_advice import unpooled_reason
from cnnstudio.ops.window import AxisFits, size_of

LARGE_INPUT = 250_000
"""Cells from which an input is pooled off the GUI thread."""


def compute(params: PoolingParams, input_: FloatArray) -> PoolingResult:
    """Pool a (C, H, W) input; the settings are known to fit."""
    fits = params.fits_for(size_of(input_))
    with np.errstate(over="ignore", invalid="ignore"):  # what comes out too large is told in a sentence
        output = _pool(params, input_[None])[0]
    return PoolingResult(params, input_, _padded(params, input_, fits), fits, output)


def _padded(params: PoolingParams, input_: FloatArray, fits: AxisFits) -> FloatArray:
    """Return the input within its padding: −∞ for the maximum, which no cell of it ever is, else zeros."""
    height, width = fits
    rings = height.padding, width.padding
    if not np.any(rings):
        return input_
    return np.pad(input_, ((0, 0), *rings), constant_values=-np.inf if params.kind == "max" else 0.0)


def _pool(params: PoolingParams, x: FloatArray) -> FloatArray:
    """Return the pooled (N, C, H, W) maps; a window as large as the map has a shorter way."""
    return global_pool2d(x, params.kind) if params.is_global else pool2d(x, **params.keywords())


def pooled_maps(params: PoolingParams, maps: FloatArray) -> FloatArray | None:
    """Return (N, OH, OW): what the settings make of (N, H, W) maps of any size; None where the window does not fit."""
    if unpooled_reason(params.fits_for(size_of(maps))) is not None:
        return None
    pooled: FloatArray = _pool(params, maps[:, None])[:, 0]
    return pooled


def hand_back(params: PoolingParams, grad: FloatArray, x: FloatArray) -> FloatArray:
    """Return the gradient at (N, C, H, W) maps from that at the pooled ones."""
    if params.is_global:
        return global_pool2d_backward(grad, x, params.kind)
    return pool2d_backward(grad, x, **params.keywords())


def too_large(result: PoolingResult) -> bool:
    """Whether a result holds numbers that cannot be shown."""
    with np.errstate(invalid="ignore"):
        return not all(float(np.abs(values).max()) < LARGEST for values in (result.input, result.output))


@dataclass(frozen=True, eq=False)
class PoolingBackward:
    """The gradient of one channel, from the output cells handed back so far.

    Attributes
    ----------
    grad
        (OH, OW) what comes back to the output.
    dx
        (PH, PW) what has reached the padded input; what falls on the padding is lost.

    """

    grad: FloatArray
    dx: FloatArray


def output_gradient(result: PoolingResult, params: PoolingParams) -> FloatArray:
    """Return the (OH, OW) gradient of the loss with respect to the output: of Σ y, or of ½ Σ y²."""
    output = result.maps[params.channel]
    return np.ones_like(output) if params.gradient == "ones" else output


def backward(result: PoolingResult, params: PoolingParams, cells: int) -> PoolingBackward:
    """Hand the gradients of the first `cells` output cells back to the input."""
    grad = output_gradient(result, params)
    handed = np.where(np.arange(grad.size).reshape(grad.shape) < cells, grad, 0)
    dx = hand_back(result.params, handed[None, None], result.input[None, [params.channel]])
    height, width = result.fits
    return PoolingBackward(grad, np.pad(dx[0, 0], (height.padding, width.padding)))
