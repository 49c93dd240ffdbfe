"""Digits that the network is not sure of: on these the loss is large enough to be seen falling."""

from __future__ import annotations

import numpy as np

from cnnstudio.data.mnist import MnistSplit
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.network import Network

_LOOKED_AT = 1_000
"""Digits that are read for one that is doubted; of 100 about one is."""

_SURE = 0.8
"""Probability of the true class below which a digit counts as doubted."""


def doubted_digit(network: Network, split: MnistSplit, generator: np.random.Generator) -> int:
    """Return the place of a digit whose true class gets less than 0.8; of those read, else the least sure one.

    Parameters
    ----------
    network
        Reads pictures of 28×28.
    split
        The digits to choose from.
    generator
        Chooses which of them are read, and in which order.

    """
    least, found = 1.0, 0
    for place in generator.permutation(len(split.images))[:_LOOKED_AT].tolist():
        of_truth = float(probabilities(network, split.images[place] / np.float32(255))[split.labels[place]])
        if of_truth < least:
            least, found = of_truth, place
        if least < _SURE:
            break
    return found
