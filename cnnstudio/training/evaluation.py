"""How well a network reads labelled pictures, computed in NumPy as the app does it."""

from __future__ import annotations

import numpy as np

from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import Network
from cnnstudio.training.examples import Examples

_BATCH = 50
"""Pictures at once: the convolutions' columns then stay in the processor's cache."""


def network_accuracy(network: Network, examples: Examples) -> float:
    """Return the share of pictures that the network reads as labelled."""
    right = 0
    for start in range(0, len(examples), _BATCH):
        pictures = examples.images[start : start + _BATCH, None].astype(np.float32) / 255
        answers = forward(network, pictures)[-1].values.argmax(axis=1)
        right += int((answers == examples.labels[start : start + _BATCH]).sum())
    return right / len(examples)
