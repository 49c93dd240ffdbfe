"""A pen that draws one long stroke over a sheet, as the system would send it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton

_MOVEMENTS = 300


def stroke_places(side: float) -> list[QPointF]:
    """Return the points of a stroke across a square sheet: where the pen is set down, then each movement."""
    along = np.linspace(0, 1, _MOVEMENTS)
    return [QPointF(side * (0.2 + 0.6 * a), side * (0.5 + 0.3 * np.sin(9 * a))) for a in along]


def press(sheet: QWidget, place: QPointF) -> None:
    """Set the pen down."""
    _send(sheet, QEvent.Type.MouseButtonPress, place, LEFT, LEFT)


def move(sheet: QWidget, place: QPointF) -> None:
    """Draw on to a place."""
    _send(sheet, QEvent.Type.MouseMove, place, NONE, LEFT)


def release(sheet: QWidget, place: QPointF) -> None:
    """Lift the pen."""
    _send(sheet, QEvent.Type.MouseButtonRelease, place, LEFT, NONE)


def _send(sheet: QWidget, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    where = QPointF(sheet.mapToGlobal(place))
    QApplication.sendEvent(sheet, QMouseEvent(kind, place, where, button, held, Qt.KeyboardModifier.NoModifier))
