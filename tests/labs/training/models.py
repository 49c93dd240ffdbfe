"""A training lab's model without what trains."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import text
from cnnstudio.data.mnist import MnistSplit
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.training.messages import Checkpoint
from tests.labs.training.fake_trainer import FakeTrainer, epoch_of, finished, sample_network, started


def small_model() -> tuple[TrainingModel, FakeTrainer]:
    """Return a model about to train the network of "blink", with an 8-like specimen and a small test set."""
    trainer, specimen = FakeTrainer(), Specimen()
    pixels = np.zeros((28, 28), np.float32)
    pixels[6:22, 10:18] = 1
    pixels[9:12, 13:15] = pixels[16:19, 13:15] = 0
    specimen.show(SpecimenPicture(text("Your drawing"), pixels))
    model = TrainingModel(specimen, ActiveNetwork(), trainer)
    model.choose_experiment("blink")
    rng = np.random.default_rng(0)
    images, labels = rng.integers(0, 256, (200, 28, 28), np.uint8), rng.integers(0, 10, 200, np.uint8)
    model.use_test_set(MnistSplit("test", images, labels))
    return model, trainer


def trained_model() -> tuple[TrainingModel, FakeTrainer]:
    """Return a model after a run of two epochs, ten batches each."""
    model, trainer = small_model()
    train(model)
    return model, trainer


def train(model: TrainingModel) -> None:
    """Let a whole run pass."""
    spec = model.params.spec
    model.start()
    model.take([started()])

    model.take([Checkpoint(1, 0, sample_network(spec))])
    for epoch in (1, 2):
        model.take(epoch_of(spec, epoch))
    model.take([finished(spec)])
