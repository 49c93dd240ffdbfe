"""Curves that grow, drawn again many times a second: what stands still is kept as a picture, the rest is drawn anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.curve_frame import CurveFrame, draw_frame, frame_of, type_sizes
from cnnstudio.widgets.curve_labels import label_places
from cnnstudio.widgets.curve_parts import CurvePicture, Trace, envelope, last_points, spaced
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.stage.fitted_text import CENTRE, LEFT, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_PENS = {
    "solid": (2.5, Qt.PenStyle.SolidLine),
    "rings": (2.0, Qt.PenStyle.SolidLine),
    "noise": (1.0, Qt.PenStyle.SolidLine),
    "dashed": (1.5, Qt.PenStyle.DashLine),
    "dotted": (1.5, Qt.PenStyle.DotLine),
}
_PALE = 0.35
_BETWEEN_RINGS, _RING = 16.0, 3.0


class CurvePlot(QWidget):
    """Shows a `CurvePicture`; a click or drag chooses a place on the horizontal axis.

    Signals
    -------
    x_chosen
        The number on the horizontal axis.
    """

    x_chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = CurvePicture()
        self._frame: CurveFrame | None = None
        self._ground: QPixmap | None = None
        self._kept_free = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(80, 60)
        theme.subscribe(self._on_theme)

    @property
    def picture(self) -> CurvePicture:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: CurvePicture) -> None:
        """Show other curves, or the same ones further on."""
        if not picture.has_ground_of(self._picture):
            self._frame = self._ground = None
        self._picture = picture
        self.update()

    def keep_free(self, width: int) -> None:
        """Leave so many pixels at the right end of the title's line to a control that lies there."""
        if width != self._kept_free:
            self._kept_free = width
            self._frame = self._ground = None
            self.update()

    @property
    def frame(self) -> CurveFrame:
        """Where everything lies."""
        if self._frame is None:
            frame = frame_of(self.width(), self.height(), self._picture, *self._sizes)
            self._frame = replace(frame, heading=frame.heading.adjusted(0, 0, -self._kept_free, 0))
        return self._frame

    def point(self, x: float, y: float) -> QPointF:
        """Return where a point of the plane lies in the widget."""
        xs, ys = self._pixels(np.array([x]), np.array([y]))
        return QPointF(float(xs[0]), float(ys[0]))

    @property
    def _sizes(self) -> tuple[int, int]:
        return type_sizes(self.height(), self._theme.scaled(BODY), self._theme.scaled(CAPTION))

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if is_vector(painter) or painter.deviceTransform().m11() != self.devicePixelRatio():
            self._draw_ground(painter)  # saved as a picture, finer than the screen
        else:
            painter.drawPixmap(0, 0, self._kept_ground())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_traces(painter, self._picture.live)
        self._draw_now(painter)
        self._draw_labels(painter)
        painter.end()

    def _kept_ground(self) -> QPixmap:
        """Return what stands still, drawn once."""
        if self._ground is None:
            ratio = self.devicePixelRatio()
            self._ground = QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            painter = QPainter(self._ground)
            self._draw_ground(painter)
            painter.end()
        return self._ground

    def _draw_ground(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), QColor(self._theme.palette.stage))
        draw_frame(painter, self.frame, self._picture, self._sizes[0], self._theme.palette)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_traces(painter, self._picture.still)

    def _draw_traces(self, painter: QPainter, traces: tuple[Trace, ...]) -> None:
        painter.save()
        painter.setClipRect(self.frame.curves.adjusted(-4, -4, 4, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for trace in traces:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, trace.line != "noise")
            width, style = _PENS[trace.line]
            color = QColor(getattr(self._theme.palette, trace.color))
            if trace.line == "noise":
                color.setAlphaF(_PALE)
            painter.setPen(QPen(color, width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.BevelJoin))
            xs, ys = self._pixels(trace.xs, trace.ys)
            thin = envelope if trace.line == "noise" else last_points
            painter.drawPolyline(_polygon(*thin(xs, ys)))
            if trace.line == "rings":
                self._draw_rings(painter, xs, ys, color)
        painter.restore()

    def _draw_rings(self, painter: QPainter, xs: FloatArray, ys: FloatArray, color: QColor) -> None:
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(QColor(self._theme.palette.stage))
        for place in spaced(xs, _BETWEEN_RINGS).tolist():
            painter.drawEllipse(QPointF(float(xs[place]), float(ys[place])), _RING, _RING)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _pixels(self, xs: FloatArray, ys: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return where points lie; what is not finite is left out, what lies far outside is brought near."""
        curves, picture = self.frame.curves, self._picture
        if not np.isfinite(ys).all():
            known = np.isfinite(ys)
            xs, ys = xs[known], ys[known]
        across, up = (np.clip(axis.free_shares(at), -1, 2) for axis, at in ((picture.x, xs), (picture.y, ys)))
        return curves.left() + across * curves.width(), curves.bottom() - up * curves.height()

    def _draw_now(self, painter: QPainter) -> None:
        if self._picture.now is None:
            return
        value, name = self._picture.now
        frame, colors = self.frame, self._theme.palette
        x = round(frame.curves.left() + self._picture.x.share(value) * frame.curves.width()) + 0.5
        painter.setPen(QPen(QColor(colors.text), 1.5))
        painter.drawLine(QLineF(x, frame.tag.bottom() - 1, x, frame.curves.bottom()))
        font = interface_font(frame.caption, bold=True)
        width = words_width(name, font) + 12
        left = min(max(x - width / 2, 0.0), self.width() - width)
        tag = QRectF(left, frame.tag.top(), width, frame.tag.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.text))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setFont(font)
        painter.setPen(QColor(colors.stage))
        painter.drawText(tag, CENTRE, name)

    def _draw_labels(self, painter: QPainter) -> None:
        """Write what each curve is at its end: the growing ones in bold, before the others."""
        named = [(trace, is_live) for is_live in (True, False) for trace in self._labelled(is_live)]
        fonts = [interface_font(self.frame.caption, bold=is_live) for _, is_live in named]
        ends = [self._end(trace, is_live) for trace, is_live in named]
        widths = [words_width(trace.label, font) + 2 for (trace, _), font in zip(named, fonts, strict=True)]
        room = QRectF(self.frame.curves)
        room.setRight(self.width())
        height = round(self.frame.caption * 1.3)
        places = label_places(ends, widths, height, room, self._heights)
        for (trace, _), font, place in zip(named, fonts, places, strict=True):
            if place is not None:
                self._write(painter, place, trace, font)

    def _heights(self, left: float, right: float) -> tuple[float, float]:
        """Return between which heights the growing curves run from one x to another."""
        lines = [self._pixels(trace.xs, trace.ys) for trace in self._picture.live if trace.line != "noise"]
        found = np.concatenate([ys[(xs >= left - 4) & (xs <= right + 4)] for xs, ys in lines] or [np.zeros(0)])
        if not len(found):
            found = np.array([self.frame.curves.center().y()])
        return float(found.min()), float(found.max())

    def _end(self, trace: Trace, is_live: bool) -> tuple[float, float]:
        """Return where a curve ends; words about the place that is looked at stand at its line."""
        last = int(np.flatnonzero(np.isfinite(trace.ys))[-1])
        xs, ys = self._pixels(trace.xs[last : last + 1], trace.ys[last : last + 1])
        x, now = float(xs[-1]), self._picture.now
        return (max(x, self.point(now[0], self._picture.y.low).x()) if is_live and now else x), float(ys[-1])

    def _labelled(self, is_live: bool) -> list[Trace]:
        """Return the curves with words at their ends; one that ended outside has none."""
        traces = self._picture.live if is_live else self._picture.still
        known = [trace for trace in traces if trace.label and np.isfinite(trace.ys).any()]
        curves = self.frame.curves
        return [
            trace for trace in known if is_live or curves.top() - 1 <= self._end(trace, False)[1] <= curves.bottom() + 1
        ]

    def _write(self, painter: QPainter, place: QRectF, trace: Trace, font: QFont) -> None:
        ground = QColor(self._theme.palette.stage)
        ground.setAlphaF(0.85)
        painter.fillRect(place.adjusted(-2, 1, 2, -1), ground)
        painter.setFont(font)
        painter.setPen(QColor(getattr(self._theme.palette, trace.color)))
        painter.drawText(place, LEFT, trace.label)

    # -- interaction

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def _choose(self, place: QPointF) -> None:
        curves = self.frame.curves
        self.x_chosen.emit(self._picture.x.value((place.x() - curves.left()) / curves.width()))

    def resizeEvent(self, event: object) -> None:
        self._frame = self._ground = None

    def _on_theme(self) -> None:
        self._frame = self._ground = None
        self.update()


def _polygon(xs: FloatArray, ys: FloatArray) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)])
