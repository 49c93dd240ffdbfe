from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.training.running_mean import RunningMean

VALUES: FloatArray = np.random.default_rng(0).normal(2, 0.5, 200).astype(np.float32)


def mean_at(place: int, span: float) -> float:
    """Return the mean by its formula."""
    weights = ((span - 1) / (span + 1)) ** np.arange(place, -1, -1)
    return float(np.average(VALUES[: place + 1], weights=weights))


@pytest.mark.parametrize("place", [0, 1, 5, 199])
def test_it_is_the_mean_of_all_so_far_in_which_old_ones_count_less(place: int) -> None:
    (means,) = RunningMean().follow([VALUES], 10)
    assert means[place] == pytest.approx(mean_at(place, 10), rel=1e-6)


def test_the_beginning_does_not_lag() -> None:
    falling = (2.3 * 0.8 ** np.arange(30)).astype(np.float32)
    (means,) = RunningMean().follow([falling], 10)
    assert means[0] == falling[0]
    assert (means[:4] > falling[:4] - 1e-6).all()
    assert means[3] - falling[3] < 0.5, "a plain mean from 0, or one that sticks to the first number, is farther off"


def test_what_is_there_stays_while_more_comes() -> None:
    growing = RunningMean()
    parts = [growing.follow([VALUES[:count], -VALUES[:count]], 7) for count in (0, 1, 50, 50, 120, 200)]
    (whole,) = RunningMean().follow([VALUES], 7)
    for losses, accuracies in parts:
        assert np.array_equal(losses, whole[: len(losses)])
        assert np.array_equal(accuracies, -losses)


def test_other_numbers_begin_anew() -> None:
    growing = RunningMean()
    growing.follow([VALUES], 8)
    pairs = VALUES.reshape(-1, 2).mean(axis=1)  # as a long run keeps them
    assert np.array_equal(growing.follow([pairs], 4)[0], RunningMean().follow([pairs], 4)[0])


def test_over_one_number_it_is_that_number() -> None:
    for span in (1, 0.5):
        assert np.array_equal(RunningMean().follow([VALUES], span)[0], VALUES)
