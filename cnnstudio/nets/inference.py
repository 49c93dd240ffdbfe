"""A network's answer in NumPy, layer by layer, through the readable operations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.layer_forward import layer_output
from cnnstudio.nets.layers import LayerSpec, Parallel, Residual
from cnnstudio.nets.network import Network
from cnnstudio.ops.activations import sigmoid
from cnnstudio.ops.softmax import softmax


@dataclass(frozen=True, eq=False)
class LayerOutput:
    """What one layer made of its input: (N, C, H, W) maps or (N, D) numbers; of a block, also what its layers made."""

    number: int
    layer: LayerSpec
    values: FloatArray
    paths: tuple[tuple[LayerOutput, ...], ...] = ()
    """Of a block, the outputs of the layers on each of its paths."""


def forward(network: Network, pictures: FloatArray) -> tuple[LayerOutput, ...]:
    """Return the output of every layer for (N, C, H, W) pictures; the last one holds the logits."""
    return _run(network.weights, network.spec.layers, pictures, "")


def probabilities(network: Network, picture: FloatArray) -> FloatArray:
    """Return the (K,) probabilities of the classes for one (H, W) or (C, H, W) picture, 0 = paper, 1 = ink.

    A single logit z stands for two classes: σ(z) is the probability of the second.
    """
    pictures = np.asarray(picture, np.float32)
    logits = forward(network, pictures[(None,) * (4 - pictures.ndim)])[-1].values[0]
    if len(logits) == 1:
        return np.concatenate([sigmoid(-logits), sigmoid(logits)])
    return softmax(logits)


def _run(
    weights: Mapping[str, FloatArray], layers: Sequence[LayerSpec], values: FloatArray, before: str
) -> tuple[LayerOutput, ...]:
    """Return the outputs of layers that follow one another; their weights' names begin with `before`."""
    outputs: list[LayerOutput] = []
    for number, layer in enumerate(layers):
        output = _apply(weights, number, layer, values, f"{before}{number}.")
        outputs.append(output)
        values = output.values
    return tuple(outputs)


def _apply(
    weights: Mapping[str, FloatArray], number: int, layer: LayerSpec, values: FloatArray, name: str
) -> LayerOutput:
    if not isinstance(layer, Residual | Parallel):
        return LayerOutput(number, layer, layer_output(layer, values, weights, name))
    paths = tuple(_run(weights, path, values, f"{name}{index}.") for index, path in enumerate(layer.paths))
    ends = [path[-1].values if path else values for path in paths]
    joined = ends[0] + ends[1] if isinstance(layer, Residual) else np.concatenate(ends, axis=1)
    return LayerOutput(number, layer, joined, paths)
