"""One way through a network and back: every layer's output, the loss, and the gradient at every number.

L = −ln p[target],  p = softmax(logits);  the way back starts with ∂L/∂logits = p − target
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.gradients import NetworkGradients, backward
from cnnstudio.nets.inference import LayerOutput, forward
from cnnstudio.nets.network import Network
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnstudio.ops.one_hot import one_hot
from cnnstudio.ops.softmax import softmax


@dataclass(frozen=True, eq=False)
class Passes:
    """What a picture becomes in a network, and what the loss hands back.

    Attributes
    ----------
    network
        Its weights are float64: a tiny step still changes the loss by a number that can be told from 0.
    picture
        (1, C, H, W).
    target
        The true class.
    outputs
        Of every layer.

    """

    network: Network
    picture: FloatArray
    target: int
    outputs: tuple[LayerOutput, ...]

    @cached_property
    def logits(self) -> FloatArray:
        """(K,) scores."""
        logits: FloatArray = self.outputs[-1].values[0]
        return logits

    @cached_property
    def probabilities(self) -> FloatArray:
        """(K,) shares that add up to 1."""
        probabilities: FloatArray = softmax(self.logits)
        return probabilities

    @cached_property
    def loss(self) -> float:
        """The cross-entropy, −ln of the true class's probability."""
        return float(cross_entropy(self.logits, self._goal))

    @cached_property
    def gradients(self) -> NetworkGradients:
        """The gradient of the loss at every output and every weight."""
        return backward(self.network, self.outputs, self.picture, cross_entropy_backward(self.logits, self._goal)[None])

    @property
    def _goal(self) -> FloatArray:
        goal: FloatArray = one_hot(np.array(self.target), len(self.logits))
        return goal

    def output(self, layer: int) -> FloatArray:
        """Return what a layer made of the picture, (C, H, W) or (D,)."""
        values: FloatArray = self.outputs[layer].values[0]
        return values

    def input(self, layer: int) -> FloatArray:
        """Return what a layer was given."""
        values: FloatArray = self.outputs[layer - 1].values[0] if layer else self.picture[0]
        return values

    def gradient(self, layer: int) -> FloatArray:
        """Return the gradient at a layer's output."""
        gradient: FloatArray = self.gradients.at_outputs[layer][0]
        return gradient


def run(network: Network, picture: FloatArray, target: int | None) -> Passes:
    """Send a picture (1, C, H, W) through; without a target, the likeliest class is taken as the true one."""
    outputs = forward(network, picture)
    likeliest = int(np.argmax(outputs[-1].values[0]))
    return Passes(network, picture, likeliest if target is None else target, outputs)


def exact(network: Network) -> Network:
    """Return the network with its weights in float64."""
    return replace(network, weights={name: array.astype(np.float64) for name, array in network.weights.items()})
