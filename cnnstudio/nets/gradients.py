"""The way back through a network in NumPy: how the loss changes with every number of it, layer by layer.

    at output L: given;   at output n − 1: what layer n hands back of the gradient at output n

Source: Rumelhart, Hinton, Williams, "Learning representations by back-propagating errors" (1986).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.layer_backward import layer_gradients
from cnnstudio.nets.layers import Residual
from cnnstudio.nets.network import Network


@dataclass(frozen=True, eq=False)
class NetworkGradients:
    """The gradient of the loss with respect to what the network computed, and to its weights."""

    at_outputs: Mapping[int, FloatArray]
    """By layer number, in the shape of the layer's output."""
    at_input: FloatArray | None
    """(N, C, H, W) with respect to the pictures; None where the way back ended before."""
    weights: Mapping[str, FloatArray]
    """By name, "0.weight" and "0.bias" of the first layer, in the shapes of the weights; summed over the pictures.

    The statistics of a batch normalisation are not learnt, and have none.
    """


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
        Where the gradient has not the shape of the logits, or there is no layer `down_to`.

    """
    if grad_logits.shape != outputs[-1].values.shape:
        raise ValueError(f"the gradient is {grad_logits.shape}, the logits are {outputs[-1].values.shape}")
    if not 0 <= down_to < len(outputs):
        raise ValueError(f"there is no layer {down_to}, they go from 0 to {len(outputs) - 1}")
    at_outputs: dict[int, FloatArray] = {}
    grad, weights = _hand_back_all(network.weights, outputs, pictures, grad_logits, "", down_to, at_outputs)
    return NetworkGradients(at_outputs, grad if down_to == 0 else None, weights)


def _hand_back_all(
    weights: Mapping[str, FloatArray],
    outputs: Sequence[LayerOutput],
    x: FloatArray,
    grad: FloatArray,
    before: str,
    down_to: int,
    at_outputs: dict[int, FloatArray],
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Hand a gradient back through layers that follow one another on x, whose weights' names begin with `before`.

    Returns the gradient at the input of layer `down_to` and those of the weights; at_outputs gathers what came by.
    """
    inputs = (x, *(output.values for output in outputs))
    gathered: dict[str, FloatArray] = {}
    for output in reversed(outputs[down_to:]):
        at_outputs[output.number] = grad
        grad, of_weights = _hand_back(weights, output, inputs[output.number], grad, f"{before}{output.number}.")
        gathered |= of_weights
    return grad, gathered


def _hand_back(
    weights: Mapping[str, FloatArray], output: LayerOutput, x: FloatArray, grad: FloatArray, name: str
) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Return the gradients at a layer's input x and of its weights; those of a block's paths add up."""
    if not output.paths:
        return layer_gradients(output.layer, grad, x, weights, name)
    at_input = np.zeros_like(x)
    gathered: dict[str, FloatArray] = {}
    for index, (path, given) in enumerate(zip(output.paths, _dealt(output, x, grad), strict=True)):
        handed, of_weights = _hand_back_all(weights, path, x, given, f"{name}{index}.", 0, {})
        at_input += handed
        gathered |= of_weights
    return at_input, gathered


def _dealt(block: LayerOutput, x: FloatArray, grad: FloatArray) -> Sequence[FloatArray]:
    """Return what each path of a block gets: of a sum all of the gradient, of maps side by side its own maps' part."""
    if isinstance(block.layer, Residual):
        return [grad] * len(block.paths)
    channels = [(path[-1].values if path else x).shape[1] for path in block.paths]
    return np.split(grad, np.cumsum(channels)[:-1], axis=1)
