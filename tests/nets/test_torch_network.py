import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnstudio.nets.inference import forward
from cnnstudio.nets.presets import RECOGNISER
from cnnstudio.nets.spec import Activation, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, MaxPool2d, NetworkSpec
from cnnstudio.nets.torch_network import build_module, load_weights, trained_network
from cnnstudio.ops.activations import ACTIVATIONS


@st.composite
def specs(draw: st.DrawFn) -> NetworkSpec:
    """Random convolutional networks with two stages and one hidden dense layer."""
    side, activations = draw(st.integers(14, 24)), st.sampled_from(sorted(ACTIVATIONS))
    stages = [
        layer
        for _ in range(2)
        for layer in (
            Conv2d(draw(st.integers(1, 5)), draw(st.integers(1, 3)), padding=draw(st.integers(0, 2))),
            BatchNorm2d(),
            Activation(draw(activations)),
            MaxPool2d(draw(st.integers(1, 2))),
        )
    ]
    head = (Flatten(), Dropout(0.5), Dense(draw(st.integers(1, 9))), Activation(draw(activations)), Dense(10))
    return NetworkSpec("random", (draw(st.integers(1, 3)), side, side), (*stages, *head))


@settings(deadline=None, max_examples=40)
@given(spec=specs(), seed=st.integers(0, 2**32 - 1))
def test_numpy_and_torch_agree_with_batch_normalisation_folded(spec: NetworkSpec, seed: int) -> None:
    torch.manual_seed(seed)
    module = build_module(spec)
    pictures = torch.rand(4, *spec.input_shape)
    with torch.no_grad():
        module(pictures)  # gives batch normalisation its statistics
        for part in module.modules():
            if isinstance(part, torch.nn.BatchNorm2d):
                part.weight.uniform_(-1, 1)  # a negative scale is folded like any other
                part.bias.uniform_(-1, 1)
        expected = module.eval()(pictures).numpy()
    logits = forward(trained_network(spec, module), pictures.numpy())[-1].values
    assert np.abs(logits - expected).max() < 1e-5 * max(1, np.abs(expected).max())


def test_a_network_goes_into_a_module_and_comes_back_the_same() -> None:
    network = trained_network(RECOGNISER, build_module(RECOGNISER))
    module = build_module(network.spec)
    load_weights(module, network)
    again = trained_network(network.spec, module)
    assert again.spec == network.spec
    assert all(np.array_equal(again.weights[name], array) for name, array in network.weights.items())


def test_the_recogniser_is_shipped_with_plain_layers_only() -> None:
    network = trained_network(RECOGNISER, build_module(RECOGNISER), {"seed": 1})
    assert [layer.kind for layer in network.spec.layers].count("batch_norm2d") == 0
    assert [layer.kind for layer in network.spec.layers].count("dropout") == 0
    assert network.record == {"seed": 1}


def test_batch_normalisation_that_follows_no_convolution_cannot_be_folded() -> None:
    spec = NetworkSpec("odd", (1, 8, 8), (Activation("relu"), BatchNorm2d(), Flatten(), Dense(10)))
    with pytest.raises(ValueError, match="layer 2"):
        trained_network(spec, build_module(spec))
