"""What can compute here."""

from __future__ import annotations

import torch

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.training.commands import Device


def find_devices() -> tuple[Device, ...]:
    """Return what is here, the processor first."""
    found = [Device("cpu", "CPU")]
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
