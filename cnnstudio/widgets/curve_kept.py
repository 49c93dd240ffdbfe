"""The older part of growing curves, kept as a picture: only what is new is drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtGui import QPainter, QPixmap

from cnnstudio.widgets.curve_parts import Trace
from cnnstudio.widgets.curve_traces import CurveTraces

_PART = 24.0
"""Pixels by which the picture grows at a time."""


class KeptCurves:
    """Remembers which curves it shows, and starts anew where they are others."""

    def __init__(self) -> None:
        self._picture: QPixmap | None = None
        self._settled = -math.inf
        self._shown: tuple[Trace, ...] = ()

    def forget(self) -> None:
        """Begin anew at the next painting: the ground is another one."""
        self._picture, self._settled, self._shown = None, -math.inf, ()

    def picture(self, ground: QPixmap, curves: CurveTraces, traces: Sequence[Trace]) -> tuple[QPixmap, float]:
        """Return ground and curves as they are left of a column, and that column; the rest is still to be drawn."""
        if self._picture is None or not self._goes_on(traces):
            self.forget()
        picture = self._picture or ground
        settled = curves.settled(traces, ground.devicePixelRatio())
        if settled >= self._settled + _PART:
            self._picture = picture = QPixmap(picture)
            painter = QPainter(picture)
            curves.draw(painter, traces, self._settled, settled)
            painter.end()
            self._settled = settled
            self._shown = tuple(replace(trace, xs=trace.xs.copy(), ys=trace.ys.copy()) for trace in traces)
        return picture, self._settled

    def _goes_on(self, traces: Sequence[Trace]) -> bool:
        """Whether the curves are those that are shown, or go on from where they end."""
        return len(traces) == len(self._shown) and all(map(_goes_on, self._shown, traces))


def _goes_on(before: Trace, now: Trace) -> bool:
    count = len(before.xs)
    return (
        (before.line, before.color) == (now.line, now.color)
        and len(now.xs) >= count
        and np.array_equal(before.xs, now.xs[:count])
        and np.array_equal(before.ys, now.ys[:count])
    )
