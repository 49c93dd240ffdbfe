from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.nets.inference import forward, probabilities
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shapes import output_shapes
from cnnstudio.nets.spec import (
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    LayerSpec,
    MaxPool2d,
    NetworkSpec,
    Normalise,
    Parallel,
    Residual,
)
from tests.nets.sample_networks import SPEC, random_network, random_pictures

SMALL = NetworkSpec("small", (1, 28, 28), (Conv2d(2, 3), MaxPool2d(2), Flatten(), Dropout(0.5), Dense(10)))


@pytest.mark.parametrize("spec", [SMALL, SPEC], ids=lambda spec: spec.name)
def test_every_layer_answers_in_its_shape(spec: NetworkSpec) -> None:
    outputs = forward(random_network(spec), random_pictures(spec, 3))

    assert [output.values.shape[1:] for output in outputs] == list(output_shapes(spec))
    assert all(len(output.values) == 3 for output in outputs)
    assert all(output.values.dtype == np.float32 for output in outputs)


def test_probabilities_add_up_to_one_and_stay_float32() -> None:
    shares = probabilities(random_network(SMALL), np.random.default_rng(1).random((28, 28)))

    assert shares.shape == (10,)
    assert shares.dtype == np.float32
    assert shares.sum() == pytest.approx(1, abs=1e-6)


def logits_of(*layers: LayerSpec, maps: list[float]) -> list[float]:
    """Return what layers without weights make of maps of one cell each."""
    spec = NetworkSpec("sum", (len(maps), 1, 1), (*layers, Flatten()), class_names=("a", "b"))
    logits: list[float] = forward(random_network(spec), np.array(maps).reshape(1, -1, 1, 1))[-1].values[0].tolist()
    return logits


def test_a_residual_block_adds_its_input() -> None:
    assert logits_of(Residual((Normalise((1.0, 1.0), (0.5, 0.5)),)), maps=[3.0, 5.0]) == [4 + 3, 8 + 5]


def test_branches_side_by_side_lay_their_maps_one_after_another() -> None:
    assert logits_of(Parallel(((Normalise((1.0,)),), ())), maps=[3.0]) == [2.0, 3.0]


def test_the_layers_in_a_block_can_be_looked_at() -> None:
    inside = (Normalise((1.0,)), Normalise((0.0,), (10.0,)))
    spec = NetworkSpec("block", (1, 1, 1), (Parallel((inside, ())), Flatten()), class_names=("a", "b"))

    block, _ = forward(random_network(spec), np.full((1, 1, 1, 1), 6.0))

    assert [[output.values.item() for output in path] for path in block.paths] == [[5.0, 0.5], []]


def test_one_logit_is_the_sigmoid_of_the_second_class() -> None:
    spec = NetworkSpec("binary", (1, 1, 1), (Flatten(), Dense(1)), class_names=("cat", "dog"))
    network = random_network(spec)
    (weight,) = network.weights["1.weight"].ravel().tolist()
    (bias,) = network.weights["1.bias"].tolist()

    cat, dog = probabilities(network, np.array([[2.0]])).tolist()

    assert dog == pytest.approx(1 / (1 + np.exp(-(2 * weight + bias))), rel=1e-6)
    assert cat + dog == pytest.approx(1)


def test_another_network_takes_over_and_everyone_hears_of_it() -> None:
    active = ActiveNetwork(None)
    heard = []
    active.subscribe(lambda: heard.append(active.network))
    network = random_network(SMALL)

    active.use(network)

    assert heard == [network]
