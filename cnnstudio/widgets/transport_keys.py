"""Which key does what in every lab that is stepped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_PLAIN = {
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Left: "back",
    # A presenter's clicker sends these two.
    Qt.Key.Key_PageDown: "next",
    Qt.Key.Key_PageUp: "back",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
    Qt.Key.Key_Space: "play",
}

_WITH_SHIFT = {Qt.Key.Key_Right: "next_row", Qt.Key.Key_Left: "back_row"}

_SIGNS = {"+": "faster", "=": "faster", "-": "slower", "−": "slower"}
"""By what is written on the key: where it lies differs from keyboard to keyboard."""

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def action_for(event: QKeyEvent) -> str | None:
    """Return what a key asks of a transport; None where it asks nothing, as with Ctrl, Alt or Meta held."""
    if event.modifiers() & _COMMANDS:
        return None
    keys = _WITH_SHIFT if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _PLAIN
    return keys.get(Qt.Key(event.key())) or _SIGNS.get(event.text())
