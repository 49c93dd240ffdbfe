"""What a training run says on its way."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.nets.network import Network


@dataclass(frozen=True)
class Started:
    """Before the first step: how much there is to do."""

    images: int
    validation_images: int
    epochs: int
    batches: int
    """Batches an epoch."""


@dataclass(frozen=True)
class BatchDone:
    """After each step. Epochs and batches are counted from 1; the accuracy is that of this batch, before the step."""

    epoch: int
    batch: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class EpochDone:
    """After each epoch: accuracy on pictures that were not trained with; None where there are none."""

    epoch: int
    validation_accuracy: float | None
    train_seconds: float


@dataclass(frozen=True, eq=False)
class Finished:
    """After the last epoch: the trained network, ready to be used, and how long the steps took."""

    network: Network
    train_seconds: float
    images_per_second: float


Message = Started | BatchDone | EpochDone | Finished
