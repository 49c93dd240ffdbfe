from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.nets.inference import forward, probabilities
from cnnstudio.nets.network import ActiveNetwork, Network
from cnnstudio.nets.shapes import output_shapes, weight_shapes
from cnnstudio.nets.spec import BatchNorm2d, Conv2d, Dense, Dropout, Flatten, MaxPool2d, NetworkSpec

SPEC = NetworkSpec("small", (1, 28, 28), (Conv2d(2, 3), MaxPool2d(2), Flatten(), Dropout(0.5), Dense(10)))


def make_network(spec: NetworkSpec = SPEC) -> Network:
    rng = np.random.default_rng(0)
    return Network(spec, {name: rng.normal(size=s).astype(np.float32) for name, s in weight_shapes(spec).items()})


def test_every_layer_answers_in_its_shape() -> None:
    outputs = forward(make_network(), np.zeros((3, 1, 28, 28), np.float32))

    assert [output.values.shape[1:] for output in outputs] == list(output_shapes(SPEC))
    assert all(len(output.values) == 3 for output in outputs)


def test_probabilities_add_up_to_one_and_stay_float32() -> None:
    shares = probabilities(make_network(), np.random.default_rng(1).random((28, 28)))

    assert shares.shape == (10,)
    assert shares.dtype == np.float32
    assert shares.sum() == pytest.approx(1, abs=1e-6)


def test_a_layer_that_only_training_knows_is_refused() -> None:
    spec = NetworkSpec("raw", (1, 28, 28), (Conv2d(2, 3), BatchNorm2d(), Flatten(), Dense(10)))

    with pytest.raises(ValueError, match=r"layer 2 \(batch_norm2d\)"):
        forward(make_network(spec), np.zeros((1, 1, 28, 28), np.float32))


def test_another_network_takes_over_and_everyone_hears_of_it() -> None:
    active = ActiveNetwork(None)
    heard = []
    active.subscribe(lambda: heard.append(active.network))
    network = make_network()

    active.use(network)

    assert heard == [network]
