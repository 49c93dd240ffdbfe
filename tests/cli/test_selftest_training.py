"""The self-test's checks of training and of network files find what is broken.

That they pass where nothing is, with the process that really trains, is seen in `test_pictures`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.cli import selftest_training
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.presets import SIMPLE_CONVNET
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.training.messages import Checkpoint, Failed, Finished, Message
from tests.labs.training.fake_trainer import FakeTrainer, sample_network

FIRST = sample_network(SIMPLE_CONVNET)


def moved(by: float) -> Network:
    return replace(FIRST, weights={name: values + np.float32(by) for name, values in FIRST.weights.items()})


def one_step(by: float) -> list[Message]:
    """Return what a run says whose only step moves every weight that far."""
    return [Checkpoint(1, 0, FIRST), Finished(moved(by), 1, 0.01, 6_400.0)]


@pytest.fixture
def trainer(monkeypatch: pytest.MonkeyPatch) -> FakeTrainer:
    fake = FakeTrainer()
    monkeypatch.setattr(selftest_training, "Worker", lambda: fake)
    return fake


def test_a_first_step_of_adam_is_as_long_as_the_learning_rate(trainer: FakeTrainer) -> None:
    trainer.said = one_step(by=-0.001)
    assert "moved by 0.001" in selftest_training.check_training()
    assert trainer.asked == ["start", "close"]


def test_a_step_that_is_too_long_is_found(trainer: FakeTrainer) -> None:
    trainer.said = one_step(by=0.0011)
    with pytest.raises(ValueError, match=r"moved by 0\.0011 instead of 0\.001"):
        selftest_training.check_training()


def test_a_run_that_fails_gives_its_reason(trainer: FakeTrainer) -> None:
    trainer.said = [Failed(text("The disk {name} is full.", name="C"))]
    with pytest.raises(UserError, match="disk C is full"):
        selftest_training.check_training()
    assert trainer.asked[-1] == "close"


def test_a_process_that_dies_is_found(trainer: FakeTrainer) -> None:
    trainer.is_alive = False
    with pytest.raises(ValueError, match="ended by itself"):
        selftest_training.check_training()


def test_a_process_that_keeps_silent_is_not_waited_for_long(
    trainer: FakeTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selftest_training, "_PATIENCE", 0.0)
    with pytest.raises(ValueError, match="had not done one step"):
        selftest_training.check_training()
    assert trainer.asked[-1] == "close"


def test_a_network_is_saved_and_opened_and_a_damaged_one_refused() -> None:
    assert "with one bit flipped it is refused" in selftest_training.check_model_file()


@pytest.mark.parametrize(
    ("is_whole", "complaint"),
    [(True, "without a word"), (False, "not the one that was saved")],  # with True, even where a bit was flipped
)
def test_a_file_that_is_read_wrongly_is_found(
    monkeypatch: pytest.MonkeyPatch, complaint: str, *, is_whole: bool
) -> None:
    shipped = load_model(shipped_model_path())

    def read(path: Path) -> Network:
        return shipped if is_whole or path == shipped_model_path() else FIRST

    monkeypatch.setattr(selftest_training, "load_model", read)
    with pytest.raises(ValueError, match=complaint):
        selftest_training.check_model_file()
