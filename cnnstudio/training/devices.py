"""What can compute here."""

from __future__ import annotations

import platform
from dataclasses import dataclass

import torch

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text


@dataclass(frozen=True)
class Device:
    """One of `config.DEVICES` that is here, and what its maker calls it."""

    id: str
    name: str


def find_devices() -> tuple[Device, ...]:
    """Return what is here, the processor first."""
    found = [Device("cpu", platform.processor() or platform.machine())]
    if torch.cuda.is_available():
        found.append(Device("cuda", torch.cuda.get_device_name()))
    if torch.backends.mps.is_available():
        found.append(Device("mps", "Apple GPU"))
    return tuple(found)


def open_device(name: str) -> torch.device:
    """Return the device; raises `UserError` where it is not here, with those that are."""
    here = [device.id for device in find_devices()]
    if name not in here:
        raise UserError(
            text("There is no {device} on this computer. Choose {others}.", device=name, others=", ".join(here))
        )
    return torch.device(name)
