from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnstudio.nets.folding import folded_network
from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import Network
from cnnstudio.nets.presets import NETWORK_PRESETS, RECOGNISER
from cnnstudio.nets.shapes import placed_layers
from cnnstudio.nets.spec import Activation, BatchNorm2d, Conv2d, Dense, Flatten, MaxPool2d, NetworkSpec, SpecError
from cnnstudio.nets.torch_network import build_module, load_weights, module_network, trained_network
from tests.nets.sample_networks import SPEC, random_network, random_pictures, random_specs


def torch_logits(network: Network, pictures: np.ndarray) -> np.ndarray:
    """Return what torch answers with the network's weights."""
    module = build_module(network.spec).eval()
    load_weights(module, network)
    with torch.no_grad():
        logits: np.ndarray = module(torch.from_numpy(pictures)).numpy()
    return logits


def assert_close(logits: np.ndarray, expected: np.ndarray) -> None:
    assert np.isfinite(expected).all()
    assert np.abs(logits - expected).max() <= 1e-5 * max(1, np.abs(expected).max())


def test_numpy_and_torch_agree_on_every_kind_of_layer() -> None:
    network, pictures = random_network(SPEC), random_pictures(SPEC, 5)

    expected = torch_logits(network, pictures)

    assert np.ptp(expected) > 0.1
    assert_close(forward(network, pictures)[-1].values, expected)
    assert_close(forward(folded_network(network), pictures)[-1].values, expected)


@settings(deadline=None, max_examples=150)
@given(spec=random_specs(), seed=st.integers(0, 2**32 - 1))
def test_numpy_and_torch_agree_on_any_layers_with_and_without_folding(spec: NetworkSpec, seed: int) -> None:
    try:
        placed_layers(spec)
    except SpecError:
        assume(False)
    network, pictures = random_network(spec, seed), random_pictures(spec, 3, seed)

    expected = torch_logits(network, pictures)

    assert_close(forward(network, pictures)[-1].values, expected)
    assert_close(forward(folded_network(network), pictures)[-1].values, expected)


@pytest.mark.parametrize(
    "spec", [s for s in NETWORK_PRESETS.values() if s.input_shape == (1, 28, 28)], ids=lambda spec: spec.name
)
def test_numpy_and_torch_agree_on_the_presets(spec: NetworkSpec) -> None:
    network, pictures = random_network(spec), random_pictures(spec)

    assert_close(forward(network, pictures)[-1].values, torch_logits(network, pictures))


def test_statistics_of_a_training_step_go_into_the_network() -> None:
    torch.manual_seed(0)
    module = build_module(RECOGNISER)
    pictures = torch.rand(4, 1, 28, 28)
    with torch.no_grad():
        module(pictures)  # gives batch normalisation its statistics
        expected = module.eval()(pictures).numpy()

    assert_close(forward(trained_network(RECOGNISER, module), pictures.numpy())[-1].values, expected)
    assert_close(forward(module_network(RECOGNISER, module), pictures.numpy())[-1].values, expected)


@pytest.mark.parametrize("spec", [SPEC, RECOGNISER], ids=lambda spec: spec.name)
def test_a_network_goes_into_a_module_and_comes_back_to_the_bit(spec: NetworkSpec) -> None:
    network = random_network(spec)
    module = build_module(spec)
    load_weights(module, network)

    again = module_network(spec, module, {"seed": 1})

    assert again.spec == spec
    assert again.record == {"seed": 1}
    assert again.weights.keys() == network.weights.keys()
    assert all(np.array_equal(again.weights[name], array) for name, array in network.weights.items())


def test_a_module_trained_on_keeps_nothing_in_common_with_the_network() -> None:
    module = build_module(RECOGNISER)
    network = module_network(RECOGNISER, module)
    before = network.weights["0.weight"].copy()

    with torch.no_grad():
        next(module.parameters()).add_(1)

    np.testing.assert_array_equal(network.weights["0.weight"], before)


def test_the_recogniser_is_shipped_with_plain_layers_only() -> None:
    network = trained_network(RECOGNISER, build_module(RECOGNISER), {"seed": 1})
    assert [layer.kind for layer in network.spec.layers].count("batch_norm2d") == 0
    assert [layer.kind for layer in network.spec.layers].count("dropout") == 0
    assert network.record == {"seed": 1}


def test_batch_normalisation_that_follows_no_convolution_stays() -> None:
    layers = (Conv2d(2, 3), MaxPool2d(2), BatchNorm2d(), Activation("relu"), Flatten(), Dense(10))
    network = random_network(NetworkSpec("pooled first", (1, 8, 8), layers))

    assert folded_network(network).spec == network.spec


def test_pooling_before_relu_is_the_same_function_with_less_work() -> None:
    spec = NetworkSpec("order", (1, 8, 8), (Conv2d(2, 3), Activation("relu"), MaxPool2d(2), Flatten(), Dense(10)))

    parts = [type(part).__name__ for part in build_module(spec)]

    assert parts == ["Conv2d", "MaxPool2d", "ReLU", "Flatten", "Linear"]
