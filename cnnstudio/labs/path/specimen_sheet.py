"""The specimen as a sheet to draw on: the network's picture of it, and the pen's lines while one draws."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.strokes import Drawing
from cnnstudio.widgets.drawing_canvas import DrawingCanvas
from cnnstudio.widgets.painting import draw_cells
from cnnstudio.widgets.theme import Theme

_MOVED = 3.0
"""How far the pen goes before it draws on a picture that has no strokes, pixels."""

_PEN = 0.07
"""Diameter of the pen in canvas units: the sheet is small."""


class SpecimenSheet(DrawingCanvas):
    """Shows what the network sees; with the pointer over it, the strokes that it was drawn with.

    The strokes stay where the pen left them, while the network's picture is moved and scaled by the recipe: a second
    stroke must meet the first where it was drawn. On a picture without strokes a new drawing starts, but not before the
    pen has moved: a mere click replaces no picture.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._look = theme
        self._pixels: FloatArray | None = None
        self._is_own = False
        self._is_over = False
        self._is_drawing = False
        self._held: tuple[QPointF, float] | None = None
        self.pen_width = _PEN
        self.setMinimumSize(16, 16)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.drawing_moved.connect(self._on_moved)
        self.drawing_finished.connect(self._on_finished)

    @property
    def is_drawing(self) -> bool:
        """Whether the pen is on the sheet."""
        return self._is_drawing

    @property
    def shows_strokes(self) -> bool:
        """Whether the strokes are shown as they were drawn."""
        return self._pixels is None or self._is_drawing or (self._is_own and self._is_over)

    def show_picture(self, pixels: FloatArray | None, drawing: Drawing | None, hint: str) -> None:
        """Show (H, W) pixels, None where there are none, and the strokes that they come from, None where from none."""
        self._pixels, self._is_own = pixels, drawing is not None
        if not self._is_drawing:
            self.show_drawing(drawing or (), hint)
        self.update()

    def _press(self, place: QPointF, pressure: float, *, erasing: bool) -> None:
        if self._pixels is not None and not self._is_own:
            self._held = None if erasing else (place, pressure)
            return
        self._is_drawing = True
        super()._press(place, pressure, erasing=erasing)

    def _move(self, place: QPointF, pressure: float) -> None:
        if self._held is not None:
            start, first = self._held
            if QLineF(start, place).length() < _MOVED:
                return
            self._held, self._is_drawing = None, True
            super()._press(start, first, erasing=False)
        super()._move(place, pressure)

    def _release(self) -> None:
        self._held = None
        super()._release()
        self._is_drawing = False
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._is_over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._is_over = False
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shows_strokes or self._pixels is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.paint_pixels(painter, self._pixels)
        painter.end()

    def paint_pixels(self, painter: QPainter, pixels: FloatArray) -> None:
        """Draw the network's picture over the whole sheet."""
        area = self.rect().toRectF()
        draw_cells(painter, area, self._look.colormaps.picture.colors(pixels, max(1.0, float(pixels.max()))))
        painter.setPen(QPen(QColor(self._look.palette.outline), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _on_moved(self, drawing: Drawing) -> None:
        self.show_drawing(drawing)

    def _on_finished(self, _drawing: Drawing) -> None:
        self._is_drawing = False
