from __future__ import annotations

import json

import pytest

from cnnstudio.nets.shapes import output_shapes, weight_shapes
from cnnstudio.nets.spec import (
    Activation,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    LayerSpec,
    MaxPool2d,
    NetworkSpec,
)

BOOK = NetworkSpec(
    "simple-convnet",
    (1, 28, 28),
    (Conv2d(30, 5), Activation(), MaxPool2d(2), Flatten(), Dense(100), Activation(), Dense(10)),
)


def test_shapes_of_the_book_network() -> None:
    """Curriculum N1: 24 → 12, and 4320 inputs to the first dense layer."""
    shapes = output_shapes(BOOK)

    assert shapes[0] == (30, 24, 24)
    assert shapes[2] == (30, 12, 12)
    assert shapes[3] == (4320,)
    assert weight_shapes(BOOK)["4.weight"] == (100, 4320)


def test_a_network_survives_json() -> None:
    layers = (Conv2d(4, 3, stride=2, padding=1), BatchNorm2d(), *BOOK.layers[1:4], Dropout(0.25), Dense(10))
    spec = NetworkSpec("all kinds", (1, 28, 28), layers)

    assert NetworkSpec.from_json(json.loads(json.dumps(spec.to_json()))) == spec


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"kind": "magic"}, "layer 1 is of an unknown kind, 'magic'"),
        ({"kind": "conv2d", "filters": 3, "kernel_size": 3, "colour": 1}, "unknown settings: \\['colour'\\]"),
        ({"kind": "conv2d"}, "not a network description"),
        ("conv2d", "not a network description"),
        ({"kind": "conv2d", "filters": 3, "kernel_size": 3, "stride": 0}, "stride cannot be 0"),
        ({"kind": "dense", "units": "ten"}, "units cannot be 'ten'"),
        ({"kind": "max_pool2d", "size": 10**9}, "size cannot be 1000000000"),
    ],
)
def test_what_cannot_be_read_is_named(entry: object, complaint: str) -> None:
    data = BOOK.to_json() | {"layers": [entry]}

    with pytest.raises(ValueError, match=complaint):
        NetworkSpec.from_json(data)


@pytest.mark.parametrize(
    ("layers", "complaint"),
    [
        ((Conv2d(4, 29),), r"layer 1 \(conv2d\): a 29×29 kernel does not fit maps of 28×28"),
        ((Dense(10),), r"layer 1 \(dense\): a dense layer takes a row of numbers; flatten the maps first"),
        ((Flatten(), MaxPool2d(2)), r"layer 2 \(max_pool2d\): needs maps"),
        ((Flatten(), Dense(9)), r"the last layer gives \(9,\), the network has 10 classes"),
    ],
)
def test_layers_that_do_not_fit_are_named_with_the_reason(layers: tuple[LayerSpec, ...], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        output_shapes(NetworkSpec("misfit", (1, 28, 28), layers))
