"""A pane through which a grid of cells is seen, pointed at, walked over, zoomed and moved, whatever the cells show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from cnnstudio.widgets.accessible_cells import tell_focus
from cnnstudio.widgets.grid_keys import chooses, copies, step_of, zoom_factor_of
from cnnstudio.widgets.grid_view import Cell, GridView

_FOCUS_REACH = 4.0
"""Pixels by which the sign of the focus reaches over its cell."""


class GridPane(QWidget):
    """Wheel or + and − zoom, dragging moves, arrows walk, Enter chooses, Escape hands the focus back to the parent.

    Signals
    -------
    cell_entered
        Row and column under the pointer or the cursor; None when it leaves.
    cell_clicked
        Row and column that was clicked, or chosen with Enter.
    looked
        Another part of the grid is seen now.

    Attributes
    ----------
    walks
        Whether arrow keys walk from cell to cell; if not, they are left to the parent.
    wheel_zooms
        Whether the bare wheel zooms; if not, it is left to the parent, and Ctrl + wheel zooms.
    """

    cell_entered = Signal(object)
    cell_clicked = Signal(object)
    looked = Signal()

    def __init__(self, rows: int, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walks = True
        self.wheel_zooms = True
        self._last_view = GridView(rows, columns, QSizeF(self.size()))
        self._cell: Cell | None = None
        self._cursor: Cell | None = None
        self._pressed: QPointF | None = None
        self._drag_from: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def _view(self) -> GridView:
        """Which part of the grid is seen; as large as the widget is now, which is told of it only when shown."""
        room = QSizeF(self.size())
        if room != self._last_view.room:
            self._last_view = replace(self._last_view, room=room).moved_to(self._last_view.corner)
        return self._last_view

    @property
    def whole(self) -> QRectF:
        """Where all of the grid lies, in the widget's coordinates."""
        return self._view.whole

    @property
    def zoom(self) -> float:
        """How many times larger than fitting the cells are."""
        return self._view.zoom

    @property
    def cell(self) -> Cell | None:
        """Row and column under the pointer or cursor; None when there is none."""
        return self._cell

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies, in the widget's coordinates."""
        return self._view.cell_rect(row, column)

    def cell_at(self, place: QPointF) -> Cell | None:
        """Return the row and column under a point of the widget; None beside the grid."""
        return self._view.cell_at(place)

    def bring_into_view(self, row: float, column: float, height: float = 1, width: float = 1) -> None:
        """Move an enlarged grid so that a rectangle of cells is seen."""
        if self.zoom > 1:
            self._look(self._view.showing(row, column, height, width))

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Make the cells larger or smaller, keeping the point under `around` where it is."""
        middle = QPointF(self.rect().center()) if around is None else around
        self._look(self._view.zoomed(factor, middle))

    def _set_grid_size(self, rows: int, columns: int) -> None:
        if (rows, columns) != (self._view.rows, self._view.columns):
            self._last_view = GridView(rows, columns, QSizeF(self.size()))
            self._cursor = self._cell = None

    def _look(self, view: GridView) -> None:
        if view != self._view:
            self._last_view = view
            self.update()
            self.looked.emit()

    # -- mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            self._look(self._view.moved_to(self._drag_from - event.position() / self._view.cell_size))
        else:
            self._enter(self._view.cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._drag_from = self._view.corner + event.position() / self._view.cell_size

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed, self._drag_from = self._pressed, None, None
        cell = self._view.cell_at(event.position())
        far = QApplication.startDragDistance()
        if pressed is not None and cell is not None and (event.position() - pressed).manhattanLength() < far:
            self._set_cursor(cell)
            self.cell_clicked.emit(cell)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_by(1 / self.zoom if self.zoom > 1 else 3.0, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.wheel_zooms and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.zoom_by(1.25 ** (event.angleDelta().y() / 120), event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._enter(self._cursor if self.hasFocus() else None)

    # -- keyboard

    def event(self, event: QEvent) -> bool:
        # Arrows, Enter, + and − are shortcuts of the whole window too; here they act on the grid.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        walks = self.walks and step_of(event) is not None
        return walks or zoom_factor_of(event) is not None or copies(event) or (chooses(event) and bool(self._cursor))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, factor = step_of(event), zoom_factor_of(event)
        if step is not None and self.walks:
            self._walk(*step)
        elif factor is not None:
            self.zoom_by(factor)
        elif self._cursor is not None and chooses(event):
            self.cell_clicked.emit(self._cursor)
        else:
            if event.key() == Qt.Key.Key_Escape:
                self._give_focus_back()
            super().keyPressEvent(event)

    def _walk(self, down: int, right: int) -> None:
        row, column = self._cursor or self._cell or (-1, -1)
        last_row, last_column = self._view.rows - 1, self._view.columns - 1
        cell = min(max(0, row + down), last_row), min(max(0, column + right), last_column)
        self._set_cursor(cell)
        self.bring_into_view(*cell)
        self._enter(cell)

    def _give_focus_back(self) -> None:
        parent = self.parentWidget()
        self._set_cursor(None)
        self._enter(None)
        if parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        tell_focus(self)

    def _set_cursor(self, cell: Cell | None) -> None:
        for place in (self._cursor, cell):
            if place is not None:
                self._update_area(self.cell_rect(*place), _FOCUS_REACH)
        self._cursor = cell
        tell_focus(self)

    def _enter(self, cell: Cell | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.cell_entered.emit(cell)

    def _update_area(self, area: QRectF, reach: float = 0.0) -> None:
        if area.isValid():
            self.update(area.adjusted(-reach, -reach, reach, reach).toAlignedRect())
