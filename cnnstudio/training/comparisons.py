"""Runs that differ in one setting: optimisers, first weights, schedules of the learning rate."""

from __future__ import annotations

from dataclasses import replace

from cnnstudio.core.texts import Text, text
from cnnstudio.nets.presets import SIMPLE_CONVNET
from cnnstudio.nets.spec import Activation, Dense, Flatten, NetworkSpec
from cnnstudio.training.experiment import SIMPLE, Experiment

_COMPARED = replace(SIMPLE, epochs=5, optimizer="sgd", learning_rate=0.01)

_DEEP = NetworkSpec(
    "five-layers",
    (1, 28, 28),
    (Flatten(), *(part for _ in range(5) for part in (Dense(100), Activation("relu"))), Dense(10)),
)
"""Saito, "Deep Learning from Scratch" (2016), section 6.2: what first weights do is seen in depth."""


def _optimizer(name: str, label: str, rate: float) -> Experiment:
    sentence = text(
        "The same network and first weights, moved by {optimizer} at a learning rate of {rate}: compare the curves.",
        optimizer=label,
        rate=rate,
    )
    config = replace(_COMPARED, optimizer=name, learning_rate=rate, initialisation="xavier")
    return Experiment(f"t7-{name}", text("Optimiser: {name}", name=label), sentence, SIMPLE_CONVNET, config, 5_000)


def _first_weights(name: str, label: Text) -> Experiment:
    sentence = text(
        "Five hidden layers that start from {weights}: compare how soon the loss falls, and the size of the gradients.",
        weights=label,
    )
    config = replace(_COMPARED, initialisation=name, train_size=20_000)
    return Experiment(f"t7-{name}", text("First weights: {name}", name=label), sentence, _DEEP, config, 20_000)


def _decay(name: str, label: Text) -> Experiment:
    sentence = text("The same steps, but {schedule}: compare where the loss ends.", schedule=label)
    config = replace(_COMPARED, optimizer="momentum", learning_rate=0.05, schedule=name, epochs=10, initialisation="he")
    return Experiment(f"t7-{name}", text("Learning rate: {name}", name=label), sentence, SIMPLE_CONVNET, config, 5_000)


COMPARISONS = (
    _first_weights("small", text("numbers near 0.01")),
    _first_weights("xavier", text("Xavier's numbers")),
    _first_weights("he", text("He's numbers")),
    _optimizer("sgd", "SGD", 0.01),
    _optimizer("momentum", "Momentum", 0.01),
    _optimizer("adagrad", "AdaGrad", 0.01),
    _optimizer("rmsprop", "RMSprop", 0.001),
    _optimizer("adam", "Adam", 0.001),
    _decay("constant", text("always as large")),
    _decay("step", text("halved after each epoch")),
    _decay("exponential", text("a little smaller each batch, half after an epoch")),
)
"""In the order in which they are best run."""
