"""Typing other numbers into the small input grid: double click, F2 or a digit opens a line over the cell."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.grid_text import parse_grid
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.content import GridTarget
from cnnstudio.widgets.stage.terms import number
from cnnstudio.widgets.stage.window_words import refusal, size_refusal
from cnnstudio.widgets.term_editor import TermEditor, read_number

_LARGEST_PASTE = 64
_SMALLEST_TYPE = 11


class GridEditor(QObject):
    """Lets the cells of the input be changed while it is a small grid of own numbers.

    Signals
    -------
    refused
        A `Text` that says why what was typed or pasted was not taken.
    """

    refused = Signal(object)

    def __init__(self, lab_id: str, target: GridTarget, grid: NumberGrid) -> None:
        super().__init__(grid)
        self._lab_id, self._target, self._grid = lab_id, target, grid
        self._line: TermEditor | None = None
        grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._target.takes_table:
            return False
        if event.type() == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            return self._edit(self._grid.cell_at(event.position()))
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            # Pasting, and typing a digit, mean something else in the rest of the window.
            if event.matches(QKeySequence.StandardKey.Paste) or event.key() == Qt.Key.Key_F2:
                event.accept()
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return event.key() == Qt.Key.Key_V and self._paste()
        if event.key() == Qt.Key.Key_F2:
            return self._edit(self._grid.cell)
        if event.text() and event.text() in "0123456789.":
            return self._edit(self._grid.cell, event.text())
        return False

    def _edit(self, cell: tuple[int, int] | None, typed: str | None = None) -> bool:
        place = self._place(cell)
        if cell is None or place is None:
            return False
        self._close()
        written = number(float(self._target.numbers[place])) if typed is None else typed
        rect = self._grid.cell_rect(*cell).toAlignedRect()
        line = TermEditor(written, max(_SMALLEST_TYPE, rect.height() // 3), self._grid)
        line.setObjectName(f"{self._lab_id}.input_line")
        line.setGeometry(rect.adjusted(-8, 0, 8, 0) if rect.width() < 48 else rect)
        line.finished.connect(lambda words, can_be_mended: self._take(place, words, can_be_mended))
        line.cancelled.connect(self._close)
        self._line = line
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed is None:
            line.selectAll()
        return True

    def _place(self, cell: tuple[int, int] | None) -> tuple[int, int] | None:
        """Return row and column in the grid without its padding; None on padding, and where other numbers are shown."""
        if cell is None or not self._target.is_open:
            return None
        row, column = cell[0] - self._target.offset[0], cell[1] - self._target.offset[1]
        height, width = self._target.numbers.shape
        return (row, column) if 0 <= row < height and 0 <= column < width else None

    def _take(self, place: tuple[int, int], words: str, can_be_mended: bool) -> None:
        value = read_number(words)
        reason = refusal(words) if value is None else size_refusal(value)
        if reason is not None:
            self.refused.emit(reason)
            if can_be_mended and self._line is not None:
                self._line.show_problem()
                return
        self._close()
        if reason is None and value is not None and words != number(float(self._target.numbers[place])):
            self._target.put_number(*place, value)

    def _paste(self) -> bool:
        """Take a table from the clipboard as the new grid."""
        words = QGuiApplication.clipboard().text()
        try:
            grid = parse_grid(words)
        except UserError as error:
            self.refused.emit(error.message)
            return True
        if max(grid.shape) > _LARGEST_PASTE:
            self.refused.emit(
                text(
                    "The table has {rows} × {columns} cells. Paste at most 64 × 64.",
                    rows=len(grid),
                    columns=len(grid[0]),
                )
            )
            return True
        reason = size_refusal(grid)
        if reason is not None:
            self.refused.emit(reason)
        else:
            self._target.put_grid(grid)
        return True

    def _close(self) -> None:
        if self._line is not None:
            line, self._line = self._line, None
            line.close_quietly()
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
