"""The lab is stepped by keys, buttons, wheel and mouse, forward and backward."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QSlider,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.convolution.lab import ConvolutionLab
from tests.app.driving import ALT, SHIFT, choose, click, click_cell, part, press, turn_wheel


def test_the_first_example_is_stepped_forward_and_back_by_keys(
    qtbot: QtBot, window: MainWindow, lab: ConvolutionLab
) -> None:
    said = [window.line.words]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_End):
        press(qtbot, window, key)
        said.append(window.line.words)

    places = [words.split("row")[0] for words in said]
    assert "Row <b>1</b>, column <b>1</b>: the 4 products add up to <b>2</b>" in places[0]
    assert "Row <b>1</b>, column <b>2</b>" in places[1]
    assert "Row <b>1</b>, column <b>3</b>" in places[2]
    assert "Row <b>1</b>, column <b>2</b>" in places[3]
    assert "Row <b>1</b>, column <b>1</b>" in places[4]
    assert "Row <b>3</b>, column <b>3</b>: the 4 products add up to <b>1</b>" in places[5]


def test_rows_are_stepped_with_shift_and_home_goes_to_the_first_cell(
    qtbot: QtBot, window: MainWindow, lab: ConvolutionLab
) -> None:
    press(qtbot, window, Qt.Key.Key_Right, SHIFT)
    assert lab.model.place == (1, 0)
    press(qtbot, window, Qt.Key.Key_Home)
    assert lab.model.place == (0, 0)


def test_the_buttons_of_the_transport_step_too(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    for name, cell in (("next", 1), ("next", 2), ("back", 1), ("last", 8), ("first", 0)):
        click(qtbot, window, f"convolution.{name}")
        assert lab.model.params.cell == cell
    scrubber = part(window, QSlider, "convolution.scrubber")
    scrubber.setValue(5)
    assert lab.model.place == (1, 2)


def test_the_wheel_steps_over_the_stage(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.output
    for notch, cell in ((-120, 1), (-120, 2), (120, 1)):
        turn_wheel(lab.view, grid, notch)
        assert lab.model.params.cell == cell


def test_playing_runs_to_the_end_and_stops(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    speed = part(window, QComboBox, "convolution.speed")
    speed.setCurrentIndex(speed.count() - 1)
    speed.activated.emit(speed.currentIndex())
    press(qtbot, window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: lab.model.params.cell == 8, timeout=10_000)


def test_a_click_on_an_output_cell_goes_there_and_on_an_input_cell_to_its_window(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    pair = digit_lab.view.step_view.pair
    click_cell(qtbot, pair.output, 12, 11)
    assert digit_lab.model.place == (12, 11)
    assert "Row <b>13</b>, column <b>12</b>" in window.line.words
    click_cell(qtbot, pair.input, 20, 7)  # of the padded input: the window is centred there
    assert digit_lab.model.place == (19, 6)
    press(qtbot, window, Qt.Key.Key_Right)
    assert digit_lab.model.place == (19, 7), "the mouse leaves the arrows to the stage"


def test_product_by_product(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    choose(window, "convolution.unit", "product")
    lab.focus()
    assert "Product 1 of 4: 1 × 1 = <b>1</b>. Running total <b>1</b>." in window.line.words
    products = lab.view.step_view.row.tables[2]
    assert products.main == ("1", "", "", "")
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Right)
    assert lab.view.step_view.row.tables[2].sub == ("Σ 1", "Σ 1", "Σ 1", "Σ 2")
    press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.place == (0, 1)


def test_backward_steps_hand_every_cells_share_over(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    qtbot.keyClick(window, Qt.Key.Key_2, ALT)
    assert lab.model.params.backward
    assert "its gradient <b>1</b> goes to 4 weights and 4 inputs" in window.line.words
    press(qtbot, window, Qt.Key.Key_End)
    dw, dx = lab.view.step_view.row.tables
    # with a gradient of ones, dW sums the inputs each weight met
    x = lab.model.params.grid[0]
    sums = [x[u : u + 3, v : v + 3].sum() for u in (0, 1) for v in (0, 1)]
    assert [float(word) for word in dw.main] == sums
    assert dx.sub[0] == "+ 1 × 1"
    assert lab.view.step_view.pair.input.values.shape == (4, 4)
    assert lab.view.step_view.pair.input.values.sum() == pytest.approx(9 * 2)
    qtbot.keyClick(window, Qt.Key.Key_1, ALT)
    assert not lab.model.params.backward


@pytest.mark.parametrize("leave", ["code", "present", "panel"])
def test_the_clicker_steps_whatever_was_used_before(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab, leave: str
) -> None:
    if leave == "code":
        press(qtbot, window, Qt.Key.Key_C)
        press(qtbot, window, Qt.Key.Key_Escape)
    elif leave == "present":
        qtbot.keyClick(window, Qt.Key.Key_F5)
    else:
        part(window, QAbstractButton, "convolution.more").setFocus()
    press(qtbot, window, Qt.Key.Key_PageDown)
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert digit_lab.model.params.cell == 2
