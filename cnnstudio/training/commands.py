"""What the app tells the process that trains."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import Message
from cnnstudio.training.watch import Watch


@dataclass(frozen=True, eq=False)
class Start:
    """Begin a run, in place of the one under way; a paused one waits before its first batch."""

    run: int
    """Its number, which all that it says carries."""
    spec: NetworkSpec
    config: TrainingConfig
    start: Network | None
    watch: Watch
    is_paused: bool


@dataclass(frozen=True)
class Pause:
    """Wait before the next batch."""


@dataclass(frozen=True)
class Resume:
    """Go on."""


@dataclass(frozen=True)
class Step:
    """Go on for one batch, or to the end of the epoch, and wait."""

    unit: str
    """A "batch" or an "epoch"."""


@dataclass(frozen=True)
class Stop:
    """End the run."""


Command = Start | Pause | Resume | Step | Stop


@dataclass(frozen=True)
class Device:
    """Something that can compute, one of `config.DEVICES`, and what its maker calls it."""

    id: str
    name: str


@dataclass(frozen=True)
class Ready:
    """The process has loaded all it needs; what can compute here."""

    devices: tuple[Device, ...]


@dataclass(frozen=True, eq=False)
class Said:
    """What a run has said since the last time."""

    run: int
    messages: tuple[Message, ...]


Answer = Ready | Said
