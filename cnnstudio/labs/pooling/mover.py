"""Moving what a grid shows by whole cells: with the mouse or the arrow keys, in place of walking over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from cnnstudio.ops.window import Pair
from cnnstudio.widgets.grid_keys import step_of
from cnnstudio.widgets.number_grid import NumberGrid


class Mover(QObject):
    """Watches a grid, and tells where its picture is to go.

    Signals
    -------
    moved
        Cells down and to the right, from where the picture stood at first.
    """

    moved = Signal(object)

    def __init__(self, grid: NumberGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self.shift: Pair = (0, 0)
        self._held: tuple[QPointF, Pair] | None = None
        grid.walks = False
        grid.wheel_zooms = False
        grid.setCursor(Qt.CursorShape.OpenHandCursor)
        grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            return self._on_mouse(event)
        if isinstance(event, QKeyEvent) and (step := self._step(event)) is not None:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.moved.emit((self.shift[0] + step[0], self.shift[1] + step[1]) if step != (0, 0) else (0, 0))
            return True
        return False

    def _step(self, event: QKeyEvent) -> Pair | None:
        """Return how far a key moves the picture; Home brings it back, which is told by no step."""
        return (0, 0) if event.key() == Qt.Key.Key_Home else step_of(event)

    def _on_mouse(self, event: QMouseEvent) -> bool:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseButtonPress and is_left:
            self._held = (event.position(), self.shift)
            self._grid.setFocus()
            self._grid.setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        if event.type() == QEvent.Type.MouseMove and self._held is not None:
            start, (down, right) = self._held
            way = (event.position() - start) / self._grid.cell_rect(0, 0).width()
            self.moved.emit((down + round(way.y()), right + round(way.x())))
            return True
        if event.type() == QEvent.Type.MouseButtonRelease and is_left:
            self._held = None
            self._grid.setCursor(Qt.CursorShape.OpenHandCursor)
        return event.type() != QEvent.Type.MouseMove
