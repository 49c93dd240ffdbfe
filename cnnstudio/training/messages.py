"""What a training run says on its way: frozen, and small enough to be sent from one process to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.texts import Text, Translator
from cnnstudio.nets.network import Network


@dataclass(frozen=True)
class Preparing:
    """While pictures are read or written, before anything else."""

    event: ClassVar[str] = "preparing"
    written: int
    """How many digits the generator writes, which takes 0.6 ms each."""


@dataclass(frozen=True)
class Started:
    """Before the first step: how much there is to do, and what does it."""

    event: ClassVar[str] = "started"
    images: int
    validation_images: int
    epochs: int
    batches: int
    """Batches an epoch."""
    device: str


@dataclass(frozen=True)
class BatchAhead:
    """Before each batch: the moment to wait or to stop, which stays within its process."""

    event: ClassVar[str] = "ahead"
    epoch: int
    batch: int
    """Within its epoch, from 1."""
    checkpoint: Callable[[], Checkpoint] | None = field(default=None, compare=False)
    """Makes a checkpoint of the weights as they are; None where nobody looks at any."""


@dataclass(frozen=True)
class Reading(BatchAhead):
    """Before the first batch of an epoch, while many pictures are being read: a moment to stop, but not to wait."""


@dataclass(frozen=True)
class BatchDone:
    """After each step. Epochs and batches are counted from 1; loss and accuracy are those of before the step."""

    event: ClassVar[str] = "batch"
    epoch: int
    batch: int
    """Within its epoch."""
    loss: float
    accuracy: float
    learning_rate: float
    images_per_second: float
    """Of training alone, over the last batches."""


@dataclass(frozen=True)
class Validated:
    """In the middle of an epoch: how well some of the pictures kept back are read."""

    event: ClassVar[str] = "validation"
    epoch: int
    batch: int
    loss: float
    accuracy: float


@dataclass(frozen=True)
class EpochDone:
    """After each epoch; what concerns the pictures kept back is None where there are none."""

    event: ClassVar[str] = "epoch"
    epoch: int
    loss: float
    """Mean over the epoch's batches, each as it was before its step."""
    accuracy: float
    validation_loss: float | None
    validation_accuracy: float | None
    train_seconds: float
    """Since the start, training alone."""


@dataclass(frozen=True, slots=True)
class LayerSizes:
    """How large the numbers of a layer are: the root of the mean square.

    `gradient` is that of the loss with respect to the layer's weights; None for a layer without weights.
    """

    number: int
    """From 0, as in the network's spec."""
    activation: float
    gradient: float | None


@dataclass(frozen=True, eq=False)
class BatchDetails:
    """Now and then, about the batch that has just been learned, as it was read before the step."""

    event: ClassVar[str] = "details"
    epoch: int
    batch: int
    layers: tuple[LayerSizes, ...]
    pictures: ByteArray
    """(n, H, W), the first of those that were misread; 0 = paper, 255 = ink."""
    labels: ByteArray
    """(n,), what they show."""
    answers: ByteArray
    """(n,), what they were read as."""


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """The weights at one moment, to come back to: the first before the first step."""

    event: ClassVar[str] = "checkpoint"
    epoch: int
    batch: int
    """Within its epoch; 0 before the first step."""
    network: Network
    is_passing: bool = False
    """Whether it is only to be looked at until the next one comes."""


@dataclass(frozen=True, eq=False)
class TestDone:
    """After each epoch, 1, 2 …: what every picture of the test set was read as; before the first, 0, only some."""

    event: ClassVar[str] = "test"
    __test__: ClassVar[bool] = False  # for pytest, which takes the name for a test's
    epoch: int
    probabilities: FloatArray
    """(n, K) float32, of the first n test pictures."""


@dataclass(frozen=True, eq=False)
class Finished:
    """After the last epoch: the trained network, as it is trained, and how long the steps took."""

    event: ClassVar[str] = "finished"
    network: Network
    epoch: int
    """The epoch whose weights these are."""
    train_seconds: float
    images_per_second: float


@dataclass(frozen=True)
class Failed:
    """Instead of going on: what went wrong, and what to try."""

    event: ClassVar[str] = "failed"
    reason: Text


@dataclass(frozen=True)
class Stopped:
    """Where a run was told to stop: nothing more comes of it. The weights as they were have been told before."""

    event: ClassVar[str] = "stopped"


Last = Finished | Failed | Stopped
"""With one of these each run ends."""

Message = (
    Preparing | Started | BatchAhead | BatchDone | Validated | EpochDone | BatchDetails | Checkpoint | TestDone | Last
)


def message_json(message: Message) -> dict[str, Any]:
    """Return a message as plain JSON values, without its networks and arrays."""
    values: dict[str, Any] = {"event": message.event}
    for entry in fields(message):
        value = getattr(message, entry.name)
        if isinstance(value, Text):
            values[entry.name] = Translator("en")(value)
        elif not isinstance(value, Network | np.ndarray | tuple):
            values[entry.name] = value
    return values
