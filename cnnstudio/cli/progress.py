"""A line on the terminal that shows how far a run is."""

from __future__ import annotations

import math
from time import perf_counter
from typing import TextIO

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.training.messages import BatchDone, Started

_BLOCKS = 24
_PAUSE = 0.1
"""Seconds between two looks of the line."""


class ProgressLine:
    """Writes over itself on a terminal; elsewhere, in a file or a pipe, only whole lines are written."""

    def __init__(self, stream: TextIO, say: Translator) -> None:
        self._stream, self._say = stream, say
        self._is_terminal = stream.isatty()
        self._written = -math.inf
        self._length = 0
        self._started: Started | None = None

    def start(self, started: Started) -> None:
        """Hear how much there is to do."""
        self._started = started

    def show(self, done: BatchDone) -> None:
        """Show how far the run is, where there is a terminal to show it on."""
        now = perf_counter()
        if self._started is None or not self._is_terminal or now - self._written < _PAUSE:
            return
        self._written = now
        line = self._say(_sentence(self._started, done))
        self._stream.write("\r" + line.ljust(self._length))
        self._stream.flush()
        self._length = len(line)

    def say(self, sentence: Text) -> None:
        """Write a line that stays."""
        line = self._say(sentence)
        self._stream.write(("\r" + line.ljust(self._length) if self._length else line) + "\n")
        self._stream.flush()
        self._length = 0


def _sentence(started: Started, done: BatchDone) -> Text:
    total = started.epochs * started.batches
    count = (done.epoch - 1) * started.batches + done.batch
    filled = _BLOCKS * count // total
    per_batch = started.images / started.batches
    left = (total - count) * per_batch / done.images_per_second if done.images_per_second else 0.0
    return text(
        "{bar} epoch {epoch} of {epochs}, loss {loss}, {rate} pictures/s, {left} s left",
        bar="█" * filled + "░" * (_BLOCKS - filled),
        epoch=done.epoch,
        epochs=started.epochs,
        loss=f"{done.loss:.3f}",
        rate=grouped(round(done.images_per_second)),
        left=grouped(round(left)),
    )
