"""Small networks with random weights, and a specimen, for the tests of the path lab."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import text
from cnnstudio.labs.path.model import PathModel
from cnnstudio.nets.network import ActiveNetwork, Network
from cnnstudio.nets.shapes import weight_shapes
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Dropout, Flatten, LayerSpec, MaxPool2d, NetworkSpec

TWO_BLOCKS: tuple[LayerSpec, ...] = (
    *(Conv2d(4, 5), Activation(), MaxPool2d(2)),
    *(Conv2d(6, 5), Activation(), MaxPool2d(2)),
    *(Flatten(), Dropout(0.5), Dense(12), Activation(), Dense(10)),
)
ONE_BLOCK: tuple[LayerSpec, ...] = (Conv2d(4, 3), Activation(), MaxPool2d(2), Flatten(), Dense(10))
CONVOLUTIONS_TOGETHER: tuple[LayerSpec, ...] = (
    *(Conv2d(3, 3), Conv2d(4, 3, stride=2), Activation(), MaxPool2d(2)),
    *(Flatten(), Dense(10)),
)
DENSE_ONLY: tuple[LayerSpec, ...] = (Flatten(), Dense(9), Activation(), Dense(10))
ONE_DENSE: tuple[LayerSpec, ...] = (Flatten(), Dense(10))
POOLED_FIRST: tuple[LayerSpec, ...] = (MaxPool2d(2), Conv2d(3, 3), Activation(), Flatten(), Dense(10))

ALL = {
    "two blocks": TWO_BLOCKS,
    "one block": ONE_BLOCK,
    "convolutions together": CONVOLUTIONS_TOGETHER,
    "dense only": DENSE_ONLY,
    "one dense layer": ONE_DENSE,
    "pooled first": POOLED_FIRST,
}


def random_network(layers: tuple[LayerSpec, ...] = TWO_BLOCKS, seed: int = 1) -> Network:
    """Return an untrained network."""
    spec = NetworkSpec("test", (1, 28, 28), layers)
    generator = np.random.default_rng(seed)
    weights = {
        name: (generator.standard_normal(shape) / max(1, int(np.prod(shape[1:]))) ** 0.5).astype(np.float32)
        for name, shape in weight_shapes(spec).items()
    }
    return Network(spec, weights)


def digit() -> FloatArray:
    """Return a picture of an L."""
    pixels = np.zeros((28, 28), np.float32)
    pixels[5:22, 9:12] = 1.0
    pixels[19:22, 9:20] = 0.6
    return pixels


def specimen_of(label: int | None = 4) -> Specimen:
    """Return a specimen that shows the L, said to be a digit."""
    specimen = Specimen()
    specimen.show(SpecimenPicture(text("Your drawing"), digit(), label))
    return specimen


def model_of(layers: tuple[LayerSpec, ...] = TWO_BLOCKS, label: int | None = 4, seed: int = 1) -> PathModel:
    """Return the lab's model with a random network and the L."""
    return PathModel(specimen_of(label), ActiveNetwork(random_network(layers, seed)))
