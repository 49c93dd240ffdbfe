"""Training runs by name: a network and all settings together, each with a sentence about what is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.nets.presets import BLINK, CNN, DENSE, FAST, KERAS_CONVNET, RECOGNISER, SIMPLE_CONVNET
from cnnstudio.training.comparisons import COMPARISONS
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.experiment import PLAIN, SIMPLE, Experiment

_STOPPED = replace(PLAIN, train_size=55_000, validation_size=5_000, batch_size=200, initialisation="xavier")

_ALL = (
    Experiment(
        "blink",
        text("98 % in a blink"),
        text("A small network reads 98 % of unseen digits after a second, in which it sees each picture once."),
        BLINK,
        TrainingConfig(train_size=11_040, batch_size=48, learning_rate=0.25, momentum=0.85, weight_decay=5e-4),
        11_040,
    ),
    Experiment(
        "fast",
        text("99 % in seconds"),
        text("From noise to 99 % in less time than it takes to say so: large steps that shrink to nothing."),
        FAST,
        TrainingConfig(
            train_size=36_000,
            batch_size=64,
            learning_rate=0.25,
            warm_up=0.3,
            weight_decay=5e-4,
            label_smoothing=0.1,
        ),
        12_000,
    ),
    Experiment(
        "t1",
        text("Simple convnet"),
        text("One convolution, 5 000 pictures, 20 epochs: about 96 % of 1 000 unseen digits."),
        SIMPLE_CONVNET,
        replace(SIMPLE, initialisation="small"),
        5_000,
    ),
    Experiment(
        "t2",
        text("Three convolutions"),
        text("32, 64 and 64 kernels of 3×3, all 60 000 pictures, 5 epochs with RMSprop: about 99 %."),
        KERAS_CONVNET,
        replace(
            PLAIN,
            train_size=60_000,
            validation_size=0,
            epochs=5,
            batch_size=64,
            optimizer="rmsprop",
            initialisation="xavier",
        ),
        3_000,
    ),
    Experiment(
        "t3-dense",
        text("Without convolution"),
        text("784 – 512 – 10 without any convolution, stopped when it gets no better: about 97.9 %."),
        DENSE,
        replace(
            PLAIN,
            train_size=55_000,
            validation_size=5_000,
            epochs=30,
            batch_size=200,
            initialisation="xavier",
            patience=5,
        ),
        20_000,
    ),
    Experiment(
        "t3-cnn",
        text("With convolution"),
        text("Two convolutions and dropout, stopped when it gets no better: about 99 %, a third of the errors left."),
        CNN,
        replace(
            PLAIN,
            train_size=55_000,
            validation_size=5_000,
            epochs=12,
            batch_size=200,
            initialisation="xavier",
            patience=3,
        ),
        1_200,
    ),
    Experiment(
        "t4",
        text("Overfitting"),
        text("1 000 pictures only: the training loss goes to 0 while the loss on unseen pictures rises again."),
        KERAS_CONVNET,
        replace(
            PLAIN,
            train_size=1_000,
            validation_size=2_000,
            epochs=30,
            batch_size=64,
            optimizer="rmsprop",
            initialisation="xavier",
        ),
        1_000,
    ),
    *COMPARISONS,
    Experiment(
        "recogniser",
        text("The reader of this app"),
        text("What reads your drawings: MNIST, varied, beside generated digits in the ways the world writes them."),
        RECOGNISER,
        TrainingConfig(epochs=10, rounds=3, written=120_000, is_augmented=True),
        8_000,
    ),
)

EXPERIMENTS: Mapping[str, Experiment] = MappingProxyType({experiment.name: experiment for experiment in _ALL})
"""All of them, by name."""


def experiment(name: str) -> Experiment:
    """Return the experiment of this name; raises `UserError` with the names there are."""
    if name not in EXPERIMENTS:
        names = ", ".join(EXPERIMENTS)
        raise UserError(text("There is no preset called {name}. Choose one of {names}.", name=name, names=names))
    return EXPERIMENTS[name]
