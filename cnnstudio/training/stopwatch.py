"""The time that training alone takes: no reading of pictures, no testing, no pause."""

from __future__ import annotations

from collections import deque
from time import perf_counter

_RECENT = 20
"""Batches that the rate of the moment is the mean of."""


class Stopwatch:
    """Adds up the time between each start and the stop after it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        """Of all batches so far."""
        self._started = 0.0
        self._recent: deque[tuple[float, int]] = deque(maxlen=_RECENT)

    def start(self) -> None:
        """Begin a batch."""
        self._started = perf_counter()

    def stop(self, images: int) -> None:
        """End a batch of so many images."""
        taken = perf_counter() - self._started
        self.seconds += taken
        self._recent.append((taken, images))

    @property
    def images_per_second(self) -> float:
        """Over the last batches."""
        seconds = sum(taken for taken, _ in self._recent)
        return sum(images for _, images in self._recent) / seconds if seconds else 0.0
