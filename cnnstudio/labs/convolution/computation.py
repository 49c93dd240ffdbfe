"""From settings and an input to the feature maps and the gradients: pure functions, whatever thread they run in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import LARGEST
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d, conv2d_backward
from cnnstudio.ops.padding2d import pad2d
from cnnstudio.ops.window import Pair

LARGE_INPUT = 250_000
"""Cells from which an input is convolved off the GUI thread, and only with the filter that is looked at."""


def compute(params: ConvolutionParams, input_: FloatArray) -> ConvolutionResult:
    """Convolve a (C, H, W) input; the settings are known to fit."""
    size = _size(input_)
    filters = (params.filter,) if input_[0].size >= LARGE_INPUT else tuple(range(len(params.weight)))
    weight = params.weight.astype(input_.dtype, copy=False)[list(filters)]
    bias = params.bias.astype(input_.dtype, copy=False)[list(filters)]
    with np.errstate(over="ignore", invalid="ignore"):  # what comes out too large is told in a sentence
        before = conv2d(input_[None], weight, bias, **params.keywords(size))[0]
    padded = pad2d(input_[None], params.paddings_for(size), params.padding_mode)[0]
    after = ACTIVATIONS[params.activation].function(before)
    return ConvolutionResult(params, input_, padded, params.fits_for(size), filters, before, after)


def too_large(result: ConvolutionResult) -> bool:
    """Whether a result holds numbers that cannot be shown, or whose gradients could not."""
    with np.errstate(invalid="ignore"):
        return not all(float(np.abs(values).max()) < LARGEST for values in (result.input, result.before))


@dataclass(frozen=True, eq=False)
class BackwardResult:
    """Gradients of one filter, from the output cells handed back so far.

    Attributes
    ----------
    grad
        (OH, OW) what comes back to the output.
    delta
        (OH, OW) the same before the activation.
    dx
        (C, PH, PW) what has reached the padded input; what falls on padding is lost.
    dw
        (C, FH, FW) what has reached the kernel.
    db
        What has reached the bias.

    """

    grad: FloatArray
    delta: FloatArray
    dx: FloatArray
    dw: FloatArray
    db: float


def output_gradient(result: ConvolutionResult, params: ConvolutionParams) -> FloatArray:
    """Return the (OH, OW) gradient of the loss with respect to the output: of Σ y, or of ½ Σ y²."""
    output = result.maps[params.filter]
    return np.ones_like(output) if params.gradient == "ones" else output


def backward(result: ConvolutionResult, params: ConvolutionParams, cells: int) -> BackwardResult:
    """Hand the gradients of the first `cells` output cells back to kernel and input."""
    grad = output_gradient(result, params)
    slope = ACTIVATIONS[result.params.activation].derivative(result.map_before(params.filter))
    delta = grad * slope
    handed = np.where(np.arange(delta.size).reshape(delta.shape) < cells, delta, 0.0)
    given = conv2d_backward(
        handed[None, None],
        result.padded[None],
        result.params.weight[[params.filter]],
        stride=result.params.stride,
        dilation=result.params.dilation,
        flip=result.params.flip,
    )
    return BackwardResult(grad, delta, given.dx[0], given.dw[0], float(given.db[0]))


def _size(input_: FloatArray) -> Pair:
    return input_.shape[1], input_.shape[2]
