"""What is done now and then, by the clock."""

from __future__ import annotations

from time import perf_counter

import numpy as np


class Interval:
    """Lasts so many seconds from `begin` on; before the first time it is over, without seconds it never is."""

    def __init__(self, seconds: float | None) -> None:
        self._seconds, self._began = seconds, -np.inf

    @property
    def is_over(self) -> bool:
        """Whether it is time."""
        return self._seconds is not None and perf_counter() - self._began >= self._seconds

    def begin(self) -> None:
        """Wait from now on."""
        self._began = perf_counter()
