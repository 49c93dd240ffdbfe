"""Draws curves into their frame: all of them, or only what lies between two columns of pixels."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.palette import Palette
from cnnstudio.widgets.curve_frame import CurveFrame
from cnnstudio.widgets.curve_parts import CurvePicture, Trace, column_spans, envelope, last_points, spaced
from cnnstudio.widgets.painting import is_vector

PENS = {
    "solid": (2.5, Qt.PenStyle.SolidLine),
    "rings": (2.0, Qt.PenStyle.SolidLine),
    "noise": (1.0, Qt.PenStyle.SolidLine),
    "dashed": (1.5, Qt.PenStyle.DashLine),
    "dotted": (1.5, Qt.PenStyle.DotLine),
}
"""Width, pixels, and style of each kind of line."""
_PALE = 0.35
_BETWEEN_RINGS, _RING = 16.0, 3.0
_REACH = 8.0
"""Pixels beside a column from which a line still reaches into it."""

_UNSETTLED = _BETWEEN_RINGS + _REACH
"""Pixels before the end of a curve that may look otherwise once it goes on."""


class CurveTraces:
    """Knows where a picture's points lie in a frame."""

    def __init__(self, picture: CurvePicture, frame: CurveFrame, palette: Palette) -> None:
        self._picture, self._frame, self._palette = picture, frame, palette

    def pixels(self, xs: FloatArray, ys: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return where points lie; what is not finite is left out, what lies far outside is brought near."""
        curves, picture = self._frame.curves, self._picture
        if not np.isfinite(ys).all():
            known = np.isfinite(ys)
            xs, ys = xs[known], ys[known]
        across, up = (np.clip(axis.free_shares(at), -1, 2) for axis, at in ((picture.x, xs), (picture.y, ys)))
        return curves.left() + across * curves.width(), curves.bottom() - up * curves.height()

    def settled(self, traces: Sequence[Trace], scale: float) -> float:
        """Return up to where the picture of growing curves stays as it is, pixels, a whole number of `scale`-ths."""
        if not traces or not all(len(trace.xs) for trace in traces):
            return -math.inf
        end = min(self._settled_end(trace) for trace in traces)
        return math.floor((end - _UNSETTLED) * scale) / scale if end > -math.inf else end

    def _settled_end(self, trace: Trace) -> float:
        """Return the x of the last point that stays: another one in the column of the newest takes its place."""
        curves = self._frame.curves
        newest = curves.left() + float(self._picture.x.free_shares(trace.xs[-1:])[0]) * curves.width()
        column = self._picture.x.value((math.floor(newest) - curves.left()) / curves.width())
        before = int(np.searchsorted(trace.xs, column)) - 1
        if before < 0:
            return -math.inf
        return curves.left() + float(self._picture.x.free_shares(trace.xs[before : before + 1])[0]) * curves.width()

    def draw(
        self, painter: QPainter, traces: Sequence[Trace], left: float = -math.inf, right: float = math.inf
    ) -> None:
        """Draw what lies between two columns of pixels; the pixels are those of the whole curves."""
        room = self._frame.curves.adjusted(-4, -4, 4, 2)
        room.setLeft(max(room.left(), left))
        room.setRight(min(room.right(), right))
        if room.width() <= 0:
            return
        painter.save()
        painter.setClipRect(room)
        for trace in traces:
            color = QColor(getattr(self._palette, trace.color))
            if trace.line == "noise":
                self._draw_noise(painter, trace, color, left)
            else:
                self._draw_line(painter, trace, color, left)
        painter.restore()

    def _draw_line(self, painter: QPainter, trace: Trace, color: QColor, left: float) -> None:
        width, style = PENS[trace.line]
        # Dashes are counted, and rings chosen, from the first point on.
        xs, ys = self.pixels_from(trace, left if trace.line == "solid" else -math.inf)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(color, width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin))
        if len(xs) == 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(QPointF(float(xs[0]), float(ys[0])), width, width)
        painter.drawPolyline(_polygon(*last_points(xs, ys)))
        if trace.line == "rings":
            self._draw_rings(painter, xs, ys, color, left)

    def _draw_noise(self, painter: QPainter, trace: Trace, color: QColor, left: float) -> None:
        """Draw a thin line without smoothing, which would take most of the time: a bar in each column of pixels."""
        color.setAlphaF(_PALE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        xs, ys = self.pixels_from(trace, left)
        if is_vector(painter):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, PENS["noise"][0]))
            painter.drawPolyline(_polygon(*envelope(xs, ys)))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        scale = painter.deviceTransform().m11()
        first, tops, bottoms = column_spans(xs * scale, ys * scale, scale)
        places = zip(range(first, first + len(tops)), tops.tolist(), bottoms.tolist(), strict=True)
        least = left * scale
        painter.drawRects(
            [
                QRectF(column / scale, top / scale, 1 / scale, (bottom - top) / scale)
                for column, top, bottom in places
                if column >= least
            ]
        )

    def _draw_rings(self, painter: QPainter, xs: FloatArray, ys: FloatArray, color: QColor, left: float) -> None:
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(QColor(self._palette.stage))
        for place in spaced(xs, _BETWEEN_RINGS).tolist():
            if xs[place] >= left - _REACH:
                painter.drawEllipse(QPointF(float(xs[place]), float(ys[place])), _RING, _RING)

    def pixels_from(self, trace: Trace, left: float) -> tuple[FloatArray, FloatArray]:
        """Return where the points lie, without those whose lines end left of a column."""
        start = 0
        if left > -math.inf and np.isfinite(trace.ys[-1:]).all():
            curves = self._frame.curves
            value = self._picture.x.value((left - _REACH - curves.left()) / curves.width())
            start = max(0, int(np.searchsorted(trace.xs, value)) - 2)
        return self.pixels(trace.xs[start:], trace.ys[start:])


def _polygon(xs: FloatArray, ys: FloatArray) -> QPolygonF:
    return QPolygonF(list(map(QPointF, xs.tolist(), ys.tolist())))
