"""The colour scale beside the output: which number has which colour."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.numbers import fixed
from cnnstudio.widgets.painting import draw_cells
from cnnstudio.widgets.theme import CAPTION, Theme, interface_font

_WIDTH = 10
_SMALLEST_TYPE = 9


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
        painter.setPen(QPen(QColor(self._theme.palette.text_second)))
        right = strip.left() - 6
        ends = [(self._high, strip.top() + half), (self._low, strip.bottom() - half)]
        if self._low < 0:
            ends.append((0.0, strip.center().y()))
        painter.setFont(self._fitting([_written(value) for value, _ in ends], right))
        for value, y in ends:
            place = QRectF(0, y - half - 2, right, 2 * half + 4)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _written(value))
        painter.end()

    def _fitting(self, labels: list[str], room: float) -> QFont:
        """Return the type of captions, or a smaller one in which the longest number is not cut."""
        for pixels in range(self._theme.scaled(CAPTION), _SMALLEST_TYPE, -1):
            font = interface_font(pixels)
            if max(QFontMetricsF(font).horizontalAdvance(label) for label in labels) <= room:
                return font
        return interface_font(_SMALLEST_TYPE)


def _written(value: float) -> str:
    if value == int(value):
        return fixed(value, 0)
    return fixed(value, 1 if abs(value) >= 1 else 2)
