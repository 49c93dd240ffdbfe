"""Where the parts of a labelled number lie: in one row as far as there is room, else below each other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8

_LEAST_SLIDER = 72
"""A slider stands beside the other parts only where it can be this wide."""

Row = tuple[QLayoutItem, ...]


class FieldLayout(QLayout):
    """Label, slider, number and a last small part; parts that are hidden take no room.

    One row where all fits, the slider taking what is left; else the slider below the others; else also the number
    below its label.
    """

    def __init__(self, parent: QWidget, label: QWidget, slider: QWidget, number: QWidget, last: QWidget) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        for widget in (label, slider, number, last):
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = self._rows(width)
        return sum(map(_height, rows)) + _GAP // 2 * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:
        width = self._width(tuple(self._items))
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        label, _, number, last = self._items
        least = max(_width(number), self._width((label, last)))
        return QSize(least, max((_height((item,)) for item in self._items), default=0))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        top = rect.top()
        for row in self._rows(rect.width()):
            height = _height(row)
            self._place(row, QRect(rect.left(), top, rect.width(), height))
            top += height + _GAP // 2

    def _rows(self, width: int) -> list[Row]:
        """Return the parts of each row."""
        label, slider, number, last = self._items
        if self._width((label, slider, number, last)) <= width:
            rows: list[Row] = [(label, slider, number, last)]
        elif self._width((label, number, last)) <= width:
            rows = [(label, number, last), (slider,)]
        else:
            rows = [(label, last), (number,), (slider,)]
        shown = [tuple(item for item in row if not item.isEmpty()) for row in rows]
        return [row for row in shown if row]

    def _place(self, row: Row, room: QRect) -> None:
        """Put a label at the left, the others at the right, and let the slider take what is between them."""
        label, slider, number, _ = self._items
        right = room.right() + 1
        for item in reversed(row):
            alone = len(row) == 1 and item in (slider, number)
            left = room.left() if item is label or alone else right - _width(item)
            if item is slider and not alone:
                left = room.left() + (_width(label) + _GAP if not label.isEmpty() else 0)
            width = _width(item) if item is label else right - left
            item.setGeometry(QRect(left, room.top(), width, room.height()))
            right = left - _GAP

    def _width(self, row: Row) -> int:
        slider = self._items[1]
        shown = [item for item in row if not item.isEmpty()]
        widths = [_LEAST_SLIDER if item is slider else _width(item) for item in shown]
        return sum(widths) + _GAP * max(0, len(shown) - 1)


def _width(item: QLayoutItem) -> int:
    return item.sizeHint().width()


def _height(row: Row) -> int:
    return max((item.sizeHint().height() for item in row), default=0)
