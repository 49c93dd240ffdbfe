from __future__ import annotations

import numpy as np

from cnnstudio.nets.first_convolution import first_convolution
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, LayerSpec, NetworkSpec, Normalise

WEIGHT = np.ones((2, 1, 3, 3), np.float32)


def network(*layers: LayerSpec, **weights: np.ndarray) -> Network:
    named = {name.replace("_", "."): weight for name, weight in weights.items()}
    return Network(NetworkSpec("test", (1, 28, 28), layers), named)


def test_a_convolution_at_the_front_is_found_with_its_bias() -> None:
    found = first_convolution(network(Conv2d(2, 3), **{"0_weight": WEIGHT, "0_bias": np.array([1.0, 2.0])}))
    assert found is not None
    assert found[0] is WEIGHT
    assert found[1].tolist() == [1, 2]


def test_pixels_may_be_brought_to_another_mean_first_and_a_bias_may_be_missing() -> None:
    found = first_convolution(network(Normalise((0.1,), (0.3,)), Conv2d(2, 3, bias=False), **{"1_weight": WEIGHT}))
    assert found is not None
    assert found[1].tolist() == [0, 0]


def test_without_one_there_are_no_kernels() -> None:
    assert first_convolution(network(Flatten(), Dense(10))) is None
    assert first_convolution(None) is None
