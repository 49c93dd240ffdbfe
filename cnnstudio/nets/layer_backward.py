"""What one layer hands back in NumPy: each kind of layer, and the operation that computes its gradients."""

from __future__ import annotations

from collections.abc import Mapping

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.layer_forward import BATCH_NORM_ARRAYS, by_channel
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
from cnnstudio.ops.average_pool2d import average_pool2d_backward
from cnnstudio.ops.batch_norm2d import batch_norm2d_inference_backward
from cnnstudio.ops.conv2d import conv2d_backward
from cnnstudio.ops.dense import dense_backward
from cnnstudio.ops.global_pool2d import global_pool2d_backward
from cnnstudio.ops.local_response_norm import local_response_norm_backward
from cnnstudio.ops.max_pool2d import max_pool2d_backward
from cnnstudio.ops.window import size_of


def layer_gradients(
    layer: LayerSpec, grad: FloatArray, x: FloatArray, weights: Mapping[str, FloatArray], name: str
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return the gradient at a layer's input, and those of its weights by name.

    Batch normalisation has the fixed statistics of a trained network; they are not learnt and get no gradient.

    Parameters
    ----------
    layer
        Any but a block, whose paths are gone back layer by layer.
    grad
        Gradient at the layer's output.
    x, weights, name
        As given to `layer_output`.

    """
    match layer:
        case Conv2d():
            padding = window_padding(layer, size_of(x))
            of_conv = conv2d_backward(grad, x, weights[name + "weight"], layer.stride, padding)
            return of_conv.dx, _named(name, weights, weight=of_conv.dw, bias=of_conv.db)
        case Dense():
            of_dense = dense_backward(grad, x, weights[name + "weight"])
            return of_dense.dx, _named(name, weights, weight=of_dense.dw, bias=of_dense.db)
        case BatchNorm2d():
            mean, variance, scale, _ = (weights[name + array] for array in BATCH_NORM_ARRAYS)
            of_norm = batch_norm2d_inference_backward(grad, x, mean, variance, scale)
            return of_norm.dx, _named(name, weights, weight=of_norm.dgamma, bias=of_norm.dbeta)
        case _:
            return _hand_through(layer, grad, x), {}


def _named(name: str, weights: Mapping[str, FloatArray], **gradients: FloatArray) -> dict[str, FloatArray]:
    """Return the gradients of the arrays that the layer has; it may have no bias."""
    return {name + array: gradient for array, gradient in gradients.items() if name + array in weights}


def _hand_through(layer: LayerSpec, grad: FloatArray, x: FloatArray) -> FloatArray:
    """Return the gradient at the input x of a layer without weights."""
    match layer:
        case Activation():
            return grad * ACTIVATIONS[layer.function].derivative(x)
        case MaxPool2d():
            return max_pool2d_backward(grad, x, layer.size, layer.stride, window_padding(layer, size_of(x)))
        case AveragePool2d():
            padding = window_padding(layer, size_of(x))
            return average_pool2d_backward(grad, x.shape, layer.size, layer.stride, padding, layer.count_padding)
        case GlobalAveragePool2d():
            return global_pool2d_backward(grad, x)
        case LocalResponseNorm():
            return local_response_norm_backward(grad, x, layer.size, layer.alpha, layer.beta, layer.k)
        case Normalise():
            return grad / by_channel(layer.deviation, x)
        case Flatten():
            return grad.reshape(x.shape)
        case Dropout():
            return grad
        case _:
            raise ValueError(f"a {layer.kind} layer is gone back path by path")
