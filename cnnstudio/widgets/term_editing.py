"""Changing numbers where they stand: typed over, turned by the wheel, dragged up and down."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QWheelEvent

from cnnstudio.widgets.notches import Notches
from cnnstudio.widgets.term_editor import TermEditor, read_number
from cnnstudio.widgets.term_layout import Cell
from cnnstudio.widgets.term_view import TermView
from cnnstudio.widgets.theme import LARGE, Theme

_FINE, _COARSE = 0.1, 1.0
"""How much one notch changes a number, without and with Shift."""

_DRAG_NOTCH = 8.0
"""Pixels up or down that count as a notch."""

_EDITOR_WIDTH = 56
"""Least width of the line in which one types; where cells are narrower it lies over their neighbours."""


class TermEditing(QObject):
    """What the learner's hands do to the numbers of a view; it says what is to become of them and changes nothing.

    Signals
    -------
    value_edited
        Row, column and the number that is to stand there.
    refused
        What was typed, because it is no finite number.
    """

    value_edited = Signal(int, int, float)
    refused = Signal(str)

    def __init__(self, view: TermView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme
        self._editor: TermEditor | None = None
        self._edited: Cell = (0, 0)
        self._notches = Notches()
        self._drag: tuple[Cell, QPointF, str] | None = None
        self._dragged = 0

    @property
    def is_open(self) -> bool:
        """Whether a number is being typed."""
        return self._editor is not None

    def open(self, cell: Cell, typed: str | None = None) -> None:
        """Lay a line over a cell, with what stands there, or with what was typed already."""
        self.close()
        self._edited = cell
        written, place = self._view.written(*cell), self._place(cell)
        pixels = max(9, min(self._theme.scaled(LARGE), place.height() * 2 // 5, place.width() * 2 // 7))
        self._editor = editor = TermEditor(written if typed is None else typed, pixels, self._view)
        editor.setObjectName(f"{self._view.objectName()}.editor")
        editor.setAccessibleName(self._view.cell_name(*cell))
        editor.setGeometry(place)
        if typed is None:
            editor.selectAll()
        editor.finished.connect(self._on_finished)
        editor.cancelled.connect(self.close)
        editor.show()
        editor.setFocus()

    def close(self) -> None:
        """Remove the line, if there is one; nothing is handed over."""
        editor, self._editor = self._editor, None
        if editor is not None:
            editor.close_quietly()

    def turn(self, cell: Cell, event: QWheelEvent) -> None:
        """Change a number by the notches of the wheel."""
        notches = self._notches.add(event)
        if notches:
            self._change(cell, self._view.written(*cell), notches, event.modifiers())

    def start_drag(self, cell: Cell, place: QPointF) -> None:
        """Remember from where, and from which number, dragging starts."""
        self._drag, self._dragged = (cell, place, self._view.written(*cell)), 0

    def drag(self, event: QMouseEvent) -> bool:
        """Change the number that is dragged, if there is one."""
        if self._drag is None:
            return False
        cell, start, written = self._drag
        notches = int((start.y() - event.position().y()) / _DRAG_NOTCH)
        if notches != self._dragged:
            self._dragged = notches
            self._change(cell, written, notches, event.modifiers())
        return True

    def end_drag(self, place: QPointF) -> bool:
        """Let go; return whether the pointer had moved too far for a click."""
        drag, self._drag = self._drag, None
        return drag is not None and abs(drag[1].y() - place.y()) >= _DRAG_NOTCH

    def _change(self, cell: Cell, written: str, notches: int, modifiers: Qt.KeyboardModifier) -> None:
        value = read_number(written)
        if value is not None:
            step = _COARSE if modifiers & Qt.KeyboardModifier.ShiftModifier else _FINE
            # Ten decimals: three times 0.1 is 0.3.
            self.value_edited.emit(*cell, round(value + notches * step, 10))

    def _place(self, cell: Cell) -> QRect:
        place = self._view.cell_rect(*cell).toRect()
        place.setWidth(min(max(place.width(), self._theme.scaled(_EDITOR_WIDTH)), self._view.width()))
        place.moveLeft(min(place.left(), self._view.width() - place.width()))
        return place

    def _on_finished(self, typed: str, by_enter: bool) -> None:
        value = read_number(typed)
        is_untouched = typed == self._view.written(*self._edited)
        if value is None and not is_untouched and by_enter and self._editor is not None:
            self._editor.show_problem()
        else:
            self.close()
        # What is shown may be rounded: where nothing was typed it is no new number.
        if is_untouched:
            return
        if value is None:
            self.refused.emit(typed)
        else:
            self.value_edited.emit(*self._edited, value)
