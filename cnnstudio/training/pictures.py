"""The pictures of a run: to learn from, to choose by, to test with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import text
from cnnstudio.data.augmentation import LightAffine
from cnnstudio.data.handwriting.samples import written_digits
from cnnstudio.data.mnist import MnistSplit, load_mnist
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.examples import Examples


@dataclass(frozen=True, eq=False)
class Pictures:
    """All that a run looks at.

    Attributes
    ----------
    training
        Sources to learn from, shuffled together; one that stands twice is seen twice an epoch.
    validation
        Not learned from: what an early stop goes by.
    test
        Looked at only to say how good the network is.

    """

    training: tuple[Examples, ...]
    validation: Examples | None = None
    test: Examples | None = None


def load_pictures(config: TrainingConfig) -> Pictures:
    """Read MNIST and choose from it; takes 1 s, and 0.6 ms a written digit."""
    return choose_pictures(config, load_mnist("train"), load_mnist("test"))


def choose_pictures(config: TrainingConfig, train: MnistSplit, test: MnistSplit) -> Pictures:
    """Choose by the seed which pictures are kept back and which are learned from; the test's are its first ones.

    Raises
    ------
    UserError
        If more are asked for than there are.

    """
    kept_back, learned = config.validation_size, config.train_size
    if kept_back + learned > len(train):
        most = len(train) - kept_back
        raise UserError(
            text(
                "There are {count} training pictures, and {kept} are kept back. Train with {most} at most.",
                count=grouped(len(train)),
                kept=grouped(kept_back),
                most=grouped(most),
            )
        )
    order = np.random.default_rng(config.seed).permutation(len(train))
    kept, used = order[:kept_back], order[kept_back : kept_back + learned]
    augmentation = LightAffine() if config.is_augmented else None
    sources = (Examples(train.images, train.labels, augmentation, used),) * config.rounds
    if config.written:
        sources += (Examples(*written_digits(config.written, np.random.default_rng([config.seed, 1]))),)
    validation = Examples(train.images[kept], train.labels[kept]) if kept_back else None
    return Pictures(sources, validation, Examples(test.images[: config.test_size], test.labels[: config.test_size]))
