"""The table whose scores are changed in place: dragged, typed, by the arrow keys and by the wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.labs.softmax.class_table import ClassTable
from cnnstudio.labs.softmax.score_editing import ScoreEditing
from cnnstudio.labs.softmax.table import BarColumn, Table
from cnnstudio.labs.softmax.table_painter import bar_value
from cnnstudio.widgets.accessible_cells import tell_change, tell_focus
from cnnstudio.widgets.notches import Notches
from cnnstudio.widgets.theme import Theme

SCORE = "score"
"""The column that can be changed."""

_FINE, _COARSE = 0.1, 1.0
"""How much an arrow key or a notch of the wheel changes a score, without and with Shift."""

_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_CHANGE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_TYPE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_FOCUS_GAP = 3.0


class ScoreTable(ClassTable):
    """Says what is to become of a score and changes nothing itself.

    Signals
    -------
    score_edited
        The row, and the number that is to stand there.
    refused
        A `Text` that says why what was typed is no score.
    left
        The keyboard is to go back to the stage.
    """

    score_edited = Signal(int, float)
    refused = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._row = 0
        self._drag: tuple[int, BarColumn] | None = None
        self._notches = Notches()
        self._editing = ScoreEditing(self, theme)
        self._editing.value_edited.connect(self.score_edited)
        self._editing.refused.connect(self.refused)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def row(self) -> int:
        """The row on which the keyboard acts."""
        return min(self._row, max(self._table.rows - 1, 0))

    def score(self, row: int) -> float:
        """Return the score in a row."""
        return self._bars.values[row]

    def show_table(self, table: Table) -> None:
        """Show other numbers; while a bar is dragged, its scale stays, so that its end stays under the pointer."""
        before = self._table
        super().show_table(table)
        if before.rows != table.rows:
            self._editing.close()
        tell_change(self)

    @property
    def dragged_scale(self) -> tuple[float, float] | None:
        """The numbers at the ends of the bars while one of them is dragged."""
        return None if self._drag is None else (self._drag[1].low, self._drag[1].high)

    @property
    def _bars(self) -> BarColumn:
        bars = self._table.columns[self._table.place(SCORE)].bars
        assert bars is not None
        return bars

    def _room(self, row: int) -> QRectF:
        """Return where a bar can reach."""
        return self.layout_.bar_rect(self._table.place(SCORE), row)

    # -- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position().x(), event.position().y())
        if event.button() != Qt.MouseButton.LeftButton or spot is None or spot[0] != SCORE:
            event.ignore()
            return
        self._walk_to(spot[1])
        if self._room(spot[1]).adjusted(-8, 0, 8, 0).contains(event.position()):
            self._drag = spot[1], self._bars
            self._drag_to(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag_to(event.position())
            return
        super().mouseMoveEvent(event)
        over = self._pointed is not None and self._pointed[0] == SCORE
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            row, self._drag = self._drag[0], None
            self.score_edited.emit(row, self.score(row))  # now the scale may follow

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position().x(), event.position().y())
        if spot is not None and spot[0] == SCORE:
            self._drag = None
            self._walk_to(spot[1])
            self._editing.open(spot[1])

    def _drag_to(self, place: QPointF) -> None:
        if self._drag is None:
            return
        row, bars = self._drag
        decimals = 2 if bars.high - bars.low < 50 else 1 if bars.high - bars.low < 500 else 0
        self.score_edited.emit(row, round(bar_value(self._room(row), bars, place.x()), decimals))

    def wheelEvent(self, event: QWheelEvent) -> None:
        spot = self.spot_at(event.position().x(), event.position().y())
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if not self.hasFocus() or ctrl or spot is None or spot[0] != SCORE:
            event.ignore()  # the wheel steps
            return
        notches = self._notches.add(event)
        if notches:
            self._walk_to(spot[1])
            self._change(notches, event.modifiers())
        event.accept()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if modifiers & commands:
            event.ignore()
        elif key in _WALK:
            self._walk_to(self.row + _WALK[key])
        elif key in _CHANGE:
            self._change(_CHANGE[key], modifiers)
        elif key in _TYPE:
            self._editing.open(self.row)
        elif _begins_number(event):
            self._editing.open(self.row, event.text())
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        # Typing a digit means something else in the rest of the window.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(_begins_number(event))
            return event.isAccepted()
        return super().event(event)

    def _walk_to(self, row: int) -> None:
        self._row = min(max(row, 0), self._table.rows - 1)
        tell_focus(self)
        self.update()

    def _change(self, notches: int, modifiers: Qt.KeyboardModifier) -> None:
        step = _COARSE if modifiers & Qt.KeyboardModifier.ShiftModifier else _FINE
        # Ten decimals: three times 0.1 is 0.3.
        self.score_edited.emit(self.row, round(self.score(self.row) + notches * step, 10))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def focused_cell(self) -> int | None:
        """Return the cell on which the keyboard acts: the score of its row."""
        return self.row * (len(self._table.columns) - 1) + self._table.place(SCORE) - 1

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.palette.text), 2))
        place = self.cell_rect_of(SCORE, self.row).adjusted(-_FOCUS_GAP - 4, 2, _FOCUS_GAP + 8, -2)
        painter.drawRoundedRect(place, 4, 4)
        painter.end()


def _begins_number(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text() in "0123456789.-−"
