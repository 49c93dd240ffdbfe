"""The NumPy way back gives the gradients that torch gives, for any layers and for the shipped network."""

from __future__ import annotations

import numpy as np
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnstudio.nets.gradients import backward
from cnnstudio.nets.inference import forward
from cnnstudio.nets.shapes import placed_layers
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.nets.spec import NetworkSpec, SpecError
from cnnstudio.nets.torch_network import build_module, load_weights
from cnnstudio.ops.cross_entropy import cross_entropy_backward
from cnnstudio.ops.one_hot import one_hot
from tests.nets.sample_networks import random_network, random_pictures, random_specs


@settings(deadline=None, max_examples=40)
@given(spec=random_specs(), seed=st.integers(0, 2**32 - 1))
def test_all_gradients_of_any_layers_agree_with_torch(spec: NetworkSpec, seed: int) -> None:
    try:
        placed_layers(spec)
    except SpecError:
        assume(False)
    network, pictures = random_network(spec, seed, np.float64), random_pictures(spec, 2, seed, np.float64)
    outputs = forward(network, pictures)
    targets = one_hot([1, 3], 10)

    gradients = backward(network, outputs, pictures, cross_entropy_backward(outputs[-1].values, targets))

    module = build_module(spec).double().eval()
    load_weights(module, network)
    leaf = torch.from_numpy(pictures).requires_grad_()
    torch.nn.functional.cross_entropy(module(leaf), torch.from_numpy(targets), reduction="sum").backward()
    assert leaf.grad is not None
    assert gradients.at_input is not None
    np.testing.assert_allclose(gradients.at_input, leaf.grad.numpy(), rtol=0, atol=1e-8)
    assert gradients.weights.keys() == {name for name, _ in module.named_parameters()}
    for name, parameter in module.named_parameters():
        expected = np.zeros(parameter.shape) if parameter.grad is None else parameter.grad.numpy()
        scale = max(1, float(np.abs(expected).max()))
        np.testing.assert_allclose(gradients.weights[name], expected, rtol=0, atol=1e-8 * scale)


def test_all_gradients_of_the_shipped_network_agree_with_torch() -> None:
    network = shipped_network().network
    assert network is not None
    pictures = np.random.default_rng(0).random((8, 1, 28, 28)).astype(np.float32)
    targets = one_hot(np.arange(8), 10, np.float32)
    outputs = forward(network, pictures)
    gradients = backward(network, outputs, pictures, cross_entropy_backward(outputs[-1].values, targets))

    module = build_module(network.spec)
    load_weights(module, network)
    leaf = torch.from_numpy(pictures).requires_grad_()
    values, at_outputs = leaf, []
    for number in range(len(network.spec.layers)):  # in the order of the layers, which the module may have changed
        values = module.get_submodule(str(number))(values)
        values.retain_grad()
        at_outputs.append(values)
    torch.nn.functional.cross_entropy(values, torch.from_numpy(targets), reduction="sum").backward()

    for number, expected in enumerate(at_outputs):
        assert expected.grad is not None
        np.testing.assert_allclose(gradients.at_outputs[number], expected.grad.numpy(), rtol=0, atol=1e-5)
    for name, parameter in module.named_parameters():
        assert parameter.grad is not None
        scale = float(parameter.grad.abs().max())
        np.testing.assert_allclose(gradients.weights[name], parameter.grad.numpy(), rtol=0, atol=1e-5 * max(1, scale))
    assert leaf.grad is not None
    assert gradients.at_input is not None
    np.testing.assert_allclose(gradients.at_input, leaf.grad.numpy(), rtol=0, atol=1e-5)
    assert {array.dtype for array in gradients.weights.values()} == {np.dtype(np.float32)}
