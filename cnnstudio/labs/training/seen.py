"""What is seen now and then in a training run, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import ByteArray
from cnnstudio.training.messages import LayerSizes


@dataclass(frozen=True, slots=True)
class Validation:
    """How well pictures kept back were read, after so many batches."""

    step: int
    loss: float
    accuracy: float
    is_whole: bool
    """Whether all of them were read, as after each epoch; else some."""


@dataclass(frozen=True, eq=False)
class TestReading:
    """What every picture of the test set was read as after an epoch."""

    epoch: int
    answers: ByteArray
    """(n,) classes, of the first n pictures of the test set."""
    shares: NDArray[np.float16]
    """(n,) the probability that each answer had."""


@dataclass(frozen=True, slots=True)
class LayerMoment:
    """How large the numbers of each layer were in one batch."""

    step: int
    layers: tuple[LayerSizes, ...]
