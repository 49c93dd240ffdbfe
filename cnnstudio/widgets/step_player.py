"""Plays steps at a steady rate; where the screen is too slow it drops pictures, never the count."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from cnnstudio.core.steps import Steps

STEPS_PER_SECOND = 2.0
"""At speed 1, so that a class can follow each step."""

_FRAME = 16
"""Least time between two pictures, milliseconds."""

_LONGEST_LEAP = 2.0
"""Seconds that are caught up on at most: after a longer pause the play goes on from where it was."""


class StepPlayer(QObject):
    """Goes forward through steps until the last one.

    `clock` returns seconds; tests bring their own.

    Signals
    -------
    changed
        It started or stopped.
    """

    changed = Signal()

    def __init__(self, steps: Steps, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._steps, self._clock = steps, clock
        self._speed = 1.0
        self._shown_at = 0.0
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.advance)

    @property
    def is_playing(self) -> bool:
        """Whether it plays."""
        return self._timer.isActive()

    @property
    def speed(self) -> float:
        """How many times faster than `STEPS_PER_SECOND`."""
        return self._speed

    def set_speed(self, speed: float) -> None:
        """Play faster or slower from now on."""
        self._speed = speed
        self._timer.setInterval(max(_FRAME, round(1000 / self._rate)))

    def start(self) -> None:
        """Play from here; from the first step where the last one is shown."""
        if self._steps.position >= self._steps.count - 1:
            self._steps.go_to(0)
        self._shown_at = self._clock()
        self._timer.start(max(_FRAME, round(1000 / self._rate)))
        self.changed.emit()

    def stop(self) -> None:
        """Stay at the step that is shown."""
        if self.is_playing:
            self._timer.stop()
            self.changed.emit()

    def advance(self) -> None:
        """Go on by as many steps as the time since the last one stands for."""
        now = self._clock()
        waited = min(now - self._shown_at, _LONGEST_LEAP)
        # A timer may ring a little early: a step that is nearly due is due.
        due = int(waited * self._rate + 0.05)
        if due < 1:
            return
        self._shown_at = now - waited + due / self._rate
        self._steps.go_to(self._steps.position + due)
        if self._steps.position >= self._steps.count - 1:
            self.stop()

    @property
    def _rate(self) -> float:
        """Steps a second."""
        return STEPS_PER_SECOND * self._speed
