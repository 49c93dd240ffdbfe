"""What a class meets that begins with pooling, and what it types, points at and zooms."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.pooling.lab import PoolingLab
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.leader_lines import LeaderLines
from tests.app.driving import LEFT, part, press, take_digit


def open_line(window: MainWindow) -> QLineEdit:
    """Return the line over a cell; those that were closed may not be gone yet."""
    (line,) = (line for line in window.findChildren(QLineEdit, "pooling.input_line") if line.isVisible())
    return line


def test_only_the_labs_own_panel_is_shown_though_it_needs_the_convolution(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    take_digit(window)
    assert lab.model.params.source == "convolution"
    panels = [panel for panel in window.findChildren(QWidget, "controls") if panel.isVisible()]
    assert panels == [lab.controls]


def test_enter_leads_from_a_number_back_to_the_stage(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    press(qtbot, window, Qt.Key.Key_S)
    size = part(window, QSpinBox, "pooling.size")
    assert size.hasFocus()
    size.selectAll()
    qtbot.keyClicks(size, "3")
    press(qtbot, window, Qt.Key.Key_Return)
    assert digit_lab.model.params.size == (3, 3)
    assert not size.hasFocus()
    press(qtbot, window, Qt.Key.Key_Right)
    assert digit_lab.model.place == (0, 1)


def test_escape_gives_up_what_was_typed(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    press(qtbot, window, Qt.Key.Key_S)
    size = part(window, QSpinBox, "pooling.size")
    size.selectAll()
    qtbot.keyClicks(size, "5")
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not size.hasFocus()
    assert digit_lab.model.params.size == (2, 2)
    assert size.text() == "2"


def test_a_clicker_steps_even_while_a_setting_has_the_keyboard(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab
) -> None:
    press(qtbot, window, Qt.Key.Key_S)
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_PageDown)
    assert digit_lab.model.params.size == (2, 2)
    assert digit_lab.model.place == (0, 2)


def test_what_is_no_number_can_be_mended_where_it_was_typed(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    grid = part(window, NumberGrid, "pooling.input")
    place = grid.cell_rect(1, 1).center().toPoint()
    for typed, answer in (("abc", "“abc” is not a number"), ("", "Type a number such as")):
        qtbot.mouseDClick(grid, LEFT, pos=place)
        line = open_line(window)
        line.setText(typed)
        qtbot.keyClick(line, Qt.Key.Key_Return)
        assert answer in window.line.words
        assert line.isVisible()
        qtbot.keyClick(line, Qt.Key.Key_Escape)
    qtbot.mouseDClick(grid, LEFT, pos=place)
    line = open_line(window)
    qtbot.keyClicks(line, "9")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert lab.model.params.grid[0, 1, 1] == 9
    assert grid.zoom == 1


def test_backward_the_arrow_leads_from_the_outputs_gradient_to_the_calculation(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    lines = part(window, QWidget, "pooling.step").findChild(LeaderLines)
    assert isinstance(lines, LeaderLines)
    assert lines.lines is not None
    assert not lines.lines.is_backward
    lab.view.show_tab("backward")
    assert lines.lines.is_backward
    tip = lines.lines.result
    assert tip is not None
    picture = part(window, QWidget, "pooling.step").grab().toImage()
    ink = window.theme.palette.text_second.lower()
    head = {picture.pixelColor(round(tip.right()) + 7, round(tip.center().y()) + down).name() for down in (-2, 0, 2)}
    assert head == {ink}


def test_the_lines_follow_a_grid_that_is_zoomed(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    lines = part(window, QWidget, "pooling.step").findChild(LeaderLines)
    assert isinstance(lines, LeaderLines)
    assert lines.lines is not None
    before = lines.lines.window
    grid = part(window, NumberGrid, "pooling.input")
    grid.zoom_by(2.0, grid.cell_rect(0, 0).topLeft())
    assert lines.lines.window.width() > 1.5 * before.width()
    np.testing.assert_allclose(lines.lines.window.left(), before.left(), atol=1)
