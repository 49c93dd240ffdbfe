from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from cnnstudio.nets.gradients import NetworkGradients, backward
from cnnstudio.nets.inference import forward
from cnnstudio.nets.network import Network, with_weight
from cnnstudio.nets.shapes import placed_layers, walk, weight_shapes
from cnnstudio.nets.spec import (
    Activation,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    LayerSpec,
    MaxPool2d,
    NetworkSpec,
)
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.cross_entropy import cross_entropy, cross_entropy_backward
from cnnstudio.ops.numerical_gradient import numerical_gradient, relative_difference
from cnnstudio.ops.one_hot import one_hot
from tests.nets.sample_networks import SPEC, random_network, random_pictures

LAYERS: tuple[LayerSpec, ...] = (
    Conv2d(2, 3, padding=1),
    Activation("leaky_relu"),
    MaxPool2d(2),
    Conv2d(3, 2, stride=2),
    Activation("tanh"),
    MaxPool2d(2, stride=1),
    Activation("identity"),
    Flatten(),
    Dropout(0.5),
    Dense(6),
    Activation("sigmoid"),
    Dense(5),
    Activation("relu"),
    Dense(4),
)
PLAIN = NetworkSpec("one of each plain kind", (2, 12, 10), LAYERS, class_names=tuple("abcd"))
TARGETS = one_hot([1, 3], 4)


def str_of(value: object) -> str:
    """Return what a case is called."""
    return value.name if isinstance(value, NetworkSpec) else str(value)


def loss_of(network: Network, pictures: np.ndarray) -> float:
    return float(cross_entropy(forward(network, pictures)[-1].values, TARGETS).sum())


def gradients_of(network: Network, pictures: np.ndarray, down_to: int = 0) -> NetworkGradients:
    outputs = forward(network, pictures)
    return backward(network, outputs, pictures, cross_entropy_backward(outputs[-1].values, TARGETS), down_to)


def exact(spec: NetworkSpec) -> tuple[Network, np.ndarray]:
    """Return a network and pictures in float64, so that nudges can be measured."""
    return random_network(spec, dtype=np.float64), random_pictures(spec, dtype=np.float64)


def after(network: Network, number: int) -> Network:
    """Return what follows on a layer as a network of its own."""
    weights = {}
    for name, array in network.weights.items():
        layer, _, kind = name.partition(".")
        weights[f"{int(layer) - number - 1}.{kind}"] = array
    return Network(replace(network.spec, layers=network.spec.layers[number + 1 :]), weights)


def test_the_networks_have_every_layer_there_is() -> None:
    kinds = {placed.layer.kind for spec in (PLAIN, SPEC) for placed in walk(placed_layers(spec))}
    functions = {layer.function for layer in LAYERS if isinstance(layer, Activation)}

    assert kinds == {layer.kind for layer in get_args(LayerSpec)}
    assert functions == set(ACTIVATIONS)


@pytest.mark.parametrize(
    ("spec", "number"), [(spec, n) for spec in (PLAIN, SPEC) for n in range(len(spec.layers))], ids=str_of
)
def test_the_gradient_at_every_layer_is_what_nudging_its_output_measures(spec: NetworkSpec, number: int) -> None:
    network, pictures = exact(spec)
    values = forward(network, pictures)[number].values
    rest = after(network, number)

    if rest.spec.layers:
        measured = numerical_gradient(lambda nudged: loss_of(rest, nudged), values)
    else:
        measured = numerical_gradient(lambda logits: float(cross_entropy(logits, TARGETS).sum()), values)

    computed = gradients_of(network, pictures).at_outputs[number]
    assert np.abs(computed).max() > 1e-5
    assert relative_difference(computed, measured) < 1e-6


@pytest.mark.parametrize(
    ("spec", "name"),
    [(spec, name) for spec in (PLAIN, SPEC) for name in weight_shapes(spec) if ".running_" not in name],
    ids=str_of,
)
def test_the_gradient_of_every_weight_is_what_nudging_it_measures(spec: NetworkSpec, name: str) -> None:
    network, pictures = exact(spec)

    def loss(nudged: np.ndarray) -> float:
        return loss_of(replace(network, weights={**network.weights, name: nudged}), pictures)

    computed = gradients_of(network, pictures).weights[name]
    assert np.abs(computed).max() > 1e-5
    assert relative_difference(computed, numerical_gradient(loss, network.weights[name])) < 1e-6


@pytest.mark.parametrize("spec", [PLAIN, SPEC], ids=str_of)
def test_the_gradient_of_the_picture_is_what_nudging_it_measures(spec: NetworkSpec) -> None:
    network, pictures = exact(spec)

    computed = gradients_of(network, pictures).at_input

    assert computed is not None
    assert relative_difference(computed, numerical_gradient(lambda x: loss_of(network, x), pictures)) < 1e-6


def test_one_step_down_the_gradient_of_one_kernel_cell_lowers_the_loss() -> None:
    network, pictures = exact(PLAIN)
    place = (1, 0, 2, 1)
    slope = gradients_of(network, pictures).weights["0.weight"][place]
    before = loss_of(network, pictures)

    stepped = with_weight(network, "0.weight", place, network.weights["0.weight"][place] - 1e-4 * slope)

    assert loss_of(stepped, pictures) - before == pytest.approx(-1e-4 * slope**2, rel=1e-2)


def test_the_way_back_can_end_at_a_layer() -> None:
    network, pictures = exact(PLAIN)

    whole, part = gradients_of(network, pictures), gradients_of(network, pictures, down_to=3)

    assert part.at_input is None
    assert sorted(part.at_outputs) == list(range(3, len(LAYERS)))
    assert part.weights.keys() == {name for name in whole.weights if not name.startswith("0.")}
    np.testing.assert_array_equal(part.weights["3.weight"], whole.weights["3.weight"])


def test_what_cannot_be_gone_back_through_is_refused() -> None:
    network, pictures = exact(PLAIN)
    outputs = forward(network, pictures)

    with pytest.raises(ValueError, match=r"the gradient is \(2, 3\), the logits are \(2, 4\)"):
        backward(network, outputs, pictures, np.ones((2, 3)))
    with pytest.raises(ValueError, match="there is no layer 14, they go from 0 to 13"):
        backward(network, outputs, pictures, np.ones((2, 4)), down_to=14)


def test_a_network_with_one_weight_changed_shares_all_the_others() -> None:
    network, _ = exact(PLAIN)

    changed = with_weight(network, "3.weight", (2, 1, 0, 1), 7.5)

    assert np.argwhere(changed.weights["3.weight"] != network.weights["3.weight"]).tolist() == [[2, 1, 0, 1]]
    assert changed.weights["3.weight"][2, 1, 0, 1] == 7.5
    assert all(changed.weights[name] is network.weights[name] for name in network.weights if name != "3.weight")
    with pytest.raises(IndexError, match="a place in 3.weight has 4 numbers, not 1"):
        with_weight(network, "3.weight", (2,), 7.5)
