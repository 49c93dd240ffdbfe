"""Making a network as sure as it is right.

Label smoothing teaches a network never to be quite sure. One factor on all logits mends that without changing a single
answer: the one at which the digits kept back are the least surprising. Guo, Pleiss, Sun, Weinberger, "On calibration
of modern neural networks" (2017), section 4.2, temperature scaling; the factor is one over the temperature.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Dense
from cnnstudio.ops.softmax import softmax
from cnnstudio.training.examples import Examples

_FACTORS = np.arange(0.5, 5.01, 0.05)
_BATCH = 50


def calibrated(network: Network, examples: Examples) -> tuple[Network, float]:
    """Return the network with its last layer scaled, and the factor.

    Raises
    ------
    ValueError
        If the last layer is not a dense one, whose weights and bias could be scaled.

    """
    last = len(network.spec.layers) - 1
    if not isinstance(network.spec.layers[last], Dense):
        raise ValueError("only a network that ends in a dense layer can be calibrated")
    logits = _logits(network, examples)
    surprises = [_surprise(logits * factor, examples) for factor in _FACTORS]
    factor = round(float(_FACTORS[int(np.argmin(surprises))]), 2)
    scaled = {name: network.weights[name] * np.float32(factor) for name in (f"{last}.weight", f"{last}.bias")}
    return replace(network, weights={**network.weights, **scaled}), factor


def _surprise(logits: FloatArray, examples: Examples) -> float:
    """Return the mean cross-entropy, −ln p of the right class."""
    shares = softmax(logits)[np.arange(len(examples)), examples.labels]
    return float(-np.log(np.maximum(shares, 1e-30)).mean())


def _logits(network: Network, examples: Examples) -> FloatArray:
    """Return (N, K) logits, in double precision."""
    parts = [
        forward(network, examples.images[start : start + _BATCH, None].astype(np.float32) / 255)[-1].values
        for start in range(0, len(examples), _BATCH)
    ]
    return np.concatenate(parts).astype(np.float64)
