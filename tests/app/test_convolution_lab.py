from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.numbers import fixed
from cnnstudio.core.palette import LIGHT, cell_hue
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs.convolution.lab import ConvolutionLab
from cnnstudio.labs.convolution.tabs import TABS
from cnnstudio.labs.draw.sources import SampleSource
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.term_grid import TermGrid
from tests.app.conftest import MakeWindow, draw, open_and_wait

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def open_lab(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    return cast(ConvolutionLab, window.current_lab)


@pytest.fixture
def lab(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    """The lab with nothing drawn: it shows the first worked example."""
    return open_lab(qtbot, window)


@pytest.fixture
def digit_lab(qtbot: QtBot, window: MainWindow) -> ConvolutionLab:
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 30))
    return open_lab(qtbot, window)


def control(window: MainWindow, kind: type[QWidget], name: str) -> QWidget:
    found = window.findChild(kind, f"convolution.{name}")
    assert isinstance(found, kind), name
    return found


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    qtbot.keyClick(focus or window, key, modifier)


def click_cell(qtbot: QtBot, grid: NumberGrid, row: int, column: int) -> None:
    qtbot.mouseClick(grid, LEFT, pos=grid.cell_rect(row, column).center().toPoint())


def point_at(qtbot: QtBot, widget: QWidget, place: QPointF) -> None:
    qtbot.mouseMove(widget, QPoint(-5, -5))
    qtbot.mouseMove(widget, place.toPoint())


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
        button = cast(QAbstractButton, control(window, QAbstractButton, name))
        qtbot.mouseClick(button, LEFT)
        assert lab.model.params.cell == cell
    scrubber = cast(QSlider, control(window, QSlider, "scrubber"))
    scrubber.setValue(5)
    assert lab.model.place == (1, 2)


def test_the_wheel_steps_over_the_stage(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.output
    where = QPointF(grid.rect().center())
    for notch, cell in ((-120, 1), (-120, 2), (120, 1)):
        event = QWheelEvent(
            where,
            QPointF(grid.mapToGlobal(where)),
            QPoint(),
            QPoint(0, notch),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(grid, event)
        assert not event.isAccepted(), "the grid leaves the bare wheel to the stage; Qt hands it on only to real ones"
        QApplication.sendEvent(lab.view, event)
        assert lab.model.params.cell == cell


def test_playing_runs_to_the_end_and_stops(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    speed = cast(QComboBox, control(window, QComboBox, "speed"))
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
    cast(QSpinBox, control(window, QSpinBox, "stride")).setValue(3)
    cast(QSpinBox, control(window, QSpinBox, "padding")).setValue(1)
    assert lab.model.result.output_size == (2, 2)
    picture = grid.grab().toImage()
    # the windows of 2×2 in the padded 6×6 stop about the corners (1, 1), (1, 4), (4, 1), (4, 4)
    dot = (grid.cell_rect(3, 3).bottomRight() + QPointF(0, grid.cell_rect(0, 0).height() * 0.38)).toPoint()
    assert picture.pixelColor(dot).name() == LIGHT.text.lower()
    assert bare.pixelColor(dot).name() != LIGHT.text.lower()
    assert "skips the places between" in " ".join(label.text() for label in window.findChildren(QLabel))


def test_lines_part_windows_that_stand_side_by_side(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.input
    cast(QSpinBox, control(window, QSpinBox, "stride")).setValue(2)
    assert lab.model.result.fits[0].extent == 2
    picture = grid.grab().toImage()
    border = grid.cell_rect(3, 2).topLeft() + QPointF(0, grid.cell_rect(0, 0).height() / 2)
    colors = {picture.pixelColor(round(border.x()) + by, round(border.y())).name() for by in (-1, 0, 1)}
    assert LIGHT.text.lower() in colors
    assert "stand side by side" in " ".join(label.text() for label in window.findChildren(QLabel))


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
    assert "takes part in <b>1</b> windows" in window.line.words
    point_at(qtbot, step.pair.input, step.pair.input.cell_rect(10, 10).center())
    assert "takes part in <b>9</b> windows" in window.line.words
    point_at(qtbot, step.pair.output, step.pair.output.cell_rect(3, 4).center())
    assert "Output row <b>4</b>, column <b>5</b>" in window.line.words
    kernel = cast(TermGrid, control(window, TermGrid, "terms_kernel"))
    point_at(qtbot, kernel, QPointF(8, 8))
    assert "Weight <b>−1</b> at row 1, column 1 meets <b>676</b> cells" in window.line.words
    digit_lab.model.update(cell=10 * 26 + 10)
    products = cast(TermGrid, control(window, TermGrid, "terms_products"))
    point_at(qtbot, products, QPointF(8, 8))
    trace = digit_lab.model.trace
    assert f" × −1 = <b>{fixed(trace.products[0, 0, 0], 2)}</b>" in window.line.words
    QApplication.sendEvent(products, QEvent(QEvent.Type.Leave))
    assert "Row <b>11</b>, column <b>11</b>" in window.line.words
    digit_lab.model.update(cell=0)
    assert "before ReLU" in window.line.words


def test_product_by_product(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    unit = cast(QComboBox, control(window, QComboBox, "unit"))
    unit.setCurrentIndex(unit.findData("product") if unit.findData("product") >= 0 else 1)
    unit.activated.emit(unit.currentIndex())
    lab.focus()
    assert "Product 1 of 4: 1 × 1 = <b>1</b>. Running total <b>1</b>." in window.line.words
    products = lab.view.step_view.row.tables[2]
    assert products.main == ("1", "", "", "")
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Right)
    assert lab.view.step_view.row.tables[2].sub == ("Σ 1", "Σ 1", "Σ 1", "Σ 2")
    press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.place == (0, 1)


def type_weight(qtbot: QtBot, kernel: TermGrid, row: int, column: int, typed: str) -> QLineEdit:
    qtbot.mouseClick(kernel, LEFT, pos=kernel.cell_rect(row, column).center().toPoint())
    line = kernel.findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    return line


def test_a_weight_is_typed_in_place(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    kernel = cast(TermGrid, control(window, TermGrid, "terms_kernel"))
    type_weight(qtbot, kernel, 0, 1, "-2.5")
    assert lab.model.params.weight[0, 0].tolist() == [[1, -2.5], [0, 1]]
    assert lab.model.result.after[0, 0].tolist() == [2, -1.5, 1]

    line = type_weight(qtbot, kernel, 0, 1, "abc")
    assert "“abc” is not a number" in window.line.words
    assert lab.model.params.weight[0, 0, 0, 1] == -2.5
    qtbot.keyClick(line, Qt.Key.Key_Escape)

    window.menus.actions["undo"].trigger()
    assert lab.model.params.weight[0, 0].tolist() == [[1, 0], [0, 1]]


def test_an_input_number_is_typed_in_place(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.input
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.cell == (0, 1)
    qtbot.keyClick(grid, Qt.Key.Key_7)
    line = grid.findChild(QLineEdit, "convolution.input_line")
    assert line is not None
    QTest.keyClicks(line, ".5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert lab.model.params.grid[0, 0].tolist() == [1, 7.5, 1, 0]


def test_a_table_is_pasted_and_copied(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    grid = lab.view.step_view.pair.input
    grid.setFocus()
    QGuiApplication.clipboard().setText("1\t2\t3\n4\t5\t6\n7\t8\t9")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert lab.model.result.output_size == (2, 2)
    output = lab.view.step_view.pair.output
    output.setFocus()
    qtbot.keyClick(output, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().split() == ["6.0"], "what is not yet on the screen is not copied"
    press(qtbot, window, Qt.Key.Key_End)
    qtbot.keyClick(output, Qt.Key.Key_C, CTRL)
    assert [float(word) for word in QGuiApplication.clipboard().text().split()] == [6, 8, 12, 14]

    grid.setFocus()
    QGuiApplication.clipboard().setText("1 x\n2 3")
    qtbot.keyClick(grid, Qt.Key.Key_V, CTRL)
    assert "x" in window.line.words
    assert lab.model.result.output_size == (2, 2)


def test_size_stride_padding_and_dilation_by_number_and_by_slider(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    model = digit_lab.model
    cast(QSpinBox, control(window, QSpinBox, "size")).setValue(5)
    cast(QSlider, control(window, QSlider, "stride_slider")).setValue(2)
    cast(QSpinBox, control(window, QSpinBox, "dilation")).setValue(2)
    assert (model.params.kernel_size, model.params.stride, model.params.dilation) == ((5, 5), (2, 2), (2, 2))
    assert model.result.output_size == (11, 11)
    assert control(window, QWidget, "formula").accessibleName() == "28 − 9 + 2·1 = 21; ⌊ 21 / 2 ⌋ + 1 = 11"


def test_height_and_width_part(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    qtbot.mouseClick(control(window, QAbstractButton, "size_linked"), LEFT)
    cast(QSpinBox, control(window, QSpinBox, "size_width")).setValue(7)
    assert digit_lab.model.params.kernel_size == (3, 7)
    assert control(window, QWidget, "formula").accessibleName().startswith("Height: 28 − 3")


def test_same_and_valid(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    cast(QSpinBox, control(window, QSpinBox, "size")).setValue(5)
    qtbot.mouseClick(control(window, QAbstractButton, "same"), LEFT)
    assert digit_lab.model.result.output_size == (28, 28)
    assert cast(QSpinBox, control(window, QSpinBox, "padding")).value() == 2
    qtbot.mouseClick(control(window, QAbstractButton, "valid"), LEFT)
    assert digit_lab.model.result.output_size == (24, 24)


def test_an_impossible_setting_is_answered_and_mended(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    size = cast(QSpinBox, control(window, QSpinBox, "size"))
    size.setValue(7)
    assert window.line.is_error
    assert "The 7×7 kernel does not fit the 4×4 input" in window.line.words
    assert control(window, QLabel, "problem").isVisible()
    assert lab.model.result.output_size == (3, 3)
    press(qtbot, window, Qt.Key.Key_Right)
    size.setValue(2)
    assert not window.line.is_error

    cast(QSpinBox, control(window, QSpinBox, "stride")).setValue(0)
    assert window.line.is_error
    qtbot.mouseClick(control(window, QAbstractButton, "same"), LEFT)
    cast(QSpinBox, control(window, QSpinBox, "stride")).setValue(1)
    assert not window.line.is_error


def test_presets_by_picture_and_by_list(qtbot: QtBot, make: MakeWindow) -> None:
    window = make()
    window.resize(1440, 1000)
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 30))
    lab = open_lab(qtbot, window)
    qtbot.mouseClick(control(window, QAbstractButton, "preset_sobel_y"), LEFT)
    assert lab.model.params.kernel[0].tolist() == [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]
    choice = cast(QComboBox, control(window, QComboBox, "preset"))
    choice.setCurrentIndex(choice.findData("identity"))
    choice.activated.emit(choice.currentIndex())
    np.testing.assert_allclose(lab.model.result.before[0], lab.model.result.input[0] - 0.5)
    choice.setCurrentIndex(choice.findData("learned"))
    choice.activated.emit(choice.currentIndex())
    assert lab.model.params.kernel_size == (5, 5)


def test_more_controls(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    model = digit_lab.model
    press(qtbot, window, Qt.Key.Key_M)
    bias = cast(QDoubleSpinBox, control(window, QDoubleSpinBox, "bias"))
    assert bias.isVisible()
    bias.setValue(0.25)
    assert float(model.params.bias[0]) == 0.25
    for name, value in (("activation", "tanh"), ("padding_mode", "replicate")):
        choice = cast(QComboBox, control(window, QComboBox, name))
        choice.setCurrentIndex(choice.findData(value))
        choice.activated.emit(choice.currentIndex())
        assert getattr(model.params, name) == value
    cast(QSpinBox, control(window, QSpinBox, "filters")).setValue(3)
    assert model.result.after.shape == (3, 28, 28)
    qtbot.mouseClick(control(window, QAbstractButton, "filter_2"), LEFT)
    assert model.params.filter == 1
    qtbot.mouseClick(control(window, QAbstractButton, "flip"), LEFT)
    assert model.params.flip


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


@pytest.mark.parametrize("tab", [tab.id for tab in TABS])
def test_every_view_shows_and_explains_itself(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab, tab: str
) -> None:
    tabs = cast(QTabBar, control(window, QTabBar, "tabs"))
    tabs.setCurrentIndex([entry.id for entry in TABS].index(tab))
    assert window.line.words
    window.explain()
    assert window.explanation.is_shown
    picture = digit_lab.picture.grab().toImage()
    assert len({picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}) > 5
    assert digit_lab.view.transport.isVisible() == TABS[tabs.currentIndex()].is_stepped


def test_the_first_pipeline_shows_a_bank_and_a_chip_chooses_its_filter(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    digit_lab.view.show_tab("pipeline")
    assert digit_lab.model.params.presets == ("sobel_x", "sobel_y", "diagonal_down", "diagonal_up")
    chips = [
        chip
        for chip in window.findChildren(QAbstractButton)
        if chip.objectName().startswith("convolution.filter_") and not chip.isHidden()
    ]
    assert [chip.isChecked() for chip in chips] == [True, False, False, False]
    qtbot.mouseClick(chips[2], LEFT)
    assert [chip.isChecked() for chip in chips] == [False, False, True, False]
    window.menus.actions["undo"].trigger()
    assert len(digit_lab.model.params.weight) == 1
    digit_lab.view.show_tab("forward")
    digit_lab.view.show_tab("pipeline")
    assert len(digit_lab.model.params.weight) == 1, "the bank is offered once"


def test_in_a_small_window_the_panel_is_a_key_away(qtbot: QtBot, make: MakeWindow) -> None:
    window = make()
    window.resize(820, 600)
    lab = open_lab(qtbot, window)
    QApplication.processEvents()
    assert not lab.controls.isVisible()
    assert control(window, QSlider, "scrubber").isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert lab.controls.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert not lab.controls.isVisible()


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


def test_the_code_of_the_moment_is_shown_copied_and_runs(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab, capsys: pytest.CaptureFixture[str]
) -> None:
    press(qtbot, window, Qt.Key.Key_C)
    shown = cast(QPlainTextEdit, control(window, QPlainTextEdit, "code_text")).toPlainText()
    qtbot.mouseClick(control(window, QAbstractButton, "code_copy"), LEFT)
    assert QGuiApplication.clipboard().text() == shown
    names: dict[str, object] = {}
    exec(shown, names)
    printed = capsys.readouterr().out
    assert printed
    assert any(
        isinstance(value, np.ndarray)
        and value.size == 784
        and np.allclose(value.ravel(), digit_lab.model.result.after.ravel())
        for value in names.values()
    )
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not control(window, QPlainTextEdit, "code_text").isVisible()


def test_a_photo_is_convolved_at_full_size_away_from_the_gui_thread(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (700, 900), np.uint8)
    pixels[200:500, 430:470] = 255
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    open_and_wait(qtbot, window, tmp_path / "photo.png")
    lab = open_lab(qtbot, window)
    choice = cast(QComboBox, control(window, QComboBox, "source"))
    choice.setCurrentIndex(choice.findData("photo"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: lab.model.params.source == "photo" and not lab.model.pending, timeout=20_000)

    assert lab.model.result.input.shape == (1, 700, 900)
    np.testing.assert_allclose(lab.model.result.input[0], pixels / 255, atol=1e-6)
    press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.place == (0, 1)


def test_numbers_are_opened_from_a_file_and_bad_ones_change_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    lab = open_lab(qtbot, window)
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


def test_how_many_windows_each_input_takes_part_in(qtbot: QtBot, window: MainWindow, lab: ConvolutionLab) -> None:
    press(qtbot, window, Qt.Key.Key_W)
    grid = lab.view.step_view.pair.input
    assert grid.values.tolist() == [[1, 2, 2, 1], [2, 4, 4, 2], [2, 4, 4, 2], [1, 2, 2, 1]]
    cast(QSpinBox, control(window, QSpinBox, "padding")).setValue(1)
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
        control(window, QAbstractButton, "more").setFocus()
    press(qtbot, window, Qt.Key.Key_PageDown)
    press(qtbot, window, Qt.Key.Key_PageDown)
    assert digit_lab.model.params.cell == 2


def test_every_control_has_a_name_an_accessible_name_and_a_tooltip(
    qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab
) -> None:
    for place in range(len(TABS)):
        digit_lab.view.tabs.setCurrentIndex(place)
    kinds = (QAbstractButton, QComboBox, QSlider, QSpinBox, QDoubleSpinBox, QTabBar, NumberGrid)
    controls = [
        widget
        for kind in kinds
        for widget in window.findChildren(kind)
        if not widget.isHidden()
        and not widget.objectName().startswith("qt_")
        and not isinstance(widget.parent(), QTabBar)
    ]
    assert len(controls) > 60
    for widget in controls:
        assert "." in widget.objectName(), (widget, widget.parent())
        assert widget.accessibleName(), widget.objectName()
        assert widget.toolTip(), widget.objectName()


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize(
    ("size", "zoom"), [((1280, 720), 100), ((1920, 1080), 100), ((1280, 800), 200), ((800, 560), 100)]
)
def test_nothing_lies_outside_the_stage(
    qtbot: QtBot, make: MakeWindow, language: str, size: tuple[int, int], zoom: int
) -> None:
    window = make(language, zoom=zoom)
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 30))
    window.resize(*size)
    lab = open_lab(qtbot, window)
    QApplication.processEvents()
    step = lab.view.step_view
    for part in step.findChildren(QWidget):
        if part.isVisible() and part.parentWidget() is step:
            assert step.rect().contains(part.geometry()), (part, part.geometry(), step.rect())
    row = [lab.view.transport, *lab.view.transport.findChildren(QWidget)]
    for part in row:
        if part.isVisible():
            assert part.width() >= part.minimumSizeHint().width(), part.objectName()


def test_closing_while_playing_or_loading_ends_cleanly(
    qtbot: QtBot, make: MakeWindow, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pixels = np.random.default_rng(0).integers(0, 255, (1500, 2000), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    for is_loading in (False, True):
        window = make()
        open_and_wait(qtbot, window, tmp_path / "photo.png")
        lab = open_lab(qtbot, window)
        if is_loading:
            choice = cast(QComboBox, control(window, QComboBox, "source"))
            choice.setCurrentIndex(choice.findData("photo_colour"))
            choice.activated.emit(choice.currentIndex())
        else:
            press(qtbot, window, Qt.Key.Key_Space)
            assert lab.view.transport.is_playing
        window.close()
        assert not lab.view.transport.is_playing
    assert "Traceback" not in capfd.readouterr().err


def test_the_language_changes_while_it_plays(qtbot: QtBot, window: MainWindow, digit_lab: ConvolutionLab) -> None:
    press(qtbot, window, Qt.Key.Key_Space)
    window.menus.actions["language.ko"].trigger()
    qtbot.waitUntil(lambda: digit_lab.model.params.cell >= 1, timeout=5000)
    assert "행" in window.line.words
    assert digit_lab.view.transport.is_playing
    press(qtbot, window, Qt.Key.Key_Space)
    assert not digit_lab.view.transport.is_playing
