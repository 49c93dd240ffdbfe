"""Accessible interfaces of a painted widget and of its cells, as Qt hands them to screen readers."""

from __future__ import annotations

import weakref
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QRect, QRectF
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid


class AccessibleCells(Protocol):
    """The cells of a widget that can be seen now, numbered from 0 in reading order."""

    def cell_count(self) -> int:
        """Return how many cells there are."""

    def cell_name(self, index: int) -> str:
        """Return what is read out of a cell: "output row 3, column 4: 6.0"."""

    def cell_rect(self, index: int) -> QRectF:
        """Return where a cell lies, in the widget's coordinates."""

    def focused_cell(self) -> int | None:
        """Return the cell on which the keyboard acts; None if there is none."""


class CellsWidget(Protocol):
    """A widget that publishes cells."""

    def accessible_cells(self) -> AccessibleCells:
        """Return its cells of the moment; `self`, if the widget itself answers for them."""


class CellsInterface(QAccessibleWidget):
    """A widget as a table of cells, followed by the widgets within it, if any."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Table)
        self._widget = weakref.ref(widget)
        self._cells: dict[int, tuple[CellInterface, int]] = {}

    def shown_widget(self) -> QWidget | None:
        """Return the widget; None once it is gone."""
        widget = self._widget()
        return widget if widget is not None and isValid(widget) else None

    def shown_cells(self) -> AccessibleCells | None:
        """Return the widget's cells of the moment; None once it is gone."""
        widget = self.shown_widget()
        return None if widget is None else widget.accessible_cells()  # type: ignore[attr-defined]

    def forget_cells(self) -> None:
        """Take the cells back from Qt's cache, which deletes them."""
        cells, self._cells = self._cells, {}
        for _, number in cells.values():
            QAccessible.deleteAccessibleInterface(number)

    def childCount(self) -> int:
        cells = self.shown_cells()
        return super().childCount() + (0 if cells is None else cells.cell_count())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stub knows no "none"
        cells = self.shown_cells()
        count = 0 if cells is None else cells.cell_count()
        if not 0 <= index < count:
            return super().child(index - count) if index >= count else None
        if index not in self._cells:
            cell = CellInterface(self, index)
            self._cells[index] = cell, QAccessible.registerAccessibleInterface(cell)
        return self._cells[index][0]

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        widget, cells = self.shown_widget(), self.shown_cells()
        if widget is None or cells is None:
            return None
        place = QRectF(widget.mapFromGlobal(QPoint(x, y)), QRect(0, 0, 1, 1).size())
        under = (index for index in range(cells.cell_count()) if cells.cell_rect(index).intersects(place))
        index = next(under, None)
        return super().childAt(x, y) if index is None else self.child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if isinstance(child, CellInterface):
            return child.index
        cells = self.shown_cells()
        place = super().indexOfChild(child)
        return place if place < 0 or cells is None else place + cells.cell_count()

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        widget, cells = self.shown_widget(), self.shown_cells()
        focused = None if cells is None else cells.focused_cell()
        if widget is None or focused is None or not widget.hasFocus():
            return super().focusChild()
        return self.child(focused)


class CellInterface(QAccessibleInterface):
    """One cell; its place in the widget's numbering stays, what is seen there may change."""

    def __init__(self, owner: CellsInterface, index: int) -> None:
        super().__init__()
        self._owner = owner
        self.index = index

    def _cells(self) -> AccessibleCells | None:
        """Return the cells this one belongs to; None once there are fewer."""
        cells = self._owner.shown_cells()
        return cells if cells is not None and self.index < cells.cell_count() else None

    def isValid(self) -> bool:
        return self._cells() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        widget = self._owner.shown_widget()
        return None if widget is None else widget.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        widget = self._owner.shown_widget()
        return None if widget is None else QAccessible.queryAccessibleInterface(widget)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Cell

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        widget, cells = self._owner.shown_widget(), self._cells()
        if widget is None or cells is None:
            state.invalid = True
            return state
        state.focusable = True
        state.focused = widget.hasFocus() and cells.focused_cell() == self.index
        state.invisible = not widget.isVisible()
        return state

    def text(self, kind: QAccessible.Text) -> str:
        cells = self._cells()
        return cells.cell_name(self.index) if cells is not None and kind == QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, words: str) -> None:
        """Change nothing: a cell cannot be written by a screen reader."""

    def rect(self) -> QRect:
        widget, cells = self._owner.shown_widget(), self._cells()
        if widget is None or cells is None:
            return QRect()
        area = cells.cell_rect(self.index).toAlignedRect()
        return QRect(widget.mapToGlobal(area.topLeft()), area.size())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1
