"""A lab in the window, driven as by hand: keys, clicks, lists and number fields, found by their object names."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs import LABS
from cnnstudio.labs.draw.sources import SampleSource
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.term_grid import TermGrid

NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT = Qt.MouseButton.LeftButton

Part = TypeVar("Part", bound=QWidget)
AnyLab = TypeVar("AnyLab")


def open_lab(qtbot: QtBot, window: MainWindow, lab: type[AnyLab], lab_id: str) -> AnyLab:
    """Go to a lab by its key."""
    place = [entry.id for entry in LABS].index(lab_id)
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + place), CTRL)
    assert isinstance(window.current_lab, lab)
    return window.current_lab


def take_digit(window: MainWindow, number: int = 30) -> None:
    """Lay a digit of MNIST on the sheet."""
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), number))


def part(window: MainWindow, kind: type[Part], name: str) -> Part:
    """Return a widget of the window by its object name."""
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


# -- by hand


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def click(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Click a button."""
    qtbot.mouseClick(part(window, QAbstractButton, name), LEFT)


def choose(window: MainWindow, name: str, value: str) -> None:
    """Choose an entry of a list by the value behind its words."""
    choice = part(window, QComboBox, name)
    place = choice.findData(value)
    assert place >= 0, value
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def set_number(window: MainWindow, name: str, value: int) -> None:
    """Write a number into a field."""
    part(window, QSpinBox, name).setValue(value)


def click_cell(qtbot: QtBot, grid: NumberGrid, row: int, column: int) -> None:
    """Click a cell of a grid."""
    qtbot.mouseClick(grid, LEFT, pos=grid.cell_rect(row, column).center().toPoint())


def point_at(qtbot: QtBot, widget: QWidget, place: QPointF) -> None:
    """Move the pointer into a widget, to a place of it."""
    qtbot.mouseMove(widget, QPoint(-5, -5))
    qtbot.mouseMove(widget, place.toPoint())


def turn_wheel(stage: QWidget, grid: QWidget, notch: int) -> None:
    """Turn the wheel over a grid that leaves it to the stage."""
    where = QPointF(grid.rect().center())
    event = QWheelEvent(
        where,
        QPointF(grid.mapToGlobal(where)),
        QPoint(),
        QPoint(0, notch),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(grid, event)
    assert not event.isAccepted(), "the grid leaves the bare wheel to the stage; Qt hands it on only to real ones"
    QApplication.sendEvent(stage, event)


# -- numbers in place


def type_weight(qtbot: QtBot, kernel: TermGrid, row: int, column: int, typed: str) -> QLineEdit:
    """Click a weight and write another; return the line it was written in."""
    qtbot.mouseClick(kernel, LEFT, pos=kernel.cell_rect(row, column).center().toPoint())
    line = kernel.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return line


def type_number(qtbot: QtBot, grid: NumberGrid, typed: str) -> QLineEdit:
    """Write a number into the cell that has the keyboard; return the line it was written in."""
    qtbot.keyClick(grid, typed[0])
    line = next(line for line in grid.findChildren(QLineEdit) if line.isVisible())
    QTest.keyClicks(line, typed[1:])
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return line


def paste(qtbot: QtBot, grid: NumberGrid, table: str) -> None:
    """Paste a table into a grid."""
    grid.setFocus()
    QGuiApplication.clipboard().setText(table)
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)


def copied(qtbot: QtBot, grid: NumberGrid) -> list[float]:
    """Return the numbers that a grid copies."""
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_C, CTRL)
    return [float(word) for word in QGuiApplication.clipboard().text().split()]


def window_words(window: MainWindow) -> str:
    """Return all that the labels of the window say."""
    return " ".join(label.text() for label in window.findChildren(QLabel))
