"""The terms of a sum as large cells: a window, a kernel, or their products, in the kernel's own hues."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.numbers import MINUS
from cnnstudio.widgets.accessible_cells import publish_cells, tell_focus
from cnnstudio.widgets.term_editing import TermEditing
from cnnstudio.widgets.term_layout import Cell
from cnnstudio.widgets.term_names import TermNames
from cnnstudio.widgets.term_view import TermView
from cnnstudio.widgets.theme import Theme

_MOVES: dict[int, Cell] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows down and columns to the right for each arrow key."""

_PLAIN = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.ShiftModifier
"""Modifiers with which a key is not a command of the window."""

_STARTS_OF_NUMBERS = "0123456789.-" + MINUS


class TermGrid(TermView):
    """Terms to point at, to walk through with the arrows and, where the lab allows it, to change in place.

    A number is changed by a click, Enter or a digit, which open a line to type in; by the wheel; or by dragging it up
    and down. Wheel and drag change it by 0.1, with Shift by 1.

    Signals
    -------
    cell_entered
        Row and column under the pointer or the cursor; None when it leaves.
    cell_clicked
        Row and column of a cell that was clicked, or on which Enter was pressed.
    value_edited
        Row, column and the number that is to stand there. The lab decides; the grid shows what it is then given.
    editing_refused
        What was typed, because it is no finite number.
    """

    cell_entered = Signal(object)
    cell_clicked = Signal(object)
    value_edited = Signal(int, int, float)
    editing_refused = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed: Cell | None = None
        self._editing = TermEditing(self, theme)
        self._editing.value_edited.connect(self.value_edited)
        self._editing.refused.connect(self.editing_refused)
        self._names = TermNames(self)
        publish_cells(self)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def is_editable(self) -> bool:
        """Whether numbers can be changed."""
        return self._stands_out

    def set_editable(self, editable: bool) -> None:
        """Let numbers be changed from now on, or no longer; they are bold where they can."""
        if editable != self._stands_out:
            self._stands_out = editable
            self._editing.close()
            self.setCursor(Qt.CursorShape.PointingHandCursor if editable else Qt.CursorShape.ArrowCursor)
            self._refit()

    def accessible_cells(self) -> TermNames:
        """Return the cells under their names, for screen readers."""
        return self._names

    def _reshape(self, rows: int, columns: int) -> None:
        self._editing.close()
        self._pressed = None
        super()._reshape(rows, columns)

    def _enter(self, cell: Cell | None) -> None:
        if cell != self._cell:
            self._point_at(cell)
            self.cell_entered.emit(cell)
            tell_focus(self)

    def _click(self, cell: Cell) -> None:
        self.cell_clicked.emit(cell)
        if self.is_editable:
            self._editing.open(cell)

    # -- pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._cells.at(event.position()) if is_left else None
        self._enter(self._cells.at(event.position()))
        if self._pressed is not None and self.is_editable:
            self._editing.start_drag(self._pressed, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._editing.drag(event):
            self._enter(self._cells.at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        was_dragged = self._editing.end_drag(event.position())
        if pressed is not None and not was_dragged and pressed == self._cells.at(event.position()):
            self._click(pressed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        cell = self._cells.at(event.position())
        if self.is_editable and cell is not None and event.modifiers() in _PLAIN:
            self._editing.turn(cell, event)
            event.accept()
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._enter(None)

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move, cell = _MOVES.get(event.key()), self._cell
        is_plain = event.modifiers() in _PLAIN
        if move is not None and is_plain and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            row, column = (0, 0) if cell is None else (cell[0] + move[0], cell[1] + move[1])
            self._enter((min(max(row, 0), self.rows - 1), min(max(column, 0), self.columns - 1)))
        elif cell is None or not is_plain:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._click(cell)
        elif self.is_editable and event.text() and event.text() in _STARTS_OF_NUMBERS:
            self._editing.open(cell, event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._enter(self._cell or (0, 0))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if not self._editing.is_open:
            self._enter(self._cells.at(QPointF(self.mapFromGlobal(QCursor.pos()))) if self.underMouse() else None)
        self.update()

    # -- the line does not outlive its cell

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._editing.close()
        super().resizeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._editing.close()
