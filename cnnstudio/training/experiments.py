"""Training runs by name: a network and all settings together, each with a sentence about what is seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.nets.presets import (
    BLINK,
    CNN,
    DENSE,
    FAST,
    KERAS_CONVNET,
    LENET5,
    NETWORK_PRESETS,
    RECOGNISER,
    SIMPLE_CONVNET,
)
from cnnstudio.training.comparisons import COMPARISONS
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.experiment import PLAIN, SIMPLE, Experiment

_STOPPED = replace(PLAIN, train_size=55_000, validation_size=5_000, batch_size=200, initialisation="xavier")

_QUICK = TrainingConfig(
    batch_size=64, initialisation="small", weight_decay=5e-4, label_smoothing=0.1, precision="mixed"
)
"""What lets a network read well after it has seen each picture once."""

_ALL = (
    Experiment(
        "blink",
        text("98 % in a blink"),
        text("A small network reads 98 % of unseen digits after a second, in which it sees each picture once."),
        BLINK,
        replace(_QUICK, train_size=10_240, learning_rate=0.4, momentum=0.8),
        10_240,
    ),
    Experiment(
        "fast",
        text("99 % in seconds"),
        text("From noise to 99 % in less time than it takes to say so: large steps that shrink to nothing."),
        FAST,
        replace(_QUICK, train_size=32_000, learning_rate=0.3, warm_up=0.3),
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
        demo_tests=2_000,
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
        1_000,
        demo_tests=500,
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
        demo_tests=2_000,
    ),
    Experiment(
        "lenet5",
        text("LeNet-5 of 1998"),
        text("The network that read bank cheques: three convolutions, tanh, means instead of the largest: about 98 %."),
        LENET5,
        replace(PLAIN, train_size=58_000, validation_size=2_000, epochs=5, batch_size=64, initialisation="xavier"),
        8_000,
    ),
    *COMPARISONS,
    Experiment(
        "recogniser",
        text("The reader of this app"),
        text("What reads your drawings: MNIST, varied, beside generated digits in the ways the world writes them."),
        RECOGNISER,
        TrainingConfig(epochs=10, rounds=3, written=120_000, is_augmented=True),
        6_500,
    ),
)

EXPERIMENTS: Mapping[str, Experiment] = MappingProxyType({experiment.name: experiment for experiment in _ALL})
"""All of them, by name."""


_BY_NETWORK: Mapping[str, str] = MappingProxyType(
    {SIMPLE_CONVNET.name: "t1", KERAS_CONVNET.name: "t2", DENSE.name: "t3-dense", CNN.name: "t3-cnn"}
)
"""Networks by whose name the document's experiment with them is meant, too."""


def experiment(name: str) -> Experiment:
    """Return the experiment of this name, or of the network of this name.

    Raises
    ------
    UserError
        Naming those there are; or saying that there are no pictures for the network to learn from.

    """
    known = EXPERIMENTS.get(_BY_NETWORK.get(name, name))
    if known is not None:
        return known
    if name in NETWORK_PRESETS:
        raise UserError(
            text(
                "{name} learns from photos, and the app has no photos to learn from. `cnnstudio summary {name}` shows "
                "its layers.",
                name=name,
            )
        )
    names = ", ".join(EXPERIMENTS)
    raise UserError(text("There is no preset called {name}. Choose one of {names}.", name=name, names=names))
