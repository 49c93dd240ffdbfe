"""The lines from a cell to the window that it sees, from layer to layer: one layer on top of the grids."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.widgets.theme import Theme


class FieldCone(QWidget):
    """Joins the upper and the lower edges of rectangles that stand side by side."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._windows: tuple[QRectF, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        theme.subscribe(self._on_theme)

    @property
    def windows(self) -> tuple[QRectF, ...]:
        """The rectangles that are joined, from left to right."""
        return self._windows

    def show_windows(self, windows: tuple[QRectF, ...]) -> None:
        """Join other rectangles from now on."""
        if windows != self._windows:
            self._windows = windows
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for color, width in ((self._theme.palette.stage, 3.5), (self._theme.palette.text_second, 1.5)):
            pen = QPen(QColor(color), width)
            if width < 2:
                pen.setDashPattern([3.0, 2.4])
            painter.setPen(pen)
            for left, right in zip(self._windows, self._windows[1:], strict=False):
                painter.drawLine(QLineF(left.topRight(), right.topLeft()))
                painter.drawLine(QLineF(left.bottomRight(), right.bottomLeft()))
        painter.end()

    def _on_theme(self) -> None:
        self.update()
