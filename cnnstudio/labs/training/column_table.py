"""A table with more columns than there is room for: the first stays, of the others some are shown at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QTableWidget, QWidget

from cnnstudio.widgets.notches import Notches
from cnnstudio.widgets.theme import BODY, Theme

_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LEAST_NAME = 160
"""Width that the first column may always take, pixels at 100 %."""


class ColumnTable(QTableWidget):
    """← and →, Shift + wheel or a touchpad show other columns.

    Signals
    -------
    room_changed
        Other columns are shown.
    """

    room_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notches = Notches()
        self._widths: tuple[int, ...] = ()
        self._shown = (1, 1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(False)  # else what is too long is cut at its end

    @property
    def shown_columns(self) -> tuple[int, int]:
        """The columns beside the first that are shown: from one, and up to before another."""
        return self._shown

    @property
    def last_start(self) -> int:
        """The column from which on all others have room, from 1: none beyond it begins."""
        return place_columns(self._widths, self.viewport().width(), len(self._widths))[0]

    @property
    def hidden_columns(self) -> int:
        """How many columns there is no room for at the moment."""
        return sum(self.isColumnHidden(column) for column in range(self.columnCount()))

    def fit(self) -> None:
        """Give each column the width of what stands in it, and show as many as there is room for."""
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._theme.scaled(BODY) + 18)
        for column in range(self.columnCount()):
            self.setColumnHidden(column, False)  # one that is hidden has no size
        self._widths = tuple(self._width(column) for column in range(self.columnCount()))
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, width)
        self.show_from(self._shown[0])

    def show_from(self, column: int) -> None:
        """Let another column, from 1, be the one beside the first."""
        self._shown = place_columns(self._widths, self.viewport().width(), column)
        with QSignalBlocker(self):
            for place in range(1, self.columnCount()):
                self.setColumnHidden(place, place not in range(*self._shown))
        self.room_changed.emit()

    def _width(self, column: int) -> int:
        width = max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column))
        if column:
            return width
        width += self._theme.scaled(20)  # bold, and with the line of the focus around it
        return min(width, max(self.viewport().width() // 4, self._theme.scaled(_LEAST_NAME)))

    def _go(self, by: int) -> None:
        self.show_from(min(max(self._shown[0] + by, 1), self.last_start))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _SIDES and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            self._go(_SIDES[key])
            event.accept()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if abs(event.angleDelta().x()) > abs(event.angleDelta().y()) or event.modifiers() & _SHIFT:
            self._go(-self._notches.add(event))
            event.accept()
        else:
            super().wheelEvent(event)


def place_columns(widths: Sequence[int], room: int, first: int) -> tuple[int, int]:
    """Return the columns that are shown beside column 0: from one, the wished `first` or one before, to before another.

    At least one is shown. There is none before the first shown that there would be room for, too.

    >>> place_columns([50, 30, 30, 30, 30], 120, 1), place_columns([50, 30, 30, 30, 30], 120, 9)
    ((1, 3), (3, 5))
    """
    count = len(widths)
    if count < 2:
        return 1, 1
    left, latest = room - widths[0], count - 1
    while latest > 1 and sum(widths[latest - 1 :]) <= left:
        latest -= 1
    start = min(max(first, 1), latest)
    end = start + 1
    while end < count and sum(widths[start : end + 1]) <= left:
        end += 1
    return start, end
