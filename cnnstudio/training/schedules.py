"""How large the steps are at each moment of a run: the learning rate is the configured one times these shares.

constant      1
step          f ^ ⌊t / e⌋             t: epochs done, e: `schedule_epochs`, f: `schedule_factor`
exponential   f ^ (t / e)
cosine        (1 + cos π p) / 2       p: share of the run done, 0 … 1
one-cycle     p / w up to w, then (1 − p) / (1 − w)      w: `warm_up`

All are told in batches, so that the steps change little by little where the schedule does.
"""

from __future__ import annotations

import math

from cnnstudio.training.config import TrainingConfig


def learning_rate_at(config: TrainingConfig, batch: int, per_epoch: int) -> float:
    """Return the learning rate of batch `batch` of the run, counted from 1, where an epoch has `per_epoch`."""
    return config.learning_rate * _share(config, batch, per_epoch)


def _share(config: TrainingConfig, batch: int, per_epoch: int) -> float:
    done = (batch - 1) / per_epoch
    match config.schedule:
        case "step":
            return math.pow(config.schedule_factor, math.floor(done / config.schedule_epochs))
        case "exponential":
            return math.pow(config.schedule_factor, done / config.schedule_epochs)
        case "cosine":
            return (1 + math.cos(math.pi * (batch - 1) / (config.epochs * per_epoch))) / 2
        case "one-cycle":
            return one_cycle(batch / (config.epochs * per_epoch + 1), config.warm_up)
        case _:
            return 1.0


def one_cycle(progress: float, warm_up: float = 0.2) -> float:
    """Return the share of the peak learning rate at `progress`, 0 … 1: up for the share `warm_up`, then down to 0.

    Smith and Topin 2018, "Super-convergence".
    """
    return min(progress / warm_up, (1 - progress) / (1 - warm_up))
