"""The colour scale beside the output: which number has which colour."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.numbers import fixed
from cnnstudio.widgets.painting import draw_cells
from cnnstudio.widgets.theme import CAPTION, Theme

_WIDTH = 10


class ScaleBar(QWidget):
    """A strip of the colours from the highest number at the top to the lowest, with the numbers at its left."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colormap: Colormap | None = None
        self._low, self._high = 0.0, 1.0

    def show_scale(self, colormap: Colormap, low: float, high: float) -> None:
        """Show the colours of a map, and the numbers of their ends."""
        if (colormap, low, high) != (self._colormap, self._low, self._high):
            self._colormap, self._low, self._high = colormap, low, high
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._colormap is None:
            return
        painter = QPainter(self)
        half = self._theme.scaled(CAPTION) // 2
        strip = QRectF(self.width() - _WIDTH, 1, _WIDTH, self.height() - 2)
        values = np.linspace(self._high, self._low, 64)[:, None]
        draw_cells(painter, strip, self._colormap.colors(values, max(abs(self._low), abs(self._high))))
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(QPen(QColor(self._theme.palette.text_second)))
        right = strip.left() - 8
        ends = [(self._high, strip.top() + half), (self._low, strip.bottom() - half)]
        if self._low < 0:
            ends.append((0.0, strip.center().y()))
        for value, y in ends:
            place = QRectF(0, y - half - 2, right, 2 * half + 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _written(value))
        painter.end()


def _written(value: float) -> str:
    if value == int(value):
        return fixed(value, 0)
    return fixed(value, 1 if abs(value) >= 1 else 2)
