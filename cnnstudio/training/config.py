"""What a training run is made of, apart from the network and the pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingConfig:
    """Settings of stochastic gradient descent with Nesterov momentum.

    Attributes
    ----------
    epochs
        How often each picture is seen.
    batch_size
        Pictures a step.
    learning_rate
        Peak of the one-cycle schedule.
    momentum
        Share of the last step that the next one keeps.
    weight_decay
        Pull of the weights towards 0; biases and batch normalisation are left alone.
    label_smoothing
        Share of the target spread evenly over all classes.
    seed
        Where all chance comes from: the same seed on the same machine gives the same weights.

    """

    epochs: int = 1
    batch_size: int = 128
    learning_rate: float = 0.15
    momentum: float = 0.9
    weight_decay: float = 2e-4
    label_smoothing: float = 0.05
    seed: int = 0


def one_cycle(progress: float) -> float:
    """Return the share of the peak learning rate at `progress`, 0 … 1: a fifth of the way up, then down to 0.

    Smith and Topin 2018, "Super-convergence".
    """
    return min(progress / 0.2, (1 - progress) / 0.8)
