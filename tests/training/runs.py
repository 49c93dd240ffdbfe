"""Small runs to test with: a network of 2 000 weights learns to tell which half of a noisy picture is brighter."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import numpy as np

from cnnstudio.nets.spec import Activation, BatchNorm2d, Conv2d, Dense, Dropout, Flatten, MaxPool2d, NetworkSpec
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.examples import Examples
from cnnstudio.training.messages import Finished, Message
from cnnstudio.training.pictures import Pictures
from cnnstudio.training.trainer import train

Kind = TypeVar("Kind")

SPEC = NetworkSpec(
    "tiny",
    (1, 8, 8),
    (
        Conv2d(4, 3, bias=False),
        BatchNorm2d(),
        Activation("relu"),
        MaxPool2d(2),
        Flatten(),
        Dropout(0.1),
        Dense(8),
        Activation("relu"),
        Dense(2),
    ),
    ("left", "right"),
)

CONFIG = TrainingConfig(epochs=3, batch_size=20, learning_rate=0.1, seed=4)


def halves(count: int, seed: int) -> Examples:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 2, count).astype(np.uint8)
    images = rng.integers(0, 120, (count, 8, 8))
    for side in (0, 1):
        images[labels == side, :, 4 * side : 4 * side + 4] += 60
    return Examples(images.astype(np.uint8), labels)


def pictures(count: int = 410) -> Pictures:
    return Pictures((halves(count, 0),), halves(100, 1), halves(60, 2))


def run(config: TrainingConfig = CONFIG, spec: NetworkSpec = SPEC, **changes: object) -> list[Message]:
    return list(train(spec, replace(config, **changes), pictures()))  # type: ignore[arg-type]


def finished(messages: list[Message]) -> Finished:
    last = messages[-1]
    assert isinstance(last, Finished)
    return last


def of(messages: list[Message], kind: type[Kind]) -> list[Kind]:
    return [message for message in messages if isinstance(message, kind)]
