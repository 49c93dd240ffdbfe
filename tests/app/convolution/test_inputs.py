"""Where the input comes from: the sheet, a photo, a file, a table, a number typed in place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.convolution.lab import ConvolutionLab
from tests.app.conftest import draw, open_and_wait
from tests.app.convolution.conftest import open_convolution
from tests.app.driving import CTRL, choose, copied, paste, press, type_number


def test_an_input_number_is_typed_in_place(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.input
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.cell == (0, 1)
    type_number(qtbot, grid, "7.5")
    assert lab.model.params.grid[0, 0].tolist() == [1, 7.5, 1, 0]


def test_a_table_is_pasted_and_copied(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid, output = lab.view.step_view.pair.input, lab.view.step_view.pair.output
    paste(qtbot, grid, "1\t2\t3\n4\t5\t6\n7\t8\t9")
    assert lab.model.result.output_size == (2, 2)
    assert copied(qtbot, output) == [6], "what is not yet on the screen is not copied"
    press(qtbot, window, Qt.Key.Key_End)
    assert copied(qtbot, output) == [6, 8, 12, 14]

    paste(qtbot, grid, "1 x\n2 3")
    assert "x" in window.line.words
    assert lab.model.result.output_size == (2, 2)


def test_the_specimen_is_followed_stroke_by_stroke(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    draw(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert lab.model.params.source == "specimen"
    np.testing.assert_array_equal(lab.model.result.input[0], window.draw_lab.model.result.prepared.pixels)


def test_keys_of_the_sheet_do_nothing_to_it_from_here(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    source = window.draw_lab.model.params.source
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_E, Qt.Key.Key_BracketRight):
        press(qtbot, window, key)
    assert window.draw_lab.model.params.source is source
    qtbot.keyClick(window, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: window.draw_lab.model.params.source is not source)
    assert window.header.specimen_menu.text() != "MNIST test 30"


def test_a_photo_is_convolved_at_full_size_away_from_the_gui_thread(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (700, 900), np.uint8)
    pixels[200:500, 430:470] = 255
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    open_and_wait(qtbot, window, tmp_path / "photo.png")
    lab = open_convolution(qtbot, window)
    choose(window, "convolution.source", "photo")
    qtbot.waitUntil(lambda: lab.model.params.source == "photo" and not lab.model.pending, timeout=20_000)

    assert lab.model.result.input.shape == (1, 700, 900)
    np.testing.assert_allclose(lab.model.result.input[0], pixels / 255, atol=1e-6)
    press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.place == (0, 1)


def test_numbers_are_opened_from_a_file_and_bad_ones_change_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    lab = open_convolution(qtbot, window)
    good, bad, holes = tmp_path / "good.csv", tmp_path / "bad.npy", tmp_path / "holes.csv"
    good.write_text("1,2,3\n4,5,6\n7,8,9\n")
    np.save(bad, np.array([[1.0, np.nan], [2.0, 3.0]]))
    holes.write_text("1,2\n3,\n")
    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    window.open_files([good])
    qtbot.waitUntil(lambda: lab.model.params.grid.shape == (1, 3, 3))
    assert window.current_lab is lab
    assert lab.model.result.after[0].tolist() == [[6, 8], [12, 14]]

    for path in (bad, holes):
        window.open_files([path])
        qtbot.waitUntil(lambda: window.line.is_error)
        assert lab.model.result.after[0].tolist() == [[6, 8], [12, 14]]
        press(qtbot, window, Qt.Key.Key_Right)
        assert not window.line.is_error
