"""Training runs by name: network, pictures and settings together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cnnstudio.data.augmentation import LightAffine
from cnnstudio.data.handwriting.samples import written_digits
from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.presets import RECOGNISER
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.examples import Examples

VALIDATION = 2_000
"""MNIST training pictures kept back to choose by."""


@dataclass(frozen=True)
class Preset:
    """A run that can be started by its name.

    Attributes
    ----------
    spec
        The network.
    config
        The settings, which a run may change.
    mnist
        How many MNIST training pictures are used.
    mnist_rounds
        How often each of these is seen an epoch, each time varied in another way.
    written
        How many digits the generator writes.
    augmentation
        How the MNIST pictures are varied.

    """

    spec: NetworkSpec
    config: TrainingConfig
    mnist: int
    mnist_rounds: int
    written: int
    augmentation: LightAffine


PRESETS: Mapping[str, Preset] = {
    "recogniser": Preset(
        spec=RECOGNISER,
        config=TrainingConfig(epochs=10),
        mnist=60_000 - VALIDATION,
        mnist_rounds=3,
        written=120_000,
        augmentation=LightAffine(),
    )
}


def load_examples(preset: Preset) -> tuple[tuple[Examples, ...], Examples]:
    """Return what the preset trains with, and the MNIST pictures kept back; takes 1 s and 0.6 ms a written digit."""
    mnist = load_mnist("train")
    order = np.random.default_rng(preset.config.seed).permutation(len(mnist))
    kept, used = order[:VALIDATION], order[VALIDATION : VALIDATION + preset.mnist]
    images, labels = written_digits(preset.written, np.random.default_rng([preset.config.seed, 1]))
    shown = Examples(mnist.images[used], mnist.labels[used], preset.augmentation)
    training = (shown,) * preset.mnist_rounds + (Examples(images, labels),)
    return training, Examples(mnist.images[kept], mnist.labels[kept])
