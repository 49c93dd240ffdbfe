"""The line in which a number is typed over its cell."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cnnstudio.core.numbers import MINUS


def read_number(typed: str) -> float | None:
    """Return the finite number that was typed, with either minus sign; None where it is none."""
    try:
        value = float(typed.replace(MINUS, "-"))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


class TermEditor(QLineEdit):
    """A line over one cell: Enter, or leaving it, hands over what was typed; Escape gives up.

    Signals
    -------
    finished
        What was typed, and whether Enter was pressed: if so, it can still be mended.
    cancelled
        Nothing is to be changed.
    """

    finished = Signal(str, bool)
    cancelled = Signal()

    def __init__(self, written: str, pixels: int, cells: QWidget) -> None:
        super().__init__(written, cells)
        self._cells = cells
        self._is_closed = False
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setProperty("role", "cell")
        self.setStyleSheet(f"font-size: {pixels}px;")

    def show_problem(self) -> None:
        """Outline the line as wrong and mark what was typed, so that typing replaces it."""
        self.setProperty("problem", True)
        self.style().unpolish(self)
        self.style().polish(self)
        self.selectAll()

    def close_quietly(self) -> None:
        """Remove the line without handing anything over; the keyboard goes back to the cells."""
        self._is_closed = True
        if self.hasFocus():
            self._cells.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finished.emit(self.text(), True)
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not self._is_closed and event.reason() != Qt.FocusReason.PopupFocusReason:
            self.finished.emit(self.text(), False)
