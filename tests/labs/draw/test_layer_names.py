"""Every layer of a network has its name above its maps."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.texts import Translator
from cnnstudio.labs.draw.layer_maps import layer_title, map_groups
from cnnstudio.nets.inference import forward
from cnnstudio.nets.presets import BLINK, LENET5
from cnnstudio.nets.spec import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    NetworkSpec,
    Normalise,
    Parallel,
    Residual,
)
from tests.labs.training.fake_trainer import sample_network


@pytest.mark.parametrize(
    ("layer", "title"),
    [
        (Conv2d(3, 3), "Convolution 2"),
        (Dense(3), "Dense 2"),
        (BatchNorm2d(), "Batch norm"),
        (Activation("leaky_relu"), "Leaky ReLU"),
        (Activation("tanh"), "Tanh"),
        (MaxPool2d(2), "Max pool"),
        (AveragePool2d(2), "Average pool"),
        (GlobalAveragePool2d(), "Mean of each map"),
        (LocalResponseNorm(), "Local response norm"),
        (Normalise((0.1,), (0.3,)), "Normalised picture"),
        (Residual((Conv2d(3, 3),)), "Residual block 2"),
        (Parallel(((Conv2d(3, 3),), (Conv2d(2, 3),))), "Branches 2"),
    ],
)
def test_each_kind_of_layer_has_a_name(layer: LayerSpec, title: str) -> None:
    assert Translator("en")(layer_title(layer, 2)) == title


@pytest.mark.parametrize("spec", [BLINK, LENET5], ids=lambda spec: spec.name)
def test_no_layer_of_a_network_goes_by_its_number_alone(spec: NetworkSpec) -> None:
    network = sample_network(spec)
    outputs = forward(network, np.full((1, 1, 28, 28), 0.5, np.float32))
    titles = [group.title for group in map_groups(outputs, Translator("en"))]
    assert not any("Layer" in title for title in titles)
    assert titles[0] == "Convolution 1"
    assert ("Batch norm" in titles) == (spec is BLINK)
    assert ("Tanh" in titles) == (spec is LENET5)
