"""Networks by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.nets.spec import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    LayerSpec,
    MaxPool2d,
    NetworkSpec,
)

_MNIST = (1, 28, 28)

SIMPLE_CONVNET = NetworkSpec(
    "simple-convnet",
    _MNIST,
    (
        Conv2d(30, 5),  # → 30 maps of 24 × 24
        Activation("relu"),
        MaxPool2d(2),  # → 12 × 12
        Flatten(),  # → 4320 numbers
        Dense(100),
        Activation("relu"),
        Dense(10),
    ),
)
"""Saito, "Deep Learning from Scratch" (2016), section 7.5."""

KERAS_CONVNET = NetworkSpec(
    "keras-convnet",
    _MNIST,
    (
        Conv2d(32, 3),  # → 32 maps of 26 × 26
        Activation("relu"),
        MaxPool2d(2),  # → 13 × 13
        Conv2d(64, 3),  # → 64 maps of 11 × 11
        Activation("relu"),
        MaxPool2d(2),  # → 5 × 5
        Conv2d(64, 3),  # → 3 × 3
        Activation("relu"),
        Flatten(),
        Dense(64),
        Activation("relu"),
        Dense(10),
    ),
)
"""Chollet, "Deep Learning with Python" (2017), section 5.1: 93 322 parameters."""

DENSE = NetworkSpec("dense", _MNIST, (Flatten(), Dense(512), Activation("relu"), Dense(10)))
"""No convolution at all: 784 – 512 – 10, 407 050 parameters."""

CNN = NetworkSpec(
    "cnn",
    _MNIST,
    (
        Conv2d(32, 3),  # → 32 maps of 26 × 26
        Activation("relu"),
        Conv2d(64, 3),  # → 64 maps of 24 × 24
        Activation("relu"),
        MaxPool2d(2),  # → 12 × 12
        Dropout(0.25),
        Flatten(),
        Dense(128),
        Activation("relu"),
        Dropout(0.5),
        Dense(10),
    ),
)
"""What is set against `DENSE`: 1 199 882 parameters."""


def _cats_dogs(name: str, before_dense: tuple[LayerSpec, ...] = ()) -> NetworkSpec:
    """Return Chollet's network for two kinds of photo, 3 453 121 parameters, section 5.2 of his book."""
    stages: tuple[LayerSpec, ...] = ()
    for filters in (32, 64, 128, 128):  # → 148 74, 72 36, 34 17, 15 7
        stages += (Conv2d(filters, 3), Activation("relu"), MaxPool2d(2))
    head = (Flatten(), *before_dense, Dense(512), Activation("relu"), Dense(1))
    return NetworkSpec(name, (3, 150, 150), (*stages, *head), ("cat", "dog"))


CATS_DOGS = _cats_dogs("cats-dogs")
"""Without dropout, to see it overfit."""

CATS_DOGS_DROPOUT = _cats_dogs("cats-dogs-dropout", (Dropout(0.5),))
"""The same with dropout."""

LENET5 = NetworkSpec(
    "lenet5",
    _MNIST,
    (
        Conv2d(6, 5, padding=2),  # → 6 maps of 28 × 28
        Activation("tanh"),
        AveragePool2d(2),  # → 14 × 14
        Conv2d(16, 5),  # → 16 maps of 10 × 10
        Activation("tanh"),
        AveragePool2d(2),  # → 5 × 5
        Conv2d(120, 5),  # → 120 maps of one cell
        Activation("tanh"),
        Flatten(),
        Dense(84),
        Activation("tanh"),
        Dense(10),
    ),
)
"""LeCun, Bottou, Bengio, Haffner (1998), as it is built today: every map of the second convolution looks at all six
maps before it, pooling has no weights, and a dense layer stands where distances to templates were: 61 706 parameters.
"""

RECOGNISER = NetworkSpec(
    "recogniser",
    _MNIST,
    (
        Conv2d(16, 5),  # → 16 maps of 24 × 24
        BatchNorm2d(),
        Activation("relu"),
        MaxPool2d(2),  # → 12 × 12
        Conv2d(48, 5),  # → 48 maps of 8 × 8
        BatchNorm2d(),
        Activation("relu"),
        MaxPool2d(2),  # → 4 × 4
        Flatten(),
        Dropout(0.2),
        Dense(128),
        Activation("relu"),
        Dense(10),
    ),
)
"""The network that comes with the app, as it is trained; shipped without batch normalisation and dropout."""


def _quick(name: str, first: int, second: int, third: int) -> NetworkSpec:
    """Return a network that learns MNIST in seconds.

    Its first kernels take steps of two cells, so that all that follows has a quarter of the work; each convolution's
    bias is left to the batch normalisation behind it.
    """
    layers = (
        Conv2d(first, 5, stride=2, bias=False),  # → 12 × 12
        BatchNorm2d(),
        Activation("relu"),
        Conv2d(second, 3, bias=False),  # → 10 × 10
        MaxPool2d(2),  # → 5 × 5
        BatchNorm2d(),
        Activation("relu"),
        Conv2d(third, 3, bias=False),  # → 3 × 3
        BatchNorm2d(),
        Activation("relu"),
        Flatten(),
        Dense(10),
    )
    return NetworkSpec(name, _MNIST, layers)


FAST = _quick("fast", 16, 32, 64)
"""Reads 99 % of MNIST's test digits after seconds of training."""

BLINK = _quick("blink", 12, 16, 48)
"""Reads 98 % of them after less than a second."""

NETWORK_PRESETS: Mapping[str, NetworkSpec] = MappingProxyType(
    {
        spec.name: spec
        for spec in (
            BLINK,
            FAST,
            SIMPLE_CONVNET,
            KERAS_CONVNET,
            DENSE,
            CNN,
            LENET5,
            RECOGNISER,
            CATS_DOGS,
            CATS_DOGS_DROPOUT,
        )
    }
)
"""All of them, by name."""


def network_preset(name: str) -> NetworkSpec:
    """Return the network of this name; raises `UserError` with the names there are."""
    if name not in NETWORK_PRESETS:
        names = ", ".join(NETWORK_PRESETS)
        raise UserError(text("There is no network called {name}. Choose one of {names}.", name=name, names=names))
    return NETWORK_PRESETS[name]
