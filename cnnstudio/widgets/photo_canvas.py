"""A picture with the frame that is cut out of it; the frame is dragged by its edges and corners."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray
from cnnstudio.widgets.painting import image_from_colors
from cnnstudio.widgets.theme import Theme

Crop = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels of the picture."""

_GRIP = 14.0
_SMALLEST = 8.0

_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Pixels to the right and down for each arrow key."""


class PhotoCanvas(QWidget):
    """Shows a picture as large as fits, the part outside the crop dimmed.

    Signals
    -------
    crop_moved
        Left, top, right, bottom in picture pixels after each movement of the frame.
    """

    crop_moved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._crop: Crop | None = None
        self._grip: tuple[int, int] | None = None  # −1, 0 or 1 across and down; (0, 0) moves the whole frame
        self._last = QPointF()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(120, 120)
        theme.subscribe(self._on_theme)

    @property
    def crop(self) -> Crop | None:
        """The frame shown."""
        return self._crop

    def show_picture(self, colors: ByteArray, crop: Crop | None) -> None:
        """Show an (H, W, 3) picture and the frame on it."""
        self._image = image_from_colors(colors)
        self._crop = crop
        self.update()

    def show_crop(self, crop: Crop | None) -> None:
        """Show another frame on the same picture."""
        self._crop = crop
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(456, 456)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.palette.panel))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.picture_rect()
        painter.drawImage(room, self._image)
        if self._crop is not None:
            self._draw_crop(painter, room, self.crop_rect())
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(self._theme.palette.text if focused else self._theme.palette.outline), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75))
        painter.end()

    def _draw_crop(self, painter: QPainter, room: QRectF, crop: QRectF) -> None:
        outside = QPainterPath()
        outside.addRect(room)
        inside = QPainterPath()
        inside.addRect(crop)
        shade = QColor(self._theme.palette.stage)
        shade.setAlpha(150)
        painter.fillPath(outside.subtracted(inside), shade)
        painter.setPen(QPen(QColor(self._theme.palette.stage), 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(crop)
        painter.setPen(QPen(QColor(self._theme.palette.accent), 2))
        painter.drawRect(crop)
        painter.setBrush(QColor(self._theme.palette.accent))
        for x in (crop.left(), crop.right()):
            for y in (crop.top(), crop.bottom()):
                painter.drawRect(QRectF(x - 4, y - 4, 8, 8))

    # -- geometry

    def picture_rect(self) -> QRectF:
        """Return where the picture lies in the widget."""
        if self._image.isNull():
            return QRectF(self.rect())
        scale = self._scale()
        width, height = self._image.width() * scale, self._image.height() * scale
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def crop_rect(self) -> QRectF:
        """Return where the frame lies in the widget."""
        if self._crop is None:
            return QRectF()
        left, top, right, bottom = self._crop
        scale, room = self._scale(), self.picture_rect()
        return QRectF(
            room.left() + left * scale, room.top() + top * scale, (right - left) * scale, (bottom - top) * scale
        )

    def _scale(self) -> float:
        return min(self.width() / max(1, self._image.width()), self.height() / max(1, self._image.height()))

    # -- interaction

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self._image.isNull():
            self._grip = self._grip_at(event.position())
            self._last = event.position()
            if self._grip is None:
                self._begin_frame(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            self.setCursor(_CURSORS.get(self._grip_at(event.position()), Qt.CursorShape.CrossCursor))
            return
        moved = (event.position() - self._last) / self._scale()
        self._last = event.position()
        self._move_frame(self._grip, moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is None or self._crop is None:
            super().keyPressEvent(event)
            return
        pace = max(1.0, self._image.width() / 100)
        right, down = step
        resizes = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move_frame((1, 1) if resizes else (0, 0), right * pace, down * pace)

    def _begin_frame(self, place: QPointF) -> None:
        """Start a new frame where the pointer went down outside the old one."""
        room, scale = self.picture_rect(), self._scale()
        x = min(max((place.x() - room.left()) / scale, 0.0), self._image.width() - _SMALLEST)
        y = min(max((place.y() - room.top()) / scale, 0.0), self._image.height() - _SMALLEST)
        self._crop = (x, y, x + _SMALLEST, y + _SMALLEST)
        self._grip = (1, 1)

    def _move_frame(self, grip: tuple[int, int], right: float, down: float) -> None:
        if self._crop is None:
            return
        x = _moved(self._crop[0], self._crop[2], grip[0], right, self._image.width(), whole=grip == (0, 0))
        y = _moved(self._crop[1], self._crop[3], grip[1], down, self._image.height(), whole=grip == (0, 0))
        self._crop = (x[0], y[0], x[1], y[1])
        self.update()
        self.crop_moved.emit(self._crop)

    def _grip_at(self, place: QPointF) -> tuple[int, int] | None:
        frame = self.crop_rect()
        if self._crop is None or not frame.adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP).contains(place):
            return None
        across = -1 if abs(place.x() - frame.left()) < _GRIP else int(abs(place.x() - frame.right()) < _GRIP)
        down = -1 if abs(place.y() - frame.top()) < _GRIP else int(abs(place.y() - frame.bottom()) < _GRIP)
        return across, down

    def _on_theme(self) -> None:
        self.update()


_CURSORS: dict[tuple[int, int] | None, Qt.CursorShape] = {
    (0, 0): Qt.CursorShape.SizeAllCursor,
    (-1, 0): Qt.CursorShape.SizeHorCursor,
    (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor,
    (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor,
    (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor,
    (1, -1): Qt.CursorShape.SizeBDiagCursor,
}


def _moved(low: float, high: float, grip: int, by: float, limit: int, *, whole: bool) -> tuple[float, float]:
    """Return both ends of a side after its grip, or all of it, moved; it stays in the picture and keeps some length."""
    if whole:
        by = min(max(by, -low), limit - high)
        return low + by, high + by
    if grip < 0:
        return min(max(low + by, 0.0), high - _SMALLEST), high
    if grip > 0:
        return low, max(min(high + by, float(limit)), low + _SMALLEST)
    return low, high
