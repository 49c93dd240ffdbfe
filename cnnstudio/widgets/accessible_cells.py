"""Cells of a painted widget, published one by one to screen readers.

Qt asks a factory for the `QAccessibleInterface` of a widget the first time a screen reader looks at it; painting and
everything else goes on without. Qt's cache owns what it was given and deletes it with its widget, but it knows of no
widget for the cells: they are handed to it, and taken back, here. Deleted by Python while Qt still knows them, they
would crash the program when it ends.
"""

from __future__ import annotations

import atexit

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cnnstudio.widgets.cell_interfaces import AccessibleCells, CellInterface, CellsInterface, CellsWidget

__all__ = ["AccessibleCells", "CellsWidget", "publish_cells", "tell_change", "tell_focus"]

_INSTALLED = "publishes_cells"
"""The property of the application that tells that the factory is installed."""


def publish_cells(widget: QWidget) -> None:
    """Let screen readers find the cells of a `CellsWidget` from now on."""
    application = QApplication.instance()
    if application is not None and not application.property(_INSTALLED):
        factory = _Factory()
        QAccessible.installFactory(factory)
        atexit.register(factory.forget_all)
        application.setProperty(_INSTALLED, True)
    if not hasattr(widget, "accessible_cells"):
        raise TypeError(f"{type(widget).__name__} has no accessible_cells()")


def tell_focus(widget: QWidget) -> None:
    """Tell screen readers that the keyboard acts on another cell of the widget."""
    _tell(widget, QAccessible.Event.Focus)


def tell_change(widget: QWidget) -> None:
    """Tell screen readers that the cell on which the keyboard acts has another number."""
    _tell(widget, QAccessible.Event.NameChanged)


def _tell(widget: QWidget, what: QAccessible.Event) -> None:
    if not QAccessible.isActive() or not widget.hasFocus():
        return
    interface = QAccessible.queryAccessibleInterface(widget)
    cell = interface.focusChild() if isinstance(interface, CellsInterface) else None
    if isinstance(cell, CellInterface):
        QAccessible.updateAccessibility(QAccessibleEvent(cell, what))


class _Factory:
    """Makes the interfaces, and takes those of cells back when their widget is gone or the program ends."""

    def __init__(self) -> None:
        self._made: list[CellsInterface] = []

    def __call__(self, _key: str, candidate: QObject) -> QAccessibleInterface | None:
        if not isinstance(candidate, QWidget) or not hasattr(candidate, "accessible_cells"):
            return None
        gone = [interface for interface in self._made if not isValid(interface)]
        for interface in gone:
            interface.forget_cells()
            self._made.remove(interface)
        made = CellsInterface(candidate)
        self._made.append(made)
        return made

    def forget_all(self) -> None:
        for interface in self._made:
            interface.forget_cells()
            if isValid(interface):
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(interface))
        self._made.clear()
