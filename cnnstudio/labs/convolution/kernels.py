"""Changes of the kernels: each function takes the lab's parameters and returns them with other kernels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.kernel_presets import PRESETS, preset
from cnnstudio.labs.convolution.params import OWN, ConvolutionParams
from cnnstudio.ops.window import Pair

LEARNED = "learned"
"""The name of a kernel taken from the current network, in the place of a preset's."""

LARGEST_SIZE = 11
MOST_FILTERS = 16

_BANK = ("sobel_x", "sobel_y", "diagonal_down", "diagonal_up", "laplacian", "gaussian", "sharpen", "emboss")
"""What further filters are, until the learner chooses something else."""


def with_preset(params: ConvolutionParams, name: str) -> ConvolutionParams:
    """Return the parameters with a preset as the kernel that is looked at, at its present size."""
    return _with_kernel(params, preset(name).make(*params.kernel_size), name)


def learned_kernel(weight: FloatArray, number: int) -> FloatArray:
    """Return the (FH, FW) kernel of a filter of (K, C, FH, FW) learned ones, its channels averaged."""
    return np.asarray(weight[number % len(weight)].mean(axis=0), np.float64)


def with_learned(params: ConvolutionParams, weight: FloatArray, bias: FloatArray, number: int) -> ConvolutionParams:
    """Return the parameters with a kernel of a network's first convolution, its size and its bias."""
    learned = learned_kernel(weight, number)
    changed = _with_kernel(with_size(params, learned.shape), learned, LEARNED)
    biases = changed.bias.copy()
    biases[params.filter] = float(bias[number % len(bias)])
    return replace(changed, bias=biases)


def with_value(params: ConvolutionParams, row: int, column: int, value: float) -> ConvolutionParams:
    """Return the parameters with one weight of the kernel and slice that are looked at changed."""
    weight = params.weight.copy()
    weight[params.filter, params.channel, row, column] = value
    return replace(params, weight=weight, presets=_renamed(params, OWN))


def with_size(params: ConvolutionParams, size: Pair) -> ConvolutionParams:
    """Return the parameters with kernels of another size: presets made anew, others cropped or grown by zeros."""
    if size == params.kernel_size:
        return params
    known = {entry.id for entry in PRESETS}
    channels = params.weight.shape[1]
    kernels = [
        np.repeat(preset(name).make(*size)[None], channels, axis=0) if name in known else resized(kernel, size)
        for name, kernel in zip(params.presets, params.weight, strict=True)
    ]
    presets = tuple(name if name in known else OWN for name in params.presets)
    return replace(params, weight=np.stack(kernels), presets=presets)


def resized(kernel: FloatArray, size: Pair) -> FloatArray:
    """Return a (C, FH, FW) kernel cropped, or grown by zeros, about its middle.

    >>> resized(np.array([[[1.0]]]), (3, 3))[0].tolist()
    [[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    """
    grown = np.zeros((len(kernel), *size))
    old = kernel.shape[1:]
    kept = [min(before, after) for before, after in zip(old, size, strict=True)]
    source = [
        slice((before - length) // 2, (before - length) // 2 + length) for before, length in zip(old, kept, strict=True)
    ]
    target = [
        slice((after - length) // 2, (after - length) // 2 + length) for after, length in zip(size, kept, strict=True)
    ]
    grown[:, target[0], target[1]] = kernel[:, source[0], source[1]]
    return grown


def with_channels(params: ConvolutionParams, channels: int) -> ConvolutionParams:
    """Return the parameters with one slice a channel of the input; new slices repeat the old ones."""
    if params.weight.shape[1] == channels:
        return params
    weight = np.resize(params.weight.swapaxes(0, 1), (channels, len(params.weight), *params.kernel_size))
    return replace(params, weight=weight.swapaxes(0, 1).copy(), channel=min(params.channel, channels - 1))


def with_filters(params: ConvolutionParams, count: int) -> ConvolutionParams:
    """Return the parameters with another number of filters; new ones are presets that look for something else."""
    changed = replace(
        params,
        weight=params.weight[:count],
        bias=params.bias[:count],
        presets=params.presets[:count],
        filter=min(params.filter, count - 1),
    )
    while len(changed.weight) < count:
        name = _next_preset(changed.presets)
        kernel = np.repeat(preset(name).make(*params.kernel_size)[None], params.weight.shape[1], axis=0)
        changed = replace(
            changed,
            weight=np.concatenate([changed.weight, kernel[None]]),
            bias=np.append(changed.bias, 0.0),
            presets=(*changed.presets, name),
        )
    return changed


def _next_preset(used: tuple[str, ...]) -> str:
    return next((name for name in _BANK if name not in used), _BANK[len(used) % len(_BANK)])


def _with_kernel(params: ConvolutionParams, kernel: FloatArray, name: str) -> ConvolutionParams:
    """Lay an (FH, FW) kernel on every channel of the filter that is looked at."""
    weight = params.weight.copy()
    weight[params.filter] = kernel
    return replace(params, weight=weight, presets=_renamed(params, name))


def _renamed(params: ConvolutionParams, name: str) -> tuple[str, ...]:
    return (*params.presets[: params.filter], name, *params.presets[params.filter + 1 :])
