"""The network that comes with the app."""

from __future__ import annotations

from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.resources import resource_path
from cnnstudio.core.texts import text
from cnnstudio.nets.network import ActiveNetwork


def shipped_model_path() -> Path:
    """Return where the shipped network lies."""
    return resource_path("models", "recogniser.safetensors")


def shipped_network(path: Path | None = None) -> ActiveNetwork:
    """Return the shipped network, or none with the reason where its file is missing or damaged."""
    active = ActiveNetwork()
    use_shipped_network(active, path)
    return active


def use_shipped_network(active: ActiveNetwork, path: Path | None = None) -> None:
    """Let the shipped network answer from now on, or say why it cannot."""
    from cnnstudio.nets.model_file import load_model  # late: the first window is painted without it

    try:
        active.use(load_model(path or shipped_model_path()))
    except UserError as error:
        active.give_up(text("{problem} Install CNN Studio again to get its network back.", problem=error.message))
