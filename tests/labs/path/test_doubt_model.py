from __future__ import annotations

import numpy as np

from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs.path.doubt import doubted_digit
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.shipped import shipped_network


def test_a_digit_is_found_of_which_the_network_is_not_sure() -> None:
    network, split = shipped_network().network, load_mnist("test")
    assert network is not None
    places = [doubted_digit(network, split, np.random.default_rng(seed)) for seed in (0, 1)]
    assert places[0] != places[1]
    for place in places:
        of_truth = probabilities(network, split.images[place] / np.float32(255))[split.labels[place]]
        assert of_truth < 0.8
