"""A trainer that says what it is told to say, and remembers what it was asked."""

from __future__ import annotations

import numpy as np

from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import weight_shapes
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.commands import Device
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import (
    BatchDetails,
    BatchDone,
    Checkpoint,
    EpochDone,
    Finished,
    LayerSizes,
    Message,
    Started,
    Stopped,
    TestDone,
    Validated,
)
from cnnstudio.training.watch import NOTHING, Watch


class FakeTrainer:
    """Answers at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.said: list[Message] = []
        self.last_words: tuple[Message, ...] = (Stopped(),)
        """What is said where a run is told to stop."""
        self.watch = NOTHING
        self.is_alive = self.is_ready = True
        self.devices: tuple[Device, ...] = (Device("cpu", "Fast One"),)

    def start(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        start: Network | None = None,
        watch: Watch = NOTHING,
        *,
        is_paused: bool = False,
    ) -> None:
        self.asked.append("start paused" if is_paused else "start")
        self.watch = watch

    def pause(self) -> None:
        self.asked.append("pause")

    def resume(self) -> None:
        self.asked.append("resume")

    def step(self, unit: str) -> None:
        self.asked.append(f"step {unit}")

    def stop(self) -> None:
        self.asked.append("stop")
        self.said += self.last_words

    def poll(self) -> tuple[Message, ...]:
        said, self.said = tuple(self.said), []
        return said

    def close(self) -> None:
        self.asked.append("close")


def sample_network(spec: NetworkSpec, seed: int = 0) -> Network:
    """Return a network with weights from nowhere."""
    rng = np.random.default_rng(seed)
    weights = {
        name: np.abs(rng.normal(0, 0.1, shape)).astype(np.float32) for name, shape in weight_shapes(spec).items()
    }
    return Network(spec, weights)


def started(epochs: int = 2, per_epoch: int = 10) -> Started:
    return Started(images=1000, validation_images=500, epochs=epochs, batches=per_epoch, device="cpu")


def batches(epoch: int, first: int, last: int) -> list[Message]:
    """Return batches whose loss falls as 2 / step of the epoch."""
    return [BatchDone(epoch, batch, 2 / batch, 1 - 1 / batch, 0.1, 5_000.0) for batch in range(first, last + 1)]


def epoch_of(spec: NetworkSpec, epoch: int, per_epoch: int = 10) -> list[Message]:
    """Return all that is said in an epoch."""
    half = per_epoch // 2
    layers = (LayerSizes(0, 0.5, 0.1), LayerSizes(1, 0.25, None))
    nothing = np.zeros(0, np.uint8)
    digits = np.random.default_rng(epoch).dirichlet(np.ones(10), 200).astype(np.float32)
    return [
        *batches(epoch, 1, half),
        BatchDetails(epoch, half, layers, np.zeros((0, 28, 28), np.uint8), nothing, nothing),
        Checkpoint(epoch, half, sample_network(spec, 2 * epoch - 1)),
        Validated(epoch, half, 0.6 / epoch, 0.5),
        *batches(epoch, half + 1, per_epoch),
        Checkpoint(epoch, per_epoch, sample_network(spec, 2 * epoch)),
        EpochDone(epoch, 0.5, 0.8, 0.4 / epoch, 0.7 + epoch / 10, 1.5 * epoch),
        TestDone(epoch, digits),
    ]


def finished(spec: NetworkSpec) -> Finished:
    return Finished(sample_network(spec, 9), 2, 3.0, 6_000.0)
