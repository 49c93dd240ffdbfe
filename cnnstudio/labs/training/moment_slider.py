"""The slider over the moments of a run."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport_parts import Scrubber

_FEW_TICKS = 60
_LEAST = 140
"""Width of a slider whose ticks can be told apart, pixels at 100 %."""


class MomentSlider(Scrubber):
    """A slider with a tick for each moment."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("training.rewind")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.chrome(_LEAST), self.knob + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.palette.outline)
        middle, reach, room = self.height() // 2, self.knob // 3, self.width() - self.knob
        if 0 < self.maximum() < _FEW_TICKS and self.isEnabled():
            for moment in range(self.maximum() + 1):
                x = self.knob // 2 + QStyle.sliderPositionFromValue(0, self.maximum(), moment, room)
                painter.drawLine(x, middle - reach, x, middle + reach)
        painter.end()
        super().paintEvent(event)
