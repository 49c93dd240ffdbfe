"""The wheel of a mouse and the surface of a touchpad, counted alike."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent

_NOTCH = 120
"""What Qt reports for one notch of a wheel; touchpads report less, more often."""


class Notches:
    """Counts whole notches; what is left over counts for the next time, in the same direction."""

    def __init__(self) -> None:
        self._left = 0

    def add(self, event: QWheelEvent) -> int:
        """Take in a movement and return how many notches are now full, positive away from the user."""
        # With Shift held, some systems report the wheel as turned sideways.
        delta = event.angleDelta().y() or event.angleDelta().x()
        if delta * self._left < 0:
            self._left = 0
        self._left += delta
        full = int(self._left / _NOTCH)
        self._left -= full * _NOTCH
        return full
