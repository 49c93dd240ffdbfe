"""The sheet on which the learner draws with mouse, pen or finger."""

from __future__ import annotations

from enum import Enum

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QWidget

from cnnstudio.data.strokes import Drawing, Stroke, erased
from cnnstudio.widgets.ink_layer import InkLayer, draw_stroke
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.theme import LARGE, Theme

_LEAST_PRESSURE = 0.35
"""Share of the pen's width that is left at the lightest touch."""


class Tool(Enum):
    """What the pointer does on the sheet."""

    PEN = "pen"
    ERASER = "eraser"


class DrawingCanvas(QWidget):
    """Turns pointer movements into strokes in canvas units and shows the drawing.

    The canvas keeps no drawing of its own beyond the stroke in hand: it reports each movement and shows what it is
    given.

    Signals
    -------
    drawing_moved
        The drawing as it stands in the middle of a stroke.
    drawing_finished
        The drawing after the pointer left the sheet: one step of undo.
    """

    drawing_moved = Signal(object)
    drawing_finished = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._drawing: Drawing = ()
        self._before: Drawing = ()
        self._stroke: Stroke | None = None
        self._eraser_path: list[tuple[float, float]] = []
        self._hint = ""
        self._layer = InkLayer()
        self._pointer: QPointF | None = None
        self.tool = Tool.PEN
        self.pen_width = 0.05
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setTabletTracking(True)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 120)
        theme.subscribe(self._on_theme)

    @property
    def eraser_width(self) -> float:
        """Diameter of the eraser in canvas units."""
        return max(0.08, 1.6 * self.pen_width)

    @property
    def drawing(self) -> Drawing:
        """The strokes shown."""
        return self._drawing

    def show_drawing(self, drawing: Drawing, hint: str = "") -> None:
        """Show a drawing; `hint` stands on the empty sheet."""
        self._drawing, self._hint = drawing, hint
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(456, 456)

    # -- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position(), 1.0, erasing=self.tool is Tool.ERASER)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move(event.position(), 1.0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._release()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def tabletEvent(self, event: QTabletEvent) -> None:
        pressure = _LEAST_PRESSURE + (1 - _LEAST_PRESSURE) * event.pressure()
        if event.type() == QEvent.Type.TabletPress:
            turned = event.pointerType() == QPointingDevice.PointerType.Eraser
            self._press(event.position(), pressure, erasing=turned or self.tool is Tool.ERASER)
        elif event.type() == QEvent.Type.TabletMove:
            self._move(event.position(), pressure)
        elif event.type() == QEvent.Type.TabletRelease:
            self._release()
        event.accept()

    def _press(self, place: QPointF, pressure: float, *, erasing: bool) -> None:
        self._before = self._drawing
        x, y = self._canvas_units(place)
        if erasing:
            self._eraser_path = [(x, y)]
            self._erase()
        else:
            self._stroke = Stroke.of([(x, y)], self.pen_width * pressure)
            self.drawing_moved.emit((*self._before, self._stroke))

    def _move(self, place: QPointF, pressure: float) -> None:
        moved_from, self._pointer = self._pointer, place
        if self._stroke is not None:
            x, y = self._canvas_units(place)
            if (x, y) != tuple(self._stroke.points[-1]):
                self._stroke = self._stroke.extended(x, y, self.pen_width * pressure)
                self.drawing_moved.emit((*self._before, self._stroke))
        elif self._eraser_path:
            self._eraser_path.append(self._canvas_units(place))
            self._erase()
        elif self.tool is Tool.ERASER and moved_from != place:
            self.update()  # the ring that shows the eraser's size follows the pointer

    def _erase(self) -> None:
        self.drawing_moved.emit(erased(self._before, np.array(self._eraser_path), self.eraser_width))

    def _release(self) -> None:
        in_hand = self._stroke is not None or bool(self._eraser_path)
        self._stroke, self._eraser_path = None, []
        if in_hand:
            self.drawing_finished.emit(self._drawing)

    def _canvas_units(self, place: QPointF) -> tuple[float, float]:
        return place.x() / self.width(), place.y() / self.height()

    # -- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layer.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_sheet(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_frame(painter)
        painter.end()

    def _paint_sheet(self, painter: QPainter) -> None:
        palette = self._theme.palette
        if is_vector(painter):
            painter.fillRect(self.rect(), QColor(palette.paper))
            for stroke in self._drawing:
                draw_stroke(painter, stroke, self.width(), palette.ink)
            return
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(0, 0, self._layer.picture(self._drawing, self._stroke, self.width(), ratio, palette))

    def _draw_frame(self, painter: QPainter) -> None:
        colors = self._theme.palette
        if not self._drawing and self._hint:
            painter.setFont(self._theme.font(LARGE))
            painter.setPen(QColor(colors.text_third))
            room = self.rect().adjusted(16, 16, -16, -16)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._hint)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.tool is Tool.ERASER and self._pointer is not None:
            radius = self.eraser_width * self.width() / 2
            painter.setPen(QPen(QColor(colors.text_second), 1.5))
            painter.drawEllipse(self._pointer, radius, radius)
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(colors.text if focused else colors.outline), 2 if focused else 1.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)

    def _on_theme(self) -> None:
        self._layer.forget()
        self.update()
