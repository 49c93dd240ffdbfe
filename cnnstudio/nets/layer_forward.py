"""What one layer makes of its input in NumPy: each kind of layer, and the operation that computes it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.layers import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    Normalise,
)
from cnnstudio.nets.windows import window_padding
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.average_pool2d import average_pool2d
from cnnstudio.ops.batch_norm2d import batch_norm2d_inference
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.dense import dense
from cnnstudio.ops.global_pool2d import global_pool2d
from cnnstudio.ops.local_response_norm import local_response_norm
from cnnstudio.ops.max_pool2d import max_pool2d
from cnnstudio.ops.window import size_of

BATCH_NORM_ARRAYS = ("running_mean", "running_var", "weight", "bias")
"""What a batch normalisation holds, in the order in which the operation takes it."""


def layer_output(layer: LayerSpec, x: FloatArray, weights: Mapping[str, FloatArray], name: str) -> FloatArray:
    """Return the output of a layer as it is in a trained network, where dropout passes on and statistics are fixed.

    Parameters
    ----------
    layer
        Any but a block, whose paths are computed layer by layer.
    x
        (N, C, H, W) maps or (N, D) numbers.
    weights
        The network's arrays.
    name
        What the names of this layer's arrays begin with, "0." of the first layer.

    """
    match layer:
        case Conv2d():
            padding = window_padding(layer, size_of(x))
            return conv2d(x, weights[name + "weight"], weights.get(name + "bias"), layer.stride, padding)
        case Dense():
            return dense(x, weights[name + "weight"], weights.get(name + "bias"))
        case BatchNorm2d():
            mean, variance, scale, shift = (weights[name + array] for array in BATCH_NORM_ARRAYS)
            return batch_norm2d_inference(x, mean, variance, scale, shift)
        case Activation():
            return ACTIVATIONS[layer.function].function(x)
        case MaxPool2d():
            return max_pool2d(x, layer.size, layer.stride, window_padding(layer, size_of(x)))
        case AveragePool2d():
            padding = window_padding(layer, size_of(x))
            return average_pool2d(x, layer.size, layer.stride, padding, layer.count_padding)
        case GlobalAveragePool2d():
            return global_pool2d(x)
        case LocalResponseNorm():
            return local_response_norm(x, layer.size, layer.alpha, layer.beta, layer.k)
        case Normalise():
            return (x - by_channel(layer.mean, x)) / by_channel(layer.deviation, x)
        case Flatten():
            return x.reshape(len(x), -1)
        case Dropout():
            return x
        case _:
            raise ValueError(f"a {layer.kind} layer is computed path by path")


def by_channel(values: tuple[float, ...], x: FloatArray) -> FloatArray:
    """Return one number a channel so that each meets all cells of its map, in the precision of the maps."""
    return np.array(values, x.dtype)[:, None, None]
