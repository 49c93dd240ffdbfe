"""The way back through a network in NumPy: how the loss changes with every number of it, layer by layer.

    at output L: given;   at output n − 1: what layer n hands back of the gradient at output n

Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors" (1986).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Dropout, Flatten, LayerSpec, MaxPool2d
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d_backward
from cnnstudio.ops.dense import dense_backward
from cnnstudio.ops.max_pool2d import max_pool2d_backward


@dataclass(frozen=True, eq=False)
class NetworkGradients:
    """The gradient of the loss with respect to what the network computed, and to its weights."""

    at_outputs: Mapping[int, FloatArray]
    """By layer number, in the shape of the layer's output."""
    at_input: FloatArray | None
    """(N, C, H, W) with respect to the pictures; None where the way back ended before."""
    weights: Mapping[str, FloatArray]
    """By name, "0.weight" and "0.bias" of the first layer, in the shapes of the weights; summed over the pictures."""


def backward(
    network: Network,
    outputs: tuple[LayerOutput, ...],
    pictures: FloatArray,
    grad_logits: FloatArray,
    down_to: int = 0,
) -> NetworkGradients:
    """Hand the gradient at the logits back, from the last layer to layer `down_to`.

    Parameters
    ----------
    network, outputs, pictures
        The network, and what `forward` answered for (N, C, H, W) pictures.
    grad_logits
        (N, K) gradient of the loss at the logits, as `cross_entropy_backward` gives it.
    down_to
        The last layer to be gone through: of it and those after it, outputs and weights get their gradient. Only when
        it is 0 do the pictures.

    Raises
    ------
    ValueError
        Where the gradient has not the shape of the logits, there is no layer `down_to`, or for a layer that only
        training knows.

    """
    if grad_logits.shape != outputs[-1].values.shape:
        raise ValueError(f"the gradient is {grad_logits.shape}, the logits are {outputs[-1].values.shape}")
    if not 0 <= down_to < len(outputs):
        raise ValueError(f"there is no layer {down_to}, they go from 0 to {len(outputs) - 1}")
    inputs = (pictures, *(output.values for output in outputs))
    at_outputs: dict[int, FloatArray] = {}
    weights: dict[str, FloatArray] = {}
    grad = grad_logits
    for output in reversed(outputs[down_to:]):
        at_outputs[output.number] = grad
        grad, of_weights = _hand_back(network, output, inputs[output.number], grad)
        weights |= of_weights
    return NetworkGradients(at_outputs, grad if down_to == 0 else None, weights)


def _hand_back(
    network: Network, output: LayerOutput, x: FloatArray, grad: FloatArray
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return the gradients at a layer's input x and of its weights by name."""
    number, layer = output.number, output.layer
    match layer:
        case Conv2d():
            of_conv = conv2d_backward(grad, x, network.weights[f"{number}.weight"], layer.stride, layer.padding)
            return of_conv.dx, {f"{number}.weight": of_conv.dw, f"{number}.bias": of_conv.db}
        case Dense():
            of_dense = dense_backward(grad, x, network.weights[f"{number}.weight"])
            return of_dense.dx, {f"{number}.weight": of_dense.dw, f"{number}.bias": of_dense.db}
        case _:
            return _hand_through(number, layer, x, grad), {}


def _hand_through(number: int, layer: LayerSpec, x: FloatArray, grad: FloatArray) -> FloatArray:
    """Return the gradient at the input x of a layer without weights."""
    match layer:
        case Activation(function=function) if function in ACTIVATIONS:
            return grad * ACTIVATIONS[function].derivative(x)
        case MaxPool2d():
            return max_pool2d_backward(grad, x, layer.size, layer.stride)
        case Flatten():
            return grad.reshape(x.shape)
        case Dropout():
            return grad
        case _:
            raise ValueError(f"layer {number + 1} ({layer.kind}) cannot be gone back through without training it first")
