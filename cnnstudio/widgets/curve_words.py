"""Draws what stands above growing curves: the place that is looked at, and words at their ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.curve_frame import CurveFrame
from cnnstudio.widgets.curve_labels import label_places
from cnnstudio.widgets.curve_parts import CurvePicture, Trace
from cnnstudio.widgets.curve_traces import CurveTraces
from cnnstudio.widgets.stage.fitted_text import CENTRE, LEFT, words_width
from cnnstudio.widgets.theme import interface_font


@dataclass(frozen=True, eq=False)
class EndLabel:
    """The words at the end of a curve, and where that lies, pixels."""

    words: str
    color: str
    font: QFont
    x: float
    y: float
    width: float


class CurveWords:
    """Writes into a frame; `room` is all of the widget."""

    def __init__(self, picture: CurvePicture, frame: CurveFrame, room: QRectF, palette: Palette) -> None:
        self._picture, self._frame, self._room, self._palette = picture, frame, room, palette
        self._curves = CurveTraces(picture, frame, palette)

    @property
    def _now(self) -> float | None:
        """Where the place that is looked at lies, pixels."""
        if self._picture.now is None:
            return None
        return self._frame.curves.left() + self._picture.x.share(self._picture.now[0]) * self._frame.curves.width()

    def draw_now(self, painter: QPainter) -> None:
        """Draw a line at the place that is looked at, its name above."""
        if self._picture.now is None or self._now is None:
            return
        frame, name = self._frame, self._picture.now[1]
        x = round(self._now) + 0.5
        painter.setPen(QPen(QColor(self._palette.text), 1.5))
        painter.drawLine(QLineF(x, frame.tag.bottom() - 1, x, frame.curves.bottom()))
        font = interface_font(frame.caption, bold=True)
        width = words_width(name, font) + 12
        left = min(max(x - width / 2, 0.0), self._room.right() - width)
        tag = QRectF(left, frame.tag.top(), width, frame.tag.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._palette.text))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setFont(font)
        painter.setPen(QColor(self._palette.stage))
        painter.drawText(tag, CENTRE, name)

    # -- words

    def still_labels(self) -> tuple[EndLabel, ...]:
        """Return the words at the ends of curves that stay; one that ended outside has none."""
        curves, font = self._frame.curves, interface_font(self._frame.caption)
        labels = [self._label(trace, font) for trace in _labelled(self._picture.still)]
        return tuple(label for label in labels if curves.top() - 1 <= label.y <= curves.bottom() + 1)

    def _live_labels(self) -> tuple[EndLabel, ...]:
        font = interface_font(self._frame.caption, bold=True)
        return tuple(self._label(trace, font, self._now) for trace in _labelled(self._picture.live))

    def _label(self, trace: Trace, font: QFont, now: float | None = None) -> EndLabel:
        """Return a curve's words; those about the place that is looked at stand at its line."""
        last = int(np.flatnonzero(np.isfinite(trace.ys))[-1])
        xs, ys = self._curves.pixels(trace.xs[last : last + 1], trace.ys[last : last + 1])
        x = float(xs[0]) if now is None else max(float(xs[0]), now)
        return EndLabel(trace.label, trace.color, font, x, float(ys[0]), words_width(trace.label, font) + 2)

    def draw_labels(self, painter: QPainter, still: tuple[EndLabel, ...]) -> None:
        """Write what each curve is: the growing ones in bold, before the others find their places."""
        labels = (*self._live_labels(), *still)
        room = QRectF(self._frame.curves)
        room.setRight(self._room.right())
        ends, widths = [(label.x, label.y) for label in labels], [label.width for label in labels]
        height = round(self._frame.caption * 1.3)
        places = label_places(ends, widths, height, room, self._heights, loyal=len(still))
        for number in range(len(labels) - len(still), len(labels)):
            places[number] = self._clear_place(places[number], [*places[:number], *places[number + 1 :]], room)
        ground = QColor(self._palette.stage)
        ground.setAlphaF(0.85)
        for label, place in zip(labels, places, strict=True):
            if place is not None:
                painter.fillRect(place.adjusted(-2, 1, 2, -1), ground)
                painter.setFont(label.font)
                painter.setPen(QColor(getattr(self._palette, label.color)))
                painter.drawText(place, LEFT, label.words)

    def _clear_place(self, place: QRectF | None, others: list[QRectF | None], room: QRectF) -> QRectF | None:
        """Return where words cover no curve and no other words, at most two lines above or below; None for nowhere."""
        if place is None or place.left() >= self._frame.curves.right():
            return place
        taken = [other for other in others if other is not None]
        crossed = self._crossed(place.left(), place.right())
        for lines in (0, -1, 1, -2, 2):
            moved = place.translated(0, lines * place.height())
            is_free = not any(high < moved.bottom() and low > moved.top() for high, low in crossed)
            if is_free and room.contains(moved) and not any(moved.intersects(other) for other in taken):
                return moved
        return None

    def _crossed(self, left: float, right: float) -> list[tuple[float, float]]:
        """Return between which heights each curve runs from one x to another."""
        found = []
        for trace in (*self._picture.still, *self._picture.live):
            xs, ys = self._curves.pixels_from(trace, left)
            first, end = max(int(np.searchsorted(xs, left)) - 1, 0), int(np.searchsorted(xs, right)) + 1
            part = ys[first:end]
            if len(xs) and xs[-1] >= left and len(part):
                found.append((float(part.min()), float(part.max())))
        return found

    def _heights(self, left: float, right: float) -> tuple[float, float]:
        """Return between which heights the growing curves run from one x to another."""
        lines = [self._curves.pixels_from(trace, left) for trace in self._picture.live if trace.line != "noise"]
        found = np.concatenate([ys[(xs >= left - 4) & (xs <= right + 4)] for xs, ys in lines] or [np.zeros(0)])
        if not len(found):
            found = np.array([self._frame.curves.center().y()])
        return float(found.min()), float(found.max())


def _labelled(traces: tuple[Trace, ...]) -> list[Trace]:
    return [trace for trace in traces if trace.label and np.isfinite(trace.ys).any()]
