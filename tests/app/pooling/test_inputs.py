"""Where the numbers come from: the convolution lab, the sheet, own numbers, a table, a file, another lab."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.texts import text
from cnnstudio.data.lab_numbers import PoolingNumbers
from cnnstudio.labs.convolution.lab import ConvolutionLab
from cnnstudio.labs.pooling.lab import PoolingLab
from tests.app.conftest import draw, open_and_wait
from tests.app.driving import (
    choose,
    click,
    click_cell,
    open_lab,
    part,
    paste,
    press,
    set_number,
    take_digit,
    type_number,
    window_words,
)
from tests.app.pooling.conftest import open_pooling


def open_convolution(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    return open_lab(qtbot, window, ConvolutionLab, "convolution")


def source(window: MainWindow) -> str:
    return part(window, QComboBox, "pooling.source").currentText()


# -- what the convolution lab makes


def test_a_digit_is_pooled_as_the_convolution_lab_shows_it(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab
) -> None:
    assert source(window) == "Output of the convolution lab"
    convolution = open_convolution(qtbot, window)
    np.testing.assert_array_equal(digit_lab.model.result.input, convolution.model.result.after)


def test_the_maps_follow_the_filter_and_the_settings_of_the_convolution_lab(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab
) -> None:
    convolution = open_convolution(qtbot, window)
    set_number(window, "convolution.filters", 3)
    click(qtbot, window, "convolution.filter_3")
    open_pooling(qtbot, window)
    assert (len(digit_lab.model.result.output), digit_lab.model.params.channel) == (3, 2)
    assert "map 3 of 3, 28 × 28" in window_words(window)

    open_convolution(qtbot, window)
    set_number(window, "convolution.stride", 2)
    open_pooling(qtbot, window)
    np.testing.assert_array_equal(digit_lab.model.result.input, convolution.model.result.after)
    assert digit_lab.model.result.output_size == (7, 7)


def test_the_maps_follow_each_stroke(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    draw(qtbot, window)
    one = open_pooling(qtbot, window).model.result.input
    assert lab.model.params.source == "convolution"
    assert one.any()
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    draw(qtbot, window, ((0.2, 0.8), (0.8, 0.8)))
    open_pooling(qtbot, window)
    assert not np.array_equal(lab.model.result.input, one)


def test_maps_too_large_for_a_frame_are_pooled_aside(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (600, 500), np.uint8)
    pixels[200:400, 230:270] = 255
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    open_and_wait(qtbot, window, tmp_path / "photo.png")
    convolution = open_convolution(qtbot, window)
    choose(window, "convolution.source", "photo")
    qtbot.waitUntil(
        lambda: convolution.model.params.source == "photo" and not convolution.model.pending, timeout=20_000
    )
    lab = open_pooling(qtbot, window)
    choose(window, "pooling.source", "convolution")
    qtbot.waitUntil(lambda: not lab.model.pending and lab.model.result.input.shape[1] > 500, timeout=20_000)
    np.testing.assert_array_equal(lab.model.result.input, convolution.model.result.after)


# -- the sheet


def test_the_drawing_itself_can_be_pooled(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    choose(window, "pooling.source", "specimen")
    np.testing.assert_allclose(digit_lab.model.result.input[0], window.draw_lab.model.result.prepared.pixels)
    take_digit(window, 5)
    np.testing.assert_allclose(digit_lab.model.result.input[0], window.draw_lab.model.result.prepared.pixels)


def test_an_empty_sheet_is_answered(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    choose(window, "pooling.source", "specimen")
    assert "Nothing is drawn yet." in window.line.words
    assert source(window) == "Four winners of 16"


# -- own numbers


def test_a_number_is_typed_in_place(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    grid = lab.view.step_view.pair.input
    click_cell(qtbot, grid, 0, 0)
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.cell is not None
    row, column = grid.cell
    type_number(qtbot, grid, "7.5")
    assert lab.model.params.grid[0, row, column] == 7.5
    assert "the largest of 4 numbers is <b>7.50</b>" in window.line.words
    assert source(window) == "Own numbers"

    line = type_number(qtbot, grid, "1x")
    assert "“1x” is not a number" in window.line.words
    assert lab.model.params.grid[0, row, column] == 7.5
    assert line.isVisible()  # to be mended
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    window.menus.actions["undo"].trigger()
    assert source(window) == "Four winners of 16"


def test_padding_and_gradients_cannot_be_written_over(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    set_number(window, "pooling.padding", 1)
    grid = lab.view.step_view.pair.input
    before = lab.model.params.grid
    for is_backward in (False, True):
        lab.model.update(backward=is_backward)
        qtbot.mouseDClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(0, 0).center().toPoint())
        assert grid.findChild(QLineEdit) is None
    assert lab.model.params.grid is before


def test_a_table_is_pasted_and_a_bad_one_changes_nothing(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    grid = lab.view.step_view.pair.input
    paste(qtbot, grid, "1\t2\t3\t4\n5\t6\t7\t8")
    assert lab.model.result.output.tolist() == [[[6, 8]]]
    paste(qtbot, grid, "1 x\n2 3")
    assert "x" in window.line.words
    assert lab.model.result.output.tolist() == [[[6, 8]]]


def test_numbers_too_large_to_be_written_are_refused_and_no_step_of_undo(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab, tmp_path: Path
) -> None:
    grid, params = lab.view.step_view.pair.input, lab.model.params
    sentence = "Own numbers stay below 1\xa0000\xa0000\xa0000\xa0000\xa0000. Type smaller ones."
    paste(qtbot, grid, "1e300 1e308; 4 5")
    assert sentence in window.line.words

    press(qtbot, window, Qt.Key.Key_Right)
    assert sentence not in window.line.words
    click_cell(qtbot, grid, 0, 0)
    line = type_number(qtbot, grid, "1e15")
    assert sentence in window.line.words
    assert (line.isVisible(), line.property("problem")) == (True, True), "it can still be mended"
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    press(qtbot, window, Qt.Key.Key_Right)
    np.save(tmp_path / "large.npy", np.array([[-2e15, 1.0], [2.0, 3.0]]))
    window.open_files([tmp_path / "large.npy"])
    qtbot.waitUntil(lambda: sentence in window.line.words)
    assert lab.model.params.grid is params.grid
    assert (lab.model.problem, lab.model.can_undo) == (None, False)
    assert source(window) == "Four winners of 16"


def test_sums_too_large_are_no_fault_of_the_window(window: MainWindow, lab: PoolingLab) -> None:
    lab.model.update(grid=np.full((1, 4, 4), 9e14), kind="l2")
    assert window.line.is_error
    assert "The numbers are too large to be pooled." in window.line.words
    for name in ("size", "stride", "padding"):
        assert not part(window, QSpinBox, f"pooling.{name}").property("problem"), name


def test_a_table_too_small_for_the_window_is_mended_by_another(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    grid = lab.view.step_view.pair.input
    paste(qtbot, grid, "7")
    assert window.line.is_error
    assert "The 2×2 window does not fit the 1×1 input." in window.line.words
    assert lab.model.result.input.shape == (1, 4, 4), "the last result stays"
    qtbot.keyClick(grid, Qt.Key.Key_3)
    assert grid.findChild(QLineEdit) is None, "what is shown are not the numbers any more"
    paste(qtbot, grid, "7 1\n2 3")
    assert not window.line.is_error
    assert lab.model.result.output.tolist() == [[[7]]]


def test_a_table_for_which_there_is_no_place_is_told_where_there_is_one(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab
) -> None:
    paste(qtbot, digit_lab.view.step_view.pair.input, "1\t2\n3\t4")
    assert "These are numbers, no picture. Own numbers takes tables" in window.line.words
    assert digit_lab.model.params.source == "convolution"
    choose(window, "pooling.source", "grid")
    paste(qtbot, digit_lab.view.step_view.pair.input, "1\t2\n3\t4")
    assert digit_lab.model.result.output.tolist() == [[[4]]]


def test_the_grid_grows_and_shrinks(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    set_number(window, "pooling.grid_size", 6)
    assert lab.model.params.grid.shape == (1, 6, 6)
    assert lab.model.params.grid[0, :4, :4].max() == 6
    assert not lab.model.params.grid[0, 4:].any()
    set_number(window, "pooling.grid_size", 2)
    assert lab.model.result.output.tolist() == [[[4]]]


# -- files


@pytest.mark.parametrize("ending", [".csv", ".npy"])
def test_a_file_of_numbers_is_taken_by_the_lab_in_front(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab, tmp_path: Path, ending: str
) -> None:
    numbers = np.arange(36.0).reshape(6, 6)
    path = tmp_path / f"numbers{ending}"
    np.save(path, numbers) if ending == ".npy" else np.savetxt(path, numbers, delimiter=",")
    window.open_files([path])
    qtbot.waitUntil(lambda: lab.model.params.grid.shape == (1, 6, 6))
    assert window.current_lab is lab
    assert lab.model.result.output.tolist() == [[[7, 9, 11], [19, 21, 23], [31, 33, 35]]]
    assert source(window) == "Own numbers"


def test_of_several_pictures_in_a_file_the_first_is_taken(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab, tmp_path: Path
) -> None:
    np.save(tmp_path / "pictures.npy", np.arange(32.0).reshape(2, 1, 4, 4))
    window.open_files([tmp_path / "pictures.npy"])
    qtbot.waitUntil(lambda: "The file holds 2 pictures" in window.line.words)
    assert lab.model.result.output.tolist() == [[[5, 7], [13, 15]]]


def test_a_file_that_cannot_be_read_changes_nothing(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab, tmp_path: Path
) -> None:
    np.save(tmp_path / "holes.npy", np.array([[1.0, np.nan], [2.0, 3.0]]))
    result = lab.model.result
    window.open_files([tmp_path / "holes.npy"])
    qtbot.waitUntil(lambda: window.line.is_error)
    assert lab.model.result is result
    press(qtbot, window, Qt.Key.Key_Right)
    assert not window.line.is_error


# -- another lab


def test_what_another_lab_hands_over_has_its_name(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    for name, kind in (("Layer 2", "max"), ("Layer 5", "average")):
        lab.take(PoolingNumbers(text(name), np.arange(16.0).reshape(1, 4, 4), kind))
        QApplication.processEvents()
        assert source(window) == name
        assert lab.model.params.kind == kind
    choose(window, "pooling.source", "l2")
    choose(window, "pooling.source", "given")
    assert lab.model.result.input.max() == 15
