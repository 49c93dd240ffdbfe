from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme

NUMBERS = np.linspace(0, 1, 16).reshape(4, 4)


@pytest.fixture
def grid(qtbot: QtBot, theme: Theme) -> NumberGrid:
    grid = NumberGrid(theme)
    grid.resize(200, 200)
    grid.show_values(NUMBERS)
    qtbot.addWidget(grid)
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def test_cells_take_the_colours_of_their_numbers(grid: NumberGrid, theme: Theme) -> None:
    grid.show_values(np.array([[0.0, 1.0], [0.5, 0.25]]))
    picture = grid.grab().toImage()

    colors = theme.colormaps.picture.colors(np.array([[0.0, 1.0], [0.5, 0.25]]), 1.0)

    for row, y in enumerate((10, 110)):
        for column, x in enumerate((10, 110)):
            assert picture.pixelColor(x, y).rgb() & 0xFFFFFF == int.from_bytes(colors[row, column].tobytes())


def test_the_cell_under_the_pointer_is_told(qtbot: QtBot, grid: NumberGrid) -> None:
    with qtbot.waitSignal(grid.cell_entered) as entered:
        qtbot.mouseMove(grid, QPoint(125, 75))

    assert entered.args == [(1, 2)]


def test_arrows_walk_from_cell_to_cell_and_stop_at_the_edge(qtbot: QtBot, grid: NumberGrid) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, *[Qt.Key.Key_Left] * 9):
        qtbot.keyClick(grid, key)

    assert grid.cell == (1, 0)


def test_zooming_keeps_the_point_under_the_pointer(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(80, 80)
    grid.zoom_by(2, QPointF(40, 40))
    qtbot.mouseMove(grid, QPoint(41, 41))

    assert grid.zoom == 2
    assert grid.cell == (2, 2)
    qtbot.mouseMove(grid, QPoint(2, 2))
    assert grid.cell == (1, 1)


def test_zooming_has_limits(grid: NumberGrid) -> None:
    grid.zoom_by(0.01)
    assert grid.zoom == 1
    grid.zoom_by(1e6)
    assert 200 / 4 * grid.zoom <= 96 + 1e-9


def test_dragging_moves_an_enlarged_grid_within_its_edges(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(80, 80)
    grid.zoom_by(2, QPointF(0, 0))
    qtbot.mousePress(grid, Qt.MouseButton.LeftButton, pos=QPoint(70, 70))
    qtbot.mouseMove(grid, QPoint(-500, -500))
    qtbot.mouseRelease(grid, Qt.MouseButton.LeftButton, pos=QPoint(-500, -500))
    qtbot.mouseMove(grid, QPoint(79, 79))

    assert grid.cell == (3, 3)


def test_a_double_click_enlarges_and_brings_back(qtbot: QtBot, grid: NumberGrid) -> None:
    grid.resize(100, 100)
    qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert grid.zoom == 3
    qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert grid.zoom == 1


@pytest.mark.parametrize(
    "values", [np.full((3, 3), np.nan), np.full((3, 3), np.inf), np.zeros((1, 1)), np.zeros((3, 9))]
)
def test_any_numbers_can_be_painted(grid: NumberGrid, values: np.ndarray) -> None:
    grid.show_values(values)

    assert not grid.grab().isNull()


def test_the_overlay_is_told_where_the_whole_grid_lies(grid: NumberGrid) -> None:
    seen: list[QRectF] = []

    def remember(painter: QPainter, whole: QRectF) -> None:
        seen.append(whole)

    grid.set_overlay(remember)
    grid.show_values(np.zeros((2, 4)))
    grid.grab()

    assert seen[-1] == QRectF(0, 50, 200, 100)
