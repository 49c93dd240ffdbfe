"""The network's answer to the specimen, before its softmax."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.network import Network


def network_scores(network: Network | None, pixels: FloatArray) -> FloatArray | None:
    """Return the (K,) scores for (H, W) pixels; None without a network, and for an empty sheet."""
    if network is None or not np.any(pixels):
        return None
    from cnnstudio.nets.inference import forward  # late: own scores are shown without it

    return np.asarray(forward(network, pixels[None, None])[-1].values[0], np.float64)
