"""The kernels with which a network first looks at a picture."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Conv2d, Normalise


def first_convolution(network: Network | None) -> tuple[FloatArray, FloatArray] | None:
    """Return weight (K, C, FH, FW) and bias (K,) of the convolution at the front; None where there is no such layer.

    A layer that only brings the pixels to another mean and deviation may stand before it. Without a bias it is 0.
    """
    if network is None:
        return None
    for number, layer in enumerate(network.spec.layers):
        if isinstance(layer, Conv2d):
            weight = network.weights[f"{number}.weight"]
            return weight, network.weights.get(f"{number}.bias", np.zeros(len(weight), weight.dtype))
        if not isinstance(layer, Normalise):
            return None
    return None
