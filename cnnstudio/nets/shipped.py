"""The network that comes with the app."""

from __future__ import annotations

from pathlib import Path

from cnnstudio.core.errors import UserError
from cnnstudio.core.resources import resource_path
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import ActiveNetwork


def shipped_model_path() -> Path:
    """Return where the shipped network lies."""
    return resource_path("models", "recogniser.safetensors")


def shipped_network(path: Path | None = None) -> ActiveNetwork:
    """Return the shipped network, or none with the reason where its file is missing or damaged."""
    try:
        return ActiveNetwork(load_model(path or shipped_model_path()))
    except UserError as error:
        return ActiveNetwork(None, error.message)
