"""What was read as what: the confusion matrix of a test, and the pictures of its cells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import ByteArray
from cnnstudio.labs.training.run import Run
from cnnstudio.labs.training.seen import TestReading


def confusion(answers: ByteArray, labels: ByteArray, classes: int) -> NDArray[np.int64]:
    """Return how often each class was read as each: (true class, answer).

    >>> confusion(np.array([1, 1, 0], np.uint8), np.array([1, 0, 0], np.uint8), 2).tolist()
    [[1, 1], [0, 1]]
    """
    places = labels.astype(np.int64) * classes + answers
    return np.bincount(places, minlength=classes * classes).reshape(classes, classes)


class Readings:
    """Counts the answers of a test, once for each test."""

    def __init__(self) -> None:
        self._counted: tuple[TestReading, NDArray[np.int64]] | None = None

    def confusion(self, run: Run | None, moment: int | None) -> NDArray[np.int64] | None:
        """Return (K, K) counts of the run's last test up to a moment; None where nobody knows."""
        test = run.test_at(moment) if run else None
        if run is None or test is None or run.labels is None:
            return None
        if self._counted is None or self._counted[0] is not test:
            labels = run.labels[: len(test.answers)]
            self._counted = test, confusion(test.answers, labels, max(2, len(run.spec.class_names)))
        return self._counted[1]


def tested_epoch(run: Run | None, moment: int | None) -> int | None:
    """Return after which epoch a run was tested last, up to a moment; 0 is before the first batch."""
    test = run.test_at(moment) if run else None
    return None if run is None or test is None or run.labels is None else test.epoch


def pictures_of(run: Run | None, moment: int | None, true_class: int, answer: int) -> tuple[int, ...]:
    """Return the test pictures of a cell of the confusion matrix, the surest answers first."""
    test = run.test_at(moment) if run else None
    if run is None or test is None or run.labels is None:
        return ()
    labels = run.labels[: len(test.answers)]
    found = np.flatnonzero((labels == true_class) & (test.answers == answer))
    return tuple(int(place) for place in found[np.argsort(-test.shares[found], kind="stable")])
