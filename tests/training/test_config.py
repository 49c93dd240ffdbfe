import pytest

from cnnstudio.training.config import one_cycle


def test_one_cycle_rises_to_the_peak_and_falls_to_zero() -> None:
    assert [one_cycle(progress) for progress in (0, 0.1, 0.2, 0.6, 1)] == pytest.approx([0, 0.5, 1, 0.5, 0])
