"""A training run that has a name: a network and all settings together, with a sentence about what is seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cnnstudio.core.texts import Text
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.config import TrainingConfig

_KEPT_BACK = 500
"""Of a demonstration: so many are read in a moment."""


@dataclass(frozen=True)
class Experiment:
    """A run that can be started by its name.

    Attributes
    ----------
    name
        What the command line calls it; those of one comparison begin alike, "t7-sgd" and "t7-adam".
    title
        What people call it.
    sentence
        What it shows.
    spec
        The network.
    config
        The settings.
    demo_size
        How many pictures it learns in a second or two.
    demo_tests
        How many pictures a demonstration is tested with: fewer where the network takes long to read them.

    """

    name: str
    title: Text
    sentence: Text
    spec: NetworkSpec
    config: TrainingConfig
    demo_size: int
    demo_tests: int = 10_000

    @property
    def demo(self) -> TrainingConfig:
        """The same settings for a demonstration that ends after at most three seconds: fewer pictures, one epoch."""
        changed = replace(
            self.config,
            train_size=min(self.demo_size, self.config.train_size),
            validation_size=min(_KEPT_BACK, self.demo_tests // 5),
            test_size=min(self.demo_tests, self.config.test_size),
        )
        return replace(changed, epochs=1, rounds=1, written=0, patience=None, is_augmented=False)

    def is_shortened(self, config: TrainingConfig) -> bool:
        """Return whether a run with these settings sees no more pictures than a demonstration."""
        return pictures_seen(config) <= pictures_seen(self.demo)


def pictures_seen(config: TrainingConfig) -> int:
    """Return how many pictures a run learns from, each counted as often as it is seen."""
    return config.epochs * (config.train_size * config.rounds + config.written)


PLAIN = TrainingConfig(
    optimizer="adam",
    learning_rate=0.001,
    schedule="constant",
    initialisation="he",
    weight_decay=0.0,
    label_smoothing=0.0,
)
"""What the documents' runs have in common: Adam at a constant rate."""

SIMPLE = replace(PLAIN, train_size=5_000, validation_size=1_000, test_size=1_000, epochs=20, batch_size=100)
