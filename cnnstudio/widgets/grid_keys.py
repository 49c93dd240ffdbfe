"""What the keys mean while a grid of cells has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from cnnstudio.widgets.grid_view import Cell

_STEPS: dict[int, Cell] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}

_FACTORS = {"+": 1.25, "=": 1.25, "-": 0.8}


def step_of(event: QKeyEvent) -> Cell | None:
    """Return how many rows down and columns to the right a bare arrow key walks; None for other keys."""
    return _STEPS.get(event.key()) if _is_bare(event) else None


def zoom_factor_of(event: QKeyEvent) -> float | None:
    """Return how many times larger the cells become; None for other keys."""
    return _FACTORS.get(event.text())


def chooses(event: QKeyEvent) -> bool:
    """Return whether the key chooses the cell under the cursor."""
    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and _is_bare(event)


def copies(event: QKeyEvent) -> bool:
    """Return whether the key copies the grid."""
    return event.matches(QKeySequence.StandardKey.Copy)


def _is_bare(event: QKeyEvent) -> bool:
    return event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
