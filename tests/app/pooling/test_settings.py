"""The window is set, impossible settings are mended, and every change is taken back."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.pooling.lab import PoolingLab
from tests.app.driving import CTRL, SHIFT, choose, click, part, press, set_number, window_words


def formula(window: MainWindow) -> str:
    return part(window, QWidget, "pooling.formula").accessibleName()


def test_size_stride_and_padding_by_number_and_by_slider(
    qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab
) -> None:
    params = digit_lab.model.params
    assert (params.source, params.size, params.stride) == ("convolution", (2, 2), (2, 2))
    set_number(window, "pooling.size", 3)
    assert digit_lab.model.params.stride == (3, 3), "windows that stood side by side still do"
    part(window, QSlider, "pooling.stride_slider").setValue(2)
    set_number(window, "pooling.padding", 1)
    assert digit_lab.model.result.output_size == (14, 14)
    assert formula(window) == "28 − 3 + 2·1 = 27; ⌊ 27 / 2 ⌋ + 1 = 14"
    set_number(window, "pooling.size", 4)
    assert digit_lab.model.params.stride == (2, 2), "overlapping windows keep their stride"


def test_height_and_width_part(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    click(qtbot, window, "pooling.size_linked")
    set_number(window, "pooling.size_width", 4)
    assert digit_lab.model.params.size == (2, 4)
    assert digit_lab.model.result.output_size == (14, 7)
    assert formula(window).startswith("Height: 28 − 2")


@pytest.mark.parametrize(
    ("name", "value", "sentence", "mend"),
    [
        ("size", 5, "The 5×5 window does not fit the 4×4 input. Choose padding 1 or size 4.", ("size", 4)),
        ("padding", 2, "With padding 2 the 2×2 window has places with nothing to pool.", ("padding", 1)),
        ("stride", 0, "A stride of 0 never moves. Choose stride 1 or more.", ("stride", 1)),
    ],
)
def test_an_impossible_setting_says_what_mends_it_and_the_last_result_stays(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab, name: str, value: int, sentence: str, mend: tuple[str, int]
) -> None:
    result = lab.model.result
    set_number(window, f"pooling.{name}", value)
    assert window.line.is_error
    assert sentence in window.line.words
    assert part(window, QLabel, "pooling.problem").isVisible()
    assert lab.model.result is result
    press(qtbot, window, Qt.Key.Key_Right)
    assert sentence in window.line.words, "a step leads nowhere and says no other thing"

    set_number(window, f"pooling.{mend[0]}", mend[1])
    assert not window.line.is_error
    assert not part(window, QLabel, "pooling.problem").isVisible()
    assert lab.model.result is not result


def test_undo_and_redo_go_through_settings_and_inputs_but_not_through_steps(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    choose(window, "pooling.kind", "average")
    press(qtbot, window, Qt.Key.Key_Right)
    set_number(window, "pooling.padding", 1)
    choose(window, "pooling.source", "l2")
    for kind, padding in (("average", 1), ("average", 0), ("max", 0)):
        press(qtbot, window, Qt.Key.Key_Z, CTRL)
        assert (lab.model.params.kind, lab.model.params.padding) == (kind, (padding, padding))
    assert not lab.model.can_undo
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert lab.model.params.kind == "l2"
    assert not lab.model.can_redo


def test_undo_stays_with_the_maps_that_are_looked_at(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    choose(window, "pooling.kind", "average")
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert (digit_lab.model.params.kind, digit_lab.model.params.source) == ("max", "convolution")
    assert not digit_lab.model.can_undo


@pytest.mark.parametrize("tab", ["shift", "strided"])
def test_where_ways_are_compared_the_panel_says_what_is_pooled_there(
    window: MainWindow, lab: PoolingLab, tab: str
) -> None:
    def is_shown(name: str) -> bool:
        return part(window, QWidget, f"pooling.{name}").isVisible()

    assert (is_shown("source"), is_shown("formula"), is_shown("picture_note")) == (True, True, False)
    lab.view.show_tab(tab)
    assert (is_shown("source"), is_shown("formula"), is_shown("picture_note")) == (False, False, True)
    assert is_shown("kind")
    assert is_shown("size") == is_shown("stride") == is_shown("padding") == is_shown("global") == (tab == "shift")
    words = window_words(window)
    assert "it goes through the first layer of the network, which makes 24 × 24 of it" in words
    assert "75 %" not in words, "that is the share of another input"
    assert "Output size" not in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    lab.view.show_tab("forward")
    assert (is_shown("source"), is_shown("formula"), is_shown("picture_note")) == (True, True, False)
    assert is_shown("padding")


def test_a_window_is_impossible_only_where_it_does_not_fit(window: MainWindow, lab: PoolingLab) -> None:
    problem = part(window, QLabel, "pooling.problem")
    set_number(window, "pooling.size", 5)
    assert window.line.is_error
    lab.view.show_tab("shift")
    assert (window.line.is_error, problem.isVisible()) == (False, False), "it fits the 24 × 24 map of the picture"
    assert not part(window, QSpinBox, "pooling.size").property("problem")

    choose(window, "pooling.source", "overlapping")
    lab.model.update(grid=np.zeros((1, 30, 30)), size=(26, 26), stride=(26, 26))
    assert "The 26×26 window does not fit the 24×24 input." in problem.text()
    assert problem.isVisible()
    lab.view.show_tab("forward")
    assert not problem.isVisible()


def test_keys_lead_to_the_controls(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    for key, name in ((Qt.Key.Key_I, "source"), (Qt.Key.Key_K, "kind"), (Qt.Key.Key_S, "size")):
        lab.focus()
        press(qtbot, window, key)
        assert part(window, QWidget, f"pooling.{name}").hasFocus(), name


def test_what_is_unfolded_below_more(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    def is_shown(name: str) -> bool:
        return part(window, QWidget, f"pooling.{name}").isVisible()

    assert not is_shown("whole_output")
    press(qtbot, window, Qt.Key.Key_M)
    assert is_shown("whole_output")
    assert part(window, QCheckBox, "pooling.whole_output").hasFocus()
    assert (is_shown("count_include_pad"), is_shown("gradient")) == (False, False)
    choose(window, "pooling.kind", "average")
    set_number(window, "pooling.padding", 1)
    assert is_shown("count_include_pad")
    corner = float(digit_lab.model.result.input[0, 0, 0])
    click(qtbot, window, "pooling.count_include_pad")
    assert not digit_lab.model.params.count_include_pad
    assert digit_lab.model.result.output[0, 0, 0] == pytest.approx(corner)
    digit_lab.view.show_tab("backward")
    choose(window, "pooling.gradient", "output")
    assert digit_lab.model.params.gradient == "output"


def test_an_average_that_leaves_the_padding_out_is_as_many_terms_as_there_are_numbers(
    qtbot: QtBot, window: MainWindow, lab: PoolingLab
) -> None:
    set_number(window, "pooling.padding", 1)
    choose(window, "pooling.kind", "average")
    press(qtbot, window, Qt.Key.Key_Right)
    assert "4 numbers add up to 1. 1 ÷ 4 = <b>0.25</b>." in window.line.words
    press(qtbot, window, Qt.Key.Key_M)
    click(qtbot, window, "pooling.count_include_pad")
    assert "2 numbers add up to 1. 1 ÷ 2 = <b>0.50</b>." in window.line.words
    choose(window, "pooling.unit", "term")
    assert "Value 1 of 4 is padding: it does not take part." in window.line.words


def test_the_map_that_is_looked_at(qtbot: QtBot, window: MainWindow, digit_lab: PoolingLab) -> None:
    numbers = part(window, QSpinBox, "pooling.channel")
    digit_lab.model.update(source="grid", grid=digit_lab.model.params.grid.repeat(3, axis=0) * [[[1]], [[2]], [[3]]])
    press(qtbot, window, Qt.Key.Key_M)
    assert numbers.isVisible()
    numbers.setValue(3)
    assert "the largest of 4 numbers is <b>12</b>" in window.line.words
    assert "map 3 of 3, 4 × 4" in window_words(window)
    choose(window, "pooling.source", "l2")
    assert not numbers.isVisible()
    assert digit_lab.model.params.channel == 0


def test_how_many_windows_each_input_takes_part_in(qtbot: QtBot, window: MainWindow, lab: PoolingLab) -> None:
    choose(window, "pooling.source", "overlapping")
    press(qtbot, window, Qt.Key.Key_W)
    assert part(window, QAbstractButton, "pooling.coverage").isChecked()
    counts = lab.view.step_view.pair.input.values
    assert counts.tolist() == [[1, 1, 2, 1, 1], [1, 1, 2, 1, 1], [2, 2, 4, 2, 2], [1, 1, 2, 1, 1], [1, 1, 2, 1, 1]]
