"""The drawn strokes as a picture to which each movement adds only what is new."""

from __future__ import annotations

import operator

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from cnnstudio.core.palette import Palette
from cnnstudio.data.strokes import Drawing, Stroke


class InkLayer:
    """Keeps a square sheet with ink on it; it is drawn anew only when something was taken away.

    A stroke in hand grows by one segment a movement, however long it is, so that the pen never lags behind.
    """

    def __init__(self) -> None:
        self._sheet: QPixmap | None = None
        self._whole: Drawing = ()  # strokes that are on the sheet as they are
        self._growing: Stroke | None = None  # the stroke after these, as it was when it was put on the sheet

    def forget(self) -> None:
        """Draw everything anew next time: the size or the colours have changed."""
        self._sheet = None

    def picture(self, drawing: Drawing, in_hand: Stroke | None, side: int, ratio: float, palette: Palette) -> QPixmap:
        """Return the sheet with the drawing on it.

        Parameters
        ----------
        drawing
            All strokes.
        in_hand
            The last of them, where it may still grow.
        side
            Width and height of the sheet, pixels.
        ratio
            Pixels of the device for one of these.
        palette
            Colours of paper and ink.

        """
        if self._sheet is None or not self._continues(drawing):
            self._sheet = QPixmap(round(side * ratio), round(side * ratio))
            self._sheet.setDevicePixelRatio(ratio)
            self._sheet.fill(QColor(palette.paper))
            self._whole, self._growing = (), None
        painter = QPainter(self._sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for stroke in self._new_pieces(drawing):
            draw_stroke(painter, stroke, side, palette.ink)
        painter.end()
        grows = in_hand is not None and bool(drawing) and drawing[-1] is in_hand
        self._whole, self._growing = (drawing[:-1], in_hand) if grows else (drawing, None)
        return self._sheet

    def _new_pieces(self, drawing: Drawing) -> list[Stroke]:
        """Return what is not on the sheet yet: the rest of the growing stroke, and the strokes after it."""
        pieces = list(drawing[len(self._whole) :])
        if pieces and self._growing is not None:
            drawn = len(self._growing.points)
            grown = pieces.pop(0)
            if len(grown.points) > drawn:  # joined to the last point that is on the sheet
                pieces.insert(0, Stroke(grown.points[drawn - 1 :], grown.widths[drawn - 1 :]))
        return pieces

    def _continues(self, drawing: Drawing) -> bool:
        """Whether the drawing holds everything that is on the sheet already."""
        known = len(self._whole)
        same = len(drawing) >= known and all(map(operator.is_, self._whole, drawing))
        if same and self._growing is not None:
            return len(drawing) > known and _begins_with(drawing[known], self._growing)
        return same


def _begins_with(stroke: Stroke, start: Stroke) -> bool:
    """Whether `stroke` is `start` with more points; one look at the last common point tells strokes apart."""
    count = len(start.points)
    return len(stroke.points) >= count and bool((stroke.points[count - 1] == start.points[-1]).all())


def draw_stroke(painter: QPainter, stroke: Stroke, side: float, color: str) -> None:
    """Draw one stroke on a sheet of `side` pixels: one path of even width, or a piece for each change of width."""
    points = [QPointF(x * side, y * side) for x, y in stroke.points.tolist()]
    pen = QPen(QColor(color))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setWidthF(float(stroke.widths[0]) * side)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(points) == 1:
        painter.drawPoint(points[0])
    elif np.ptp(stroke.widths) == 0:
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        painter.drawPath(path)
    else:
        for start, end, width in zip(points, points[1:], stroke.widths[1:].tolist(), strict=False):
            pen.setWidthF(width * side)
            painter.setPen(pen)
            painter.drawLine(start, end)
