"""A calculation with steps, and a view of it, for tests of what is saved of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.observable import Observable
from cnnstudio.core.texts import Text, text

SIDE = 20
"""Pixels of the square that each step moves on by its own width."""


class Counting(Observable):
    """Counts through its positions."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.position = 0
        self.row_length = 1
        self.unit = "cell"
        self.units: Mapping[str, Text] = {"cell": text("by cell")}
        self.visited: list[int] = []

    def go_to(self, position: int) -> None:
        self.position = min(max(position, 0), self.count - 1)
        self.visited.append(self.position)
        self.emit()

    def use_unit(self, unit: str) -> None:
        self.unit = unit

    def words(self) -> Text:
        return text("Cell <b>{place}</b> of {count}", place=self.position + 1, count=self.count)


class CountingView(QWidget):
    """A white field on which a blue square stands further to the right with each step."""

    def __init__(self, steps: Counting) -> None:
        super().__init__()
        self._steps = steps
        self.resize(10 * SIDE, 2 * SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.fillRect(self._steps.position * SIDE, 0, SIDE, SIDE, QColor("#1f5fa8"))
        painter.end()
