"""What a network makes of the specimen, worked out once for each pair of them."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.inference import LayerOutput, forward
from cnnstudio.nets.network import Network
from cnnstudio.ops.activations import sigmoid
from cnnstudio.ops.softmax import softmax


class SpecimenAnswer:
    """Remembers the last answer."""

    def __init__(self) -> None:
        self._asked: tuple[Network, FloatArray] | None = None
        self._outputs: tuple[LayerOutput, ...] | None = None

    def outputs(self, network: Network | None, pixels: FloatArray) -> tuple[LayerOutput, ...] | None:
        """Return the output of every layer; None where there is no network, or the picture does not fit it."""
        if network is None or network.spec.input_shape != (1, *pixels.shape):
            return None
        if self._asked is None or self._asked[0] is not network or self._asked[1] is not pixels:
            self._asked, self._outputs = (network, pixels), forward(network, pixels[None, None])
        return self._outputs

    def probabilities(self, network: Network | None, pixels: FloatArray) -> FloatArray | None:
        """Return (K,) probabilities; None also where nothing is drawn."""
        if not pixels.any():
            return None
        outputs = self.outputs(network, pixels)
        if outputs is None:
            return None
        logits = outputs[-1].values[0]
        return softmax(logits) if len(logits) > 1 else np.concatenate([sigmoid(-logits), sigmoid(logits)])
