"""The keys of a number field that stands beside a stage."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QSpinBox

from cnnstudio.widgets.stage.tabbed_stage import TabbedStage

_CLICKER_KEYS = Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Space
"""No number is typed with these."""


class NumberKeys(QObject):
    """Lets Enter and Escape lead from a number back to the stage, and a clicker's keys step while one is typed."""

    def __init__(self, stage: TabbedStage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QSpinBox | QDoubleSpinBox):
            return False
        key = cast(QKeyEvent, event).key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            if key == Qt.Key.Key_Escape:
                watched.lineEdit().setText(_written(watched))
            else:
                watched.interpretText()
            self._stage.focus()
            return True
        if key in _CLICKER_KEYS:
            watched.interpretText()
            return self._stage.handle_key(cast(QKeyEvent, event))
        return False

    def leave_number(self) -> None:
        """Let what is typed count, or be answered, before a click does something with it."""
        if isinstance(QApplication.focusWidget(), QSpinBox | QDoubleSpinBox):
            self._stage.focus()


def _written(field: QSpinBox | QDoubleSpinBox) -> str:
    """Return the number that a field holds as it stands in it, whatever was typed since."""
    words = field.textFromValue(field.value())  # type: ignore[arg-type]  # each takes its own kind of number
    return f"{field.prefix()}{words}{field.suffix()}"
