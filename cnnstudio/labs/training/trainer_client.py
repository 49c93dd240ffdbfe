"""Who trains, as the lab knows it: somewhere else, told what to do, and asked now and then what there is to tell."""

from __future__ import annotations

from typing import Protocol

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.commands import Device
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import Message
from cnnstudio.training.watch import Watch


class Trainer(Protocol):
    """Trains one network at a time; none of these waits for it.

    Attributes
    ----------
    devices
        What can compute here; none until that is known.

    """

    devices: tuple[Device, ...]

    def start(
        self,
        spec: NetworkSpec,
        config: TrainingConfig,
        start: Network | None = None,
        watch: Watch = ...,
        *,
        is_paused: bool = False,
    ) -> None:
        """Begin a run, in place of the one under way; a paused one waits before its first batch."""
        ...

    def pause(self) -> None:
        """Stop after the batch under way, until told to go on."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    def step(self, unit: str) -> None:
        """Go on for one "batch", or to the end of the "epoch", and pause."""
        ...

    def stop(self) -> None:
        """End the run after the batch under way; it still says its last weights, and then `Stopped`."""
        ...

    def poll(self) -> tuple[Message, ...]:
        """Return what the run of the moment has said since the last time, at once."""
        ...

    @property
    def is_ready(self) -> bool:
        """Whether a run would start at once."""
        ...

    @property
    def is_alive(self) -> bool:
        """Whether what trains is there."""
        ...

    def close(self) -> None:
        """End everything; called before the app ends."""
        ...
