from __future__ import annotations

import pytest

from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.schedules import learning_rate_at, one_cycle


def rates(schedule: str, batches: list[int], **changes: float) -> list[float]:
    """Learning rates of batches of a run of 4 epochs, 10 batches each."""
    config = TrainingConfig(schedule=schedule, learning_rate=1.0, epochs=4, **changes)  # type: ignore[arg-type]
    return [learning_rate_at(config, batch, 10) for batch in batches]


def test_constant_stays() -> None:
    assert rates("constant", [1, 20, 40]) == [1, 1, 1]


def test_step_falls_after_whole_epochs() -> None:
    assert rates("step", [1, 10, 11, 20, 21]) == [1, 1, 0.5, 0.5, 0.25]
    assert rates("step", [20, 21], schedule_epochs=2, schedule_factor=0.1) == [1, 0.1]


def test_exponential_falls_a_little_each_batch() -> None:
    assert rates("exponential", [1, 6, 11, 31]) == pytest.approx([1, 0.5**0.5, 0.5, 0.125])


def test_cosine_ends_near_zero() -> None:
    assert rates("cosine", [1, 21]) == pytest.approx([1, 0.5])
    assert rates("cosine", [40])[0] < 0.01


def test_one_cycle_rises_to_the_peak_and_falls_to_zero() -> None:
    assert [one_cycle(progress) for progress in (0, 0.1, 0.2, 0.6, 1)] == pytest.approx([0, 0.5, 1, 0.5, 0])
    assert max(range(1, 41), key=lambda batch: rates("one-cycle", [batch], warm_up=0.5)[0]) in (20, 21)
