"""A screen reader finds every visible cell, and nothing crashes when widgets or the program end."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.numbers import fixed
from cnnstudio.widgets.accessible_cells import publish_cells
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme

NAME = QAccessible.Text.Name


def _interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> NumberGrid:
    grid = NumberGrid(theme)
    grid.resize(200, 200)
    grid.setAccessibleName("output")
    grid.show_values(np.array([[1.0, 2.0], [-3.0, 6.0]]))
    qtbot.addWidget(grid)
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def test_each_cell_is_named_with_its_place_and_number(grid: NumberGrid) -> None:
    table = _interface(grid)

    assert table.role() == QAccessible.Role.Table
    assert table.text(NAME) == "output"
    names = [table.child(index).text(NAME) for index in range(table.childCount())]
    assert names == ["output 1, 1: 1", "output 1, 2: 2", "output 2, 1: −3", "output 2, 2: 6"]


def test_a_lab_says_how_cells_are_named(grid: NumberGrid) -> None:
    grid.set_cell_names(
        lambda row, column, value: (
            f"output row {row + 1}, column {column + 1}: " + ("empty" if math.isnan(value) else fixed(value, 1))
        )
    )
    grid.set_revealed(3)

    table = _interface(grid)

    assert table.child(2).text(NAME) == "output row 2, column 1: −3.0"
    assert table.child(3).text(NAME) == "output row 2, column 2: empty"


def test_a_cell_knows_where_it_is(grid: NumberGrid) -> None:
    table = _interface(grid)
    cell = table.child(1)

    assert cell.role() == QAccessible.Role.Cell
    assert cell.parent() is table
    assert table.indexOfChild(cell) == 1
    assert cell.rect().topLeft() == grid.mapToGlobal(QPoint(100, 0))
    middle = grid.mapToGlobal(QPoint(150, 50))
    assert table.childAt(middle.x(), middle.y()) is cell
    assert cell.state().focusable
    assert cell.isValid()
    assert table.child(4) is None
    assert cell.childCount() == 0


def test_only_cells_that_can_be_seen_and_told_apart_are_published(grid: NumberGrid) -> None:
    grid.show_values(np.zeros((20, 20)))
    assert _interface(grid).childCount() == 400
    grid.zoom_by(4)
    assert _interface(grid).childCount() in (25, 30, 36)
    grid.show_values(np.zeros((300, 400), np.float32))
    assert _interface(grid).childCount() == 0


def test_the_cell_under_the_cursor_has_the_focus(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Down)

    table = _interface(grid)

    assert table.focusChild().text(NAME) == "output 2, 1: −3"
    assert [bool(table.child(index).state().focused) for index in range(4)] == [False, False, True, False]


@pytest.fixture
def told(qapp: object, monkeypatch: pytest.MonkeyPatch) -> list[tuple[QAccessible.Event, str]]:
    """Collect what screen readers are told: the event and the name of the cell."""
    heard: list[tuple[QAccessible.Event, str]] = []

    def remember(event: QAccessibleEvent) -> None:
        heard.append((event.type(), event.accessibleInterface().text(NAME)))

    class Listening(QAccessible):
        updateAccessibility = staticmethod(remember)

        @staticmethod
        def isActive() -> bool:
            return True

    monkeypatch.setattr("cnnstudio.widgets.accessible_cells.QAccessible", Listening)
    return heard


def test_screen_readers_are_told_where_the_cursor_goes_and_what_changes(
    qtbot: QtBot, grid: NumberGrid, told: list[tuple[QAccessible.Event, str]]
) -> None:
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    grid.show_values(np.array([[1.0, 9.0], [-3.0, 6.0]]))

    assert told == [
        (QAccessible.Event.Focus, "output 1, 1: 1"),
        (QAccessible.Event.Focus, "output 1, 2: 2"),
        (QAccessible.Event.NameChanged, "output 1, 2: 9"),
    ]


def test_cells_of_a_widget_that_is_gone_answer_nothing(theme: Theme) -> None:
    parent = QWidget()
    grid = NumberGrid(theme, parent)
    grid.resize(300, 300)
    cell = _interface(grid).child(5)
    number = QAccessible.uniqueId(cell)
    assert cell.isValid()

    grid.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert not cell.isValid()
    assert cell.text(NAME) == ""
    assert cell.rect().isEmpty()
    assert cell.parent() is None
    assert cell.state().invalid
    _interface(NumberGrid(theme, parent))  # the next widget that is looked at clears away what is gone
    assert QAccessible.accessibleInterface(number) is None


def test_grids_come_and_go(theme: Theme) -> None:
    for size in range(1, 51):
        parent = QWidget()
        grid = NumberGrid(theme, parent)
        grid.resize(300, 300)
        grid.show_values(np.ones((size, size)))
        table = _interface(grid)
        assert table.childCount() == size * size
        assert table.child(size * size - 1).text(NAME) == f"{size}, {size}: 1"
        parent.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_only_widgets_with_cells_can_publish_them(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)

    with pytest.raises(TypeError, match="QWidget"):
        publish_cells(widget)


_PROGRAM = """
import numpy as np
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme

application = QApplication([])
window = QWidget()
button = QPushButton(window)
if {looked_at_first}:
    QAccessible.uniqueId(QAccessible.queryAccessibleInterface(button))
grids = [NumberGrid(Theme("light"), window) for _ in range(3)]
for grid in grids:
    grid.resize(300, 300)
cells = [QAccessible.queryAccessibleInterface(grid).child(index) for grid in grids for index in range(50)]
print(sum(cell.text(QAccessible.Text.Name) != "" for cell in cells))
if {forgotten}:
    del grid, grids, cells, window, button
if {without_application}:
    application.shutdown()
"""


@pytest.mark.parametrize("looked_at_first", [False, True])
@pytest.mark.parametrize("forgotten", [False, True])
@pytest.mark.parametrize("without_application", [False, True])
def test_the_program_ends_in_peace(looked_at_first: bool, forgotten: bool, without_application: bool) -> None:
    program = _PROGRAM.format(
        looked_at_first=looked_at_first, forgotten=forgotten, without_application=without_application
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "150\n", "")
