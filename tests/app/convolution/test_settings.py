"""Kernel, stride, padding and the rest are set, and impossible settings mended."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QLabel,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.labs.convolution.lab import ConvolutionLab
from cnnstudio.widgets.term_grid import TermGrid
from tests.app.conftest import MakeWindow
from tests.app.convolution.conftest import open_convolution
from tests.app.driving import choose, click, part, press, set_number, take_digit, type_weight


def test_a_weight_is_typed_in_place(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    kernel = part(window, TermGrid, "convolution.terms_kernel")
    type_weight(qtbot, kernel, 0, 1, "-2.5")
    assert lab.model.params.weight[0, 0].tolist() == [[1, -2.5], [0, 1]]
    assert lab.model.result.after[0, 0].tolist() == [2, -1.5, 1]

    line = type_weight(qtbot, kernel, 0, 1, "abc")
    assert "“abc” is not a number" in window.line.words
    assert lab.model.params.weight[0, 0, 0, 1] == -2.5
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    window.menus.actions["undo"].trigger()
    assert lab.model.params.weight[0, 0].tolist() == [[1, 0], [0, 1]]


def test_size_stride_padding_and_dilation_by_number_and_by_slider(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    model = digit_lab.model
    set_number(window, "convolution.size", 5)
    part(window, QSlider, "convolution.stride_slider").setValue(2)
    set_number(window, "convolution.dilation", 2)
    assert (model.params.kernel_size, model.params.stride, model.params.dilation) == ((5, 5), (2, 2), (2, 2))
    assert model.result.output_size == (11, 11)
    assert part(window, QWidget, "convolution.formula").accessibleName() == "28 − 9 + 2·1 = 21; ⌊ 21 / 2 ⌋ + 1 = 11"


def test_height_and_width_part(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    click(qtbot, window, "convolution.size_linked")
    set_number(window, "convolution.size_width", 7)
    assert digit_lab.model.params.kernel_size == (3, 7)
    assert part(window, QWidget, "convolution.formula").accessibleName().startswith("Height: 28 − 3")


def test_same_and_valid(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    set_number(window, "convolution.size", 5)
    click(qtbot, window, "convolution.same")
    assert digit_lab.model.result.output_size == (28, 28)
    assert part(window, QSpinBox, "convolution.padding").value() == 2
    click(qtbot, window, "convolution.valid")
    assert digit_lab.model.result.output_size == (24, 24)


def test_an_impossible_setting_is_answered_and_mended(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    size = part(window, QSpinBox, "convolution.size")
    size.setValue(7)
    assert window.line.is_error
    assert "The 7×7 kernel does not fit the 4×4 input" in window.line.words
    assert part(window, QLabel, "convolution.problem").isVisible()
    assert lab.model.result.output_size == (3, 3)
    press(qtbot, window, Qt.Key.Key_Right)
    size.setValue(2)
    assert not window.line.is_error

    set_number(window, "convolution.stride", 0)
    assert window.line.is_error
    click(qtbot, window, "convolution.same")
    set_number(window, "convolution.stride", 1)
    assert not window.line.is_error


def test_presets_by_picture_and_by_list(qtbot: QtBot, make: MakeWindow) -> None:
    window = make()
    window.resize(1440, 1000)
    take_digit(window)
    lab = open_convolution(qtbot, window)
    click(qtbot, window, "convolution.preset_sobel_y")
    assert lab.model.params.kernel[0].tolist() == [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    choose(window, "convolution.preset", "identity")
    np.testing.assert_allclose(lab.model.result.before[0], lab.model.result.input[0] - 0.5)
    choose(window, "convolution.preset", "learned")
    assert lab.model.params.kernel_size == (5, 5)


def test_more_controls(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    model = digit_lab.model
    press(qtbot, window, Qt.Key.Key_M)
    bias = part(window, QDoubleSpinBox, "convolution.bias")
    assert bias.isVisible()
    bias.setValue(0.25)
    assert float(model.params.bias[0]) == 0.25
    for name, value in (("activation", "tanh"), ("padding_mode", "replicate")):
        choose(window, f"convolution.{name}", value)
        assert getattr(model.params, name) == value
    set_number(window, "convolution.filters", 3)
    assert model.result.after.shape == (3, 28, 28)
    click(qtbot, window, "convolution.filter_2")
    assert model.params.filter == 1
    click(qtbot, window, "convolution.flip")
    assert model.params.flip
