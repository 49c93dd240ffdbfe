"""What `cnnstudio selftest` checks of training: one step in the process that trains, and the file of a network."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import monotonic, sleep

import numpy as np

from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.nets.model_file import load_model, save_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.presets import SIMPLE_CONVNET
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.messages import Checkpoint, Failed, Finished, Message
from cnnstudio.training.watch import Watch
from cnnstudio.training.worker import Worker

_RATE = 0.001
_ONE_STEP = TrainingConfig(
    train_size=64,
    validation_size=0,
    test_size=1,
    batch_size=64,
    optimizer="adam",
    learning_rate=_RATE,
    schedule="constant",
    weight_decay=0.0,
)
_PATIENCE = 60.0
"""Seconds that loading torch and one step may take on a slow machine."""


def check_training() -> str:
    """Let the process that trains take one step with Adam: m̂ / √ĥ is ±1 in it, so each weight moves by the rate."""
    worker = Worker()
    try:
        worker.start(SIMPLE_CONVNET, _ONE_STEP, watch=Watch(checkpoints=1))
        said = _wait_for_the_end(worker)
    finally:
        worker.close()
    first = next(message.network for message in said if isinstance(message, Checkpoint))
    last = next(message.network for message in said if isinstance(message, Finished))
    moves = {name: float(np.abs(values - first.weights[name]).max()) for name, values in last.weights.items()}
    for name, move in moves.items():
        if not abs(move - _RATE) <= 0.01 * _RATE:
            raise ValueError(f"{name} moved by {move:g} instead of {_RATE:g}")
    return f"a process of its own took one step with Adam: weights moved by {max(moves.values()):.6f} = learning rate"


def check_model_file() -> str:
    """Save a network and open it again: all is as it was; with one bit flipped it is refused."""
    network = load_model(shipped_model_path())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.safetensors"
        save_model(network, path)
        size = path.stat().st_size
        if not _are_equal(network, load_model(path)):
            raise ValueError("the network that was opened is not the one that was saved")
        damaged = bytearray(path.read_bytes())
        damaged[-1] ^= 1  # the last bit of the weights
        path.write_bytes(damaged)
        try:
            load_model(path)
        except UserError:
            what = f"{network.spec.name} saved ({grouped(size)} bytes) and opened again"
            return f"{what}; with one bit flipped it is refused"
    raise ValueError("a damaged file was opened without a word")


def _wait_for_the_end(worker: Worker) -> list[Message]:
    """Return all that a run says; raise where it fails, or says nothing for long."""
    said: list[Message] = []
    end = monotonic() + _PATIENCE
    while not any(isinstance(message, Finished) for message in said):
        said += worker.poll()
        for message in said:
            if isinstance(message, Failed):
                raise UserError(message.reason)
        if not worker.is_alive:
            raise ValueError("the process that trains has ended by itself")
        if monotonic() > end:
            raise ValueError(f"the process that trains had not done one step after {_PATIENCE:.0f} s")
        sleep(0.01)
    return said


def _are_equal(network: Network, other: Network) -> bool:
    """Return whether layers, preparation, record and every weight are the same."""
    described = (network.spec, network.preprocessing, network.record)
    return (
        described == (other.spec, other.preprocessing, other.record)
        and network.weights.keys() == other.weights.keys()
        and all(np.array_equal(values, other.weights[name]) for name, values in network.weights.items())
    )
