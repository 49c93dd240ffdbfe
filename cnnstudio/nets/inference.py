"""A network's answer in NumPy, layer by layer, through the readable operations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Dropout, Flatten, LayerSpec, MaxPool2d
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.dense import dense
from cnnstudio.ops.max_pool2d import max_pool2d
from cnnstudio.ops.softmax import softmax


@dataclass(frozen=True, eq=False)
class LayerOutput:
    """What one layer made of its input: (N, C, H, W) maps or (N, D) numbers."""

    number: int
    layer: LayerSpec
    values: FloatArray


def forward(network: Network, pictures: FloatArray) -> tuple[LayerOutput, ...]:
    """Return the output of every layer for (N, C, H, W) pictures; the last one holds the logits."""
    outputs: list[LayerOutput] = []
    values = pictures
    for number, layer in enumerate(network.spec.layers):
        values = _apply(network, number, layer, values)
        outputs.append(LayerOutput(number, layer, values))
    return tuple(outputs)


def probabilities(network: Network, picture: FloatArray) -> FloatArray:
    """Return the (K,) probabilities of the classes for one (H, W) picture, 0 = paper, 1 = ink."""
    logits = forward(network, np.asarray(picture, np.float32)[None, None])[-1].values
    return softmax(logits[0])


def _apply(network: Network, number: int, layer: LayerSpec, values: FloatArray) -> FloatArray:
    match layer:
        case Conv2d():
            weight, bias = network.weights[f"{number}.weight"], network.weights[f"{number}.bias"]
            return conv2d(values, weight, bias, layer.stride, layer.padding)
        case Activation(function=function) if function in ACTIVATIONS:
            return ACTIVATIONS[function].function(values)
        case MaxPool2d():
            return max_pool2d(values, layer.size, layer.stride)
        case Flatten():
            return values.reshape(len(values), -1)
        case Dense():
            return dense(values, network.weights[f"{number}.weight"], network.weights[f"{number}.bias"])
        case Dropout():
            return values
        case _:
            raise ValueError(f"layer {number + 1} ({layer.kind}) cannot be computed without training it first")
