"""What one lab hands over is what the window shows in the other, number for number."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import text
from cnnstudio.data.handover import Handover
from cnnstudio.data.lab_numbers import ConvolutionNumbers, PoolingNumbers
from cnnstudio.data.strokes import Stroke
from cnnstudio.labs.convolution.kernels import with_preset
from cnnstudio.labs.convolution.lab import ConvolutionLab
from cnnstudio.labs.draw.sources import DrawnSource
from cnnstudio.labs.pooling.lab import PoolingLab
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.widgets.number_grid import NumberGrid
from tests.app.conftest import ONE, MakeWindow, draw
from tests.app.driving import CTRL, SHIFT, copied, open_lab, part, press, set_number, take_digit, window_words

RANDOM = np.random.default_rng(3)
INPUT = RANDOM.normal(size=(3, 9, 8))
WEIGHT = RANDOM.normal(size=(4, 3, 3, 2))
BIAS = RANDOM.normal(size=4)


@pytest.fixture
def handover() -> Handover:
    return Handover()


@pytest.fixture
def window(make: MakeWindow, handover: Handover) -> MainWindow:
    return make(handover=handover)


def whole_output(qtbot: QtBot, window: MainWindow, lab_id: str) -> FloatArray:
    """Return the numbers that stand in the output of a lab once it was stepped to its end."""
    press(qtbot, window, Qt.Key.Key_End)
    grid = part(window, NumberGrid, f"{lab_id}.output")
    return np.array(copied(qtbot, grid)).reshape(grid.values.shape)


# -- a convolution


def numbers(view: str = "forward") -> ConvolutionNumbers:
    return ConvolutionNumbers(
        text("Layer 2"), INPUT, WEIGHT, BIAS, (2, 1), (1, 0), activation="relu", filter=2, view=view
    )


def test_the_convolution_lab_shows_exactly_these_numbers(qtbot: QtBot, window: MainWindow, handover: Handover) -> None:
    handover.open(numbers())
    lab = window.current_lab
    assert isinstance(lab, ConvolutionLab)
    expected = np.maximum(conv2d(INPUT[None], WEIGHT, BIAS, (2, 1), (1, 0))[0], 0)
    np.testing.assert_array_equal(lab.model.result.input, INPUT)
    np.testing.assert_allclose(lab.model.result.after, expected)
    np.testing.assert_allclose(whole_output(qtbot, window, "convolution"), expected[2])
    shown = part(window, NumberGrid, "convolution.input").values
    np.testing.assert_array_equal(shown[1:-1], INPUT[0])


def test_handed_kernels_have_a_name_and_go_with_the_digit_they_belong_to(
    qtbot: QtBot, window: MainWindow, handover: Handover
) -> None:
    take_digit(window)
    lab = open_lab(qtbot, window, ConvolutionLab, "convolution")
    mine = lab.model.params
    handover.open(numbers())
    kernels, inputs = part(window, QComboBox, "convolution.preset"), part(window, QComboBox, "convolution.source")
    assert (kernels.currentText(), inputs.currentText()) == ("Of the network", "Layer 2")
    take_digit(window, 31)
    assert lab.model.params.source == "specimen"
    assert lab.model.params.presets == mine.presets
    np.testing.assert_array_equal(lab.model.params.weight, mine.weight)
    assert lab.model.params.activation == mine.activation
    assert inputs.currentText() == "MNIST test 31"


def test_a_kernel_that_was_changed_since_stays(qtbot: QtBot, window: MainWindow, handover: Handover) -> None:
    take_digit(window)
    lab = open_lab(qtbot, window, ConvolutionLab, "convolution")
    handover.open(ConvolutionNumbers(text("Layer 1"), INPUT[:1], WEIGHT[:1, :1], BIAS[:1]))
    lab.model.put(with_preset(lab.model.params, "box"))
    take_digit(window, 31)
    assert lab.model.params.presets == ("box",)


@pytest.mark.parametrize("view", ["backward", "pipeline", "forward"])
def test_it_is_opened_on_the_view_that_was_meant(window: MainWindow, handover: Handover, view: str) -> None:
    lab = open_conv(window)
    lab.view.show_tab("columns")
    handover.open(numbers(view))
    assert lab.view.tab.id == view
    assert lab.model.params.backward == (view == "backward")
    np.testing.assert_array_equal(lab.model.params.weight, WEIGHT)


def open_conv(window: MainWindow) -> ConvolutionLab:
    window.show_lab(1)
    lab = window.current_lab
    assert isinstance(lab, ConvolutionLab)
    return lab


def test_what_was_there_before_comes_back_by_undo(qtbot: QtBot, window: MainWindow, handover: Handover) -> None:
    lab = open_conv(window)
    set_number(window, "convolution.padding", 2)
    before = lab.model.params
    handover.open(numbers())
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert lab.model.params.weight is before.weight
    assert (lab.model.params.grid is before.grid, lab.model.params.padding) == (True, (2, 2))
    press(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    np.testing.assert_array_equal(lab.model.result.input, INPUT)


def test_an_impossible_setting_is_over(window: MainWindow, handover: Handover) -> None:
    open_conv(window)
    set_number(window, "convolution.size", 9)
    assert window.line.is_error
    handover.open(numbers())
    assert not window.line.is_error


# -- a pooling


@pytest.mark.parametrize(
    ("kind", "pool"), [("max", np.max), ("average", np.mean), ("l2", lambda window: np.sqrt(np.sum(window**2)))]
)
def test_the_pooling_lab_shows_exactly_these_numbers(
    qtbot: QtBot, window: MainWindow, handover: Handover, kind: str, pool: object
) -> None:
    handover.open(PoolingNumbers(text("Layer 3"), INPUT, kind, (3, 2), (3, 2), channel=1))
    lab = window.current_lab
    assert isinstance(lab, PoolingLab)
    np.testing.assert_array_equal(lab.model.result.input, INPUT)
    np.testing.assert_array_equal(part(window, NumberGrid, "pooling.input").values, INPUT[1])
    windows = [[INPUT[1, row : row + 3, column : column + 2] for column in range(0, 8, 2)] for row in range(0, 9, 3)]
    expected = [[pool(cells) for cells in row] for row in windows]  # type: ignore[operator]
    np.testing.assert_allclose(whole_output(qtbot, window, "pooling"), expected)
    assert part(window, QComboBox, "pooling.source").currentText() == "Layer 3"
    assert "map 2 of 3, 9 × 8" in window_words(window)


def test_the_pooling_lab_turns_forward_for_other_numbers(window: MainWindow, handover: Handover) -> None:
    window.show_lab(2)
    lab = window.current_lab
    assert isinstance(lab, PoolingLab)
    for tab in ("backward", "shift"):
        lab.view.show_tab(tab)
        handover.open(PoolingNumbers(text("Layer 3"), INPUT))
        assert lab.view.tab.id == "forward"
        assert not lab.model.params.backward


def test_other_numbers_than_a_lab_shows_mean_nothing_to_it(window: MainWindow) -> None:
    for place in (1, 2):
        window.show_lab(place)
        result = window.current_lab.model.result  # type: ignore[attr-defined]
        for other in (numbers(), PoolingNumbers(text("Layer 3"), INPUT)):
            if other.lab != ("", "convolution", "pooling")[place]:
                window.current_lab.take(other)
        assert window.current_lab.model.result is result  # type: ignore[attr-defined]


def test_a_lab_is_opened_as_it_was_left(window: MainWindow, handover: Handover) -> None:
    handover.open(numbers())
    lab = window.current_lab
    assert isinstance(lab, ConvolutionLab)
    result = lab.model.result
    for other in ("draw", "pooling", "convolution"):
        handover.open_lab(other)
    assert window.current_lab is lab
    assert lab.model.result is result


# -- feature maps


def test_the_maps_of_numbers_handed_over_are_pooled(qtbot: QtBot, window: MainWindow, handover: Handover) -> None:
    take_digit(window)
    pooling = open_lab(qtbot, window, PoolingLab, "pooling")
    handover.open(numbers())
    convolution = window.current_lab
    assert isinstance(convolution, ConvolutionLab)
    np.testing.assert_array_equal(pooling.model.result.input, convolution.model.result.after)
    assert pooling.model.params.channel == 2


# -- a drawing


def test_a_drawing_made_elsewhere_is_the_draw_labs_and_is_undone_there(
    qtbot: QtBot, window: MainWindow, handover: Handover
) -> None:
    convolution = open_conv(window)
    stroke = Stroke.of(ONE[:1], 0.07)
    for x, y in ONE[1:]:
        stroke = stroke.extended(x, y, 0.07)
        handover.draw((stroke,), is_finished=False)
    assert convolution.model.params.source == "specimen", "the other labs follow while it is drawn"
    model = window.draw_lab.model
    assert not model.can_undo
    handover.draw((stroke,), is_finished=True)
    source = model.params.source
    assert isinstance(source, DrawnSource)
    assert source.strokes == (stroke,)
    np.testing.assert_allclose(convolution.model.result.input[0], model.result.prepared.pixels)

    qtbot.keyClick(window, Qt.Key.Key_1, CTRL)
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert not model.result.prepared.has_ink
    assert not model.can_undo, "one stroke is one step"
    press(qtbot, window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert model.params.source is source


def test_a_drawing_made_elsewhere_goes_on_where_the_sheet_was(
    qtbot: QtBot, window: MainWindow, handover: Handover
) -> None:
    draw(qtbot, window)
    mine = window.draw_lab.model.params.source
    assert isinstance(mine, DrawnSource)
    more = Stroke.of([(0.2, 0.9), (0.8, 0.9)], 0.07)
    handover.draw((*mine.strokes, more), is_finished=True)
    window.show_lab(0)
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.draw_lab.model.params.source is mine


def test_a_digit_chosen_elsewhere_lies_on_the_sheet(qtbot: QtBot, window: MainWindow, handover: Handover) -> None:
    convolution = open_conv(window)
    handover.show_test_digit(7)
    qtbot.waitUntil(lambda: "MNIST test 7" in window.header.specimen_menu.text())
    np.testing.assert_allclose(convolution.model.result.input[0], window.draw_lab.model.result.prepared.pixels)
    assert window.current_lab is convolution
