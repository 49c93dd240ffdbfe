"""What the stage shows of a moment, and what it tells of the cell under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.numbers import fixed
from cnnstudio.core.palette import LIGHT, cell_hue
from cnnstudio.labs.convolution.lab import ConvolutionLab
from cnnstudio.widgets.term_grid import TermGrid
from tests.app.driving import part, point_at, press, set_number, window_words


def test_the_window_and_its_cells_carry_the_kernels_hues(lab: ConvolutionLab) -> None:
    lab.model.update(cell=4)
    grid = lab.view.step_view.pair.input
    picture = grid.grab().toImage()
    for u in range(2):
        for v in range(2):
            cell = grid.cell_rect(1 + u, 1 + v)
            across = [picture.pixelColor(round(cell.left()) + x, round(cell.center().y())).name() for x in range(8)]
            assert cell_hue(LIGHT, u, v).lower() in across, (u, v, across)
    beside = grid.cell_rect(3, 0)
    row = {
        picture.pixelColor(x, round(beside.top()) + 8).name()
        for x in range(round(beside.left()) + 3, round(beside.right()) - 3)
    }
    assert not row & {cell_hue(LIGHT, u, v).lower() for u in range(3) for v in range(3)}


def test_dots_show_where_a_larger_stride_stops(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.input
    bare = grid.grab().toImage()
    set_number(window, "convolution.stride", 3)
    set_number(window, "convolution.padding", 1)
    assert lab.model.result.output_size == (2, 2)
    picture = grid.grab().toImage()
    # the windows of 2×2 in the padded 6×6 stop about the corners (1, 1), (1, 4), (4, 1), (4, 4)
    dot = (grid.cell_rect(3, 3).bottomRight() + QPointF(0, grid.cell_rect(0, 0).height() * 0.38)).toPoint()
    assert picture.pixelColor(dot).name() == LIGHT.text.lower()
    assert bare.pixelColor(dot).name() != LIGHT.text.lower()
    assert "skips the places between" in window_words(window)


def test_lines_part_windows_that_stand_side_by_side(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.input
    set_number(window, "convolution.stride", 2)
    assert lab.model.result.fits[0].extent == 2
    picture = grid.grab().toImage()
    border = grid.cell_rect(3, 2).topLeft() + QPointF(0, grid.cell_rect(0, 0).height() / 2)
    colors = {picture.pixelColor(round(border.x()) + by, round(border.y())).name() for by in (-1, 0, 1)}
    assert LIGHT.text.lower() in colors
    assert "stand side by side" in window_words(window)


def test_cells_not_yet_reached_are_blank_until_asked_for(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    output = digit_lab.view.step_view.pair.output
    digit_lab.model.update(cell=12 * 28 + 11)

    def color(row: int, column: int) -> str:
        place = output.cell_rect(row, column).center().toPoint()
        return output.grab().toImage().pixelColor(place).name()

    low = color(0, 0)
    assert color(20, 20) != low
    press(qtbot, window, Qt.Key.Key_A)
    assert color(20, 27) == low, "zero after ReLU has the first colour of the map"


def test_pointing_tells_what_belongs_together(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    step = digit_lab.view.step_view
    digit_lab.model.update(padding=(0, 0))
    point_at(qtbot, step.pair.input, step.pair.input.cell_rect(0, 0).center())
    assert "takes part in <b>1</b> window." in window.line.words
    point_at(qtbot, step.pair.input, step.pair.input.cell_rect(10, 10).center())
    assert "takes part in <b>9</b> windows" in window.line.words
    point_at(qtbot, step.pair.output, step.pair.output.cell_rect(3, 4).center())
    assert "Output row <b>4</b>, column <b>5</b>" in window.line.words
    kernel = part(window, TermGrid, "convolution.terms_kernel")
    point_at(qtbot, kernel, QPointF(8, 8))
    assert "Weight <b>−1</b> at row 1, column 1 meets <b>676</b> cells" in window.line.words
    digit_lab.model.update(cell=10 * 26 + 10)
    products = part(window, TermGrid, "convolution.terms_products")
    point_at(qtbot, products, QPointF(8, 8))
    trace = digit_lab.model.trace
    assert f" × −1 = <b>{fixed(trace.products[0, 0, 0], 2)}</b>" in window.line.words
    QApplication.sendEvent(products, QEvent(QEvent.Type.Leave))
    assert "Row <b>11</b>, column <b>11</b>" in window.line.words
    digit_lab.model.update(cell=0)
    assert "before ReLU" in window.line.words


def test_how_many_windows_each_input_takes_part_in(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    press(qtbot, window, Qt.Key.Key_W)
    grid = lab.view.step_view.pair.input
    assert grid.values.tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]
    set_number(window, "convolution.padding", 1)
    assert grid.values.shape == (6, 6)
    assert grid.values[1:5, 1:5].tolist() == [[4] * 4] * 4
    press(qtbot, window, Qt.Key.Key_W)
    assert grid.values[1].tolist() == [0, 1, 0, 1, 0, 0]


def test_a_step_ends_what_was_said_of_the_cell_under_the_pointer(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    grid = digit_lab.view.step_view.pair.input
    point_at(qtbot, grid, grid.cell_rect(10, 10).center())
    assert "takes part in" in window.line.words
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert "Row <b>1</b>, column <b>2</b>" in window.line.words
