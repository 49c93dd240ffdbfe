"""Curves that grow, drawn again many times a second: what is settled is kept as a picture, the rest is drawn anew."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.curve_frame import CurveFrame, draw_frame, frame_of, type_sizes
from cnnstudio.widgets.curve_kept import KeptCurves
from cnnstudio.widgets.curve_parts import CurvePicture
from cnnstudio.widgets.curve_traces import CurveTraces
from cnnstudio.widgets.curve_words import CurveWords, EndLabel
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.theme import BODY, CAPTION, Theme


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
        self._kept_free = 0
        self._frame: CurveFrame | None = None
        self._ground: QPixmap | None = None
        self._kept = KeptCurves()
        self._still_labels: tuple[EndLabel, ...] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(80, 60)
        theme.subscribe(self._forget)

    @property
    def picture(self) -> CurvePicture:
        """What is shown."""
        return self._picture

    def show_picture(self, picture: CurvePicture) -> None:
        """Show other curves, or the same ones further on."""
        if not picture.has_ground_of(self._picture):
            self._forget()
        self._picture = picture
        self.update()

    def keep_free(self, width: int) -> None:
        """Leave so many pixels at the right end of the title's line to a control that lies there."""
        if width != self._kept_free:
            self._kept_free = width
            self._forget()

    @property
    def frame(self) -> CurveFrame:
        """Where everything lies."""
        if self._frame is None:
            frame = frame_of(self.width(), self.height(), self._picture, *self._sizes)
            self._frame = replace(frame, heading=frame.heading.adjusted(0, 0, -self._kept_free, 0))
        return self._frame

    def point(self, x: float, y: float) -> QPointF:
        """Return where a point of the plane lies in the widget."""
        xs, ys = self._curves.pixels(np.array([x]), np.array([y]))
        return QPointF(float(xs[0]), float(ys[0]))

    @property
    def _sizes(self) -> tuple[int, int]:
        return type_sizes(self.height(), self._theme.scaled(BODY), self._theme.scaled(CAPTION))

    @property
    def _curves(self) -> CurveTraces:
        return CurveTraces(self._picture, self.frame, self._theme.palette)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, curves, live = QPainter(self), self._curves, self._picture.live
        if is_vector(painter) or painter.deviceTransform().m11() != self.devicePixelRatio():
            self._draw_ground(painter)  # saved as a picture, finer than the screen
            curves.draw(painter, live)
        else:
            kept, settled = self._kept.picture(self._kept_ground(), curves, live)
            painter.drawPixmap(0, 0, kept)
            curves.draw(painter, live, settled)
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        words = CurveWords(self._picture, self.frame, QRectF(0, 0, self.width(), self.height()), self._theme.palette)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words.draw_now(painter)
        if self._still_labels is None:
            self._still_labels = words.still_labels()
        words.draw_labels(painter, self._still_labels)

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
        self._curves.draw(painter, self._picture.still)

    def _forget(self) -> None:
        """Draw everything anew at the next painting."""
        self._frame = self._ground = self._still_labels = None
        self._kept.forget()
        self.update()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._forget()
