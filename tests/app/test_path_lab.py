"""The path lab in the window, worked by mouse and keys."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPointingDevice, QTabletEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.texts import text
from cnnstudio.data.lab_numbers import ConvolutionNumbers, LogitNumbers, PoolingNumbers
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs import LABS
from cnnstudio.labs.draw.sources import DrawnSource, SampleSource
from cnnstudio.labs.path.lab import PathLab
from cnnstudio.labs.path.pane import PathPane
from cnnstudio.labs.path.picture import PathPicture
from cnnstudio.labs.path.scene import Scene
from cnnstudio.labs.path.specimen_sheet import SpecimenSheet
from cnnstudio.labs.path.spots import Spot, stops_of
from cnnstudio.labs.softmax.lab import SoftmaxLab
from cnnstudio.widgets.column_sum import ColumnSum
from cnnstudio.widgets.number_grid import NumberGrid
from tests.app.conftest import MakeWindow

LEFT = Qt.MouseButton.LeftButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
Part = TypeVar("Part", bound=QWidget)
DIGIT = 115
"""A 4 that the shipped network also takes for a 9: its loss is large enough to be seen to fall."""

SPECIMEN, CONVOLUTION, RELU, POOL, BLOCK, DENSE, LOGITS, SOFTMAX, LOSS = range(9)


def open_lab(window: MainWindow) -> PathLab:
    window.show_lab([entry.id for entry in LABS].index("path"))
    return cast(PathLab, window.current_lab)


@pytest.fixture
def lab(window: MainWindow) -> PathLab:
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), DIGIT))
    return open_lab(window)


def part(window: MainWindow, kind: type[Part], name: str) -> Part:
    found = window.findChild(kind, f"path.{name}")
    assert isinstance(found, kind), name
    return found


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def line(window: MainWindow) -> str:
    """Return the line above the stage as it is read."""
    return re.sub(r"<[^>]*>", "", window.line.words)


def scene_of(lab: PathLab) -> Scene:
    assert lab.path.scene is not None
    return lab.path.scene


def areas(lab: PathLab) -> dict[Spot, QPointF]:
    scene = scene_of(lab)
    return {spot: area.center() for spot, area in stops_of(scene, lab.path.laid_out(scene))}


def click(qtbot: QtBot, lab: PathLab, spot: Spot) -> None:
    qtbot.mouseClick(lab.path.pane, LEFT, pos=areas(lab)[spot].toPoint())


def losses(window: MainWindow) -> list[str]:
    return [entry.number for entry in part(window, ColumnSum, "losses").lines]


# -- the walk


def test_it_opens_before_the_step_with_its_numbers(window: MainWindow, lab: PathLab) -> None:
    step = lab.model.result.step  # type: ignore[union-attr]

    assert line(window) == "The loss is 0.110. One weight gets the gradient −0.337, so it must grow."
    assert part(window, QAbstractButton, "next").text() == "Take the step"
    assert losses(window) == ["0.1103", "0.0995"]
    assert [entry.number for entry in part(window, ColumnSum, "step_sum").lines] == [
        *("−0.2423", "−0.3370", "0.1", "−0.0337", "−0.2086"),
    ]
    assert step.weight - step.rate * step.gradient == pytest.approx(-0.2086, abs=1e-4)


def test_a_weight_that_hardly_moves_is_written_as_exactly_as_what_it_becomes(window: MainWindow, lab: PathLab) -> None:
    lab.model.update(rate=1e-6)
    weight, *_, new = (entry.number for entry in part(window, ColumnSum, "step_sum").lines)

    assert weight != new
    assert len(weight) == len(new)


def test_the_step_is_taken_by_the_transport_and_the_loss_falls(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    before = scene_of(lab).passes.loss
    qtbot.mouseClick(part(window, QAbstractButton, "next"), LEFT)

    assert scene_of(lab).passes.loss < before
    assert line(window) == "One step, and the loss falls from 0.1103 to 0.0995."
    assert part(window, QLabel, "verdict").text() == "One step lowers the loss by 0.011."
    assert part(window, QAbstractButton, "next").text() == "Next"


def test_more_steps_are_taken_and_the_original_weights_come_back(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    start = scene_of(lab).passes.loss
    press(qtbot, window, Qt.Key.Key_Right)
    found = [scene_of(lab).passes.loss]
    for _ in range(3):
        qtbot.mouseClick(part(window, QAbstractButton, "another"), LEFT)
        found.append(scene_of(lab).passes.loss)
    press(qtbot, window, Qt.Key.Key_T)
    found.append(scene_of(lab).passes.loss)

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 5

    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert scene_of(lab).passes.loss == found[3]
    qtbot.mouseClick(part(window, QAbstractButton, "restore"), LEFT)
    assert scene_of(lab).passes.loss == start
    assert not part(window, QAbstractButton, "restore").isVisible()


def test_keys_walk_there_and_back(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    press(qtbot, window, Qt.Key.Key_Home)
    said = [line(window)]
    for _ in range(15):
        press(qtbot, window, Qt.Key.Key_Right)
        said.append(line(window))

    assert said[0].startswith("The picture is 784 numbers from 0 to 1")
    assert said[CONVOLUTION].startswith("Kernel 4 slides over the picture: 576 sums")
    assert said[LOSS] == "The true class is 4. Its share is 0.896, so the loss is 0.110."
    assert said[9].startswith("The way back starts with share minus target: −0.104 for the true class, 4.")
    assert said[15].startswith("The loss is 0.110.")
    assert len(set(said)) == 16
    press(qtbot, window, Qt.Key.Key_Left)
    assert line(window) == said[14]


def test_what_is_not_reached_stays_blank_paper_and_cannot_be_clicked(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    places = areas(lab)
    lab.model.go_to(RELU)
    opened: list[int] = []
    window._context.handover.opened.subscribe(lambda: opened.append(1))
    qtbot.mouseClick(lab.path.pane, LEFT, pos=places[Spot("stage", POOL)].toPoint())

    assert not opened
    assert [entry.number for entry in part(window, ColumnSum, "losses").lines] == ["", ""]
    assert part(window, ColumnSum, "step_sum").lines[1].number == ""


# -- what is followed


def test_a_weight_of_the_kernel_is_followed(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    grid = part(window, NumberGrid, "kernel")
    qtbot.mouseClick(grid, LEFT, pos=grid.cell_rect(1, 2).center().toPoint())

    step = lab.model.result.step  # type: ignore[union-attr]
    assert step.weight == pytest.approx(grid.values[1, 2])
    assert scene_of(lab).result.following.cell == (0, 1, 2)


def test_a_click_on_a_small_map_follows_it(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    places = lab.path.laid_out(scene_of(lab))
    qtbot.mouseClick(lab.path.pane, LEFT, pos=places.forward[POOL].small[9].center().toPoint())
    assert scene_of(lab).result.following.kernel == 9
    assert part(window, QLabel, "weight_heading").text() == "Kernel 10, one weight"

    qtbot.mouseClick(lab.path.pane, LEFT, pos=places.backward[BLOCK].small[20].center().toPoint())  # type: ignore[union-attr]
    assert scene_of(lab).result.following.maps[BLOCK] == 20
    assert scene_of(lab).result.following.kernel == 9


def test_target_rate_and_kernel_are_chosen_below_more(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    press(qtbot, window, Qt.Key.Key_M)
    target, rate = part(window, QComboBox, "target"), part(window, QComboBox, "learning_rate")
    target.setCurrentIndex(target.findText("9"))
    target.activated.emit(target.currentIndex())
    rate.setCurrentIndex(rate.findData(0.01))
    rate.activated.emit(rate.currentIndex())
    part(window, QSpinBox, "followed_kernel").setValue(3)

    assert scene_of(lab).passes.target == 9
    assert lab.model.params.rate == 0.01
    assert scene_of(lab).result.following.kernel == 2
    assert scene_of(lab).passes.loss == pytest.approx(-np.log(scene_of(lab).passes.probabilities[9]))


def test_more_settings_are_scrolled_into_sight_below_the_buttons(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    window.resize(1440, 700)
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_T)
    QApplication.processEvents()
    press(qtbot, window, Qt.Key.Key_M)
    QApplication.processEvents()

    assert not lab.controls.more.visibleRegion().isEmpty()
    assert lab.controls.more.visibleRegion().boundingRect() == lab.controls.more.rect()


def test_on_an_empty_sheet_no_kernel_is_followed(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    press(qtbot, window, Qt.Key.Key_Delete)
    press(qtbot, window, Qt.Key.Key_M)
    assert not part(window, QSpinBox, "followed_kernel").isVisible()

    draw_on(qtbot, lab.path.specimen.sheet)
    assert part(window, QSpinBox, "followed_kernel").value() == scene_of(lab).result.following.kernel + 1
    assert part(window, QSpinBox, "followed_kernel").isVisible()


def test_too_long_a_step_is_told(window: MainWindow, lab: PathLab) -> None:
    lab.model.update(rate=100.0)
    lab.model.take_step()
    step = lab.model.result.step  # type: ignore[union-attr]

    assert step.fall < 0
    assert line(window).startswith("The step was too long: the loss rises from 0.1103 to 0.6801")
    assert part(window, QLabel, "verdict").text().startswith("Too long a step: it raises the loss by")


# -- clicking opens the labs on these numbers


def test_the_convolution_opens_on_its_numbers(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    passes, kernel = scene_of(lab).passes, scene_of(lab).result.following.kernel
    click(qtbot, lab, Spot("stage", CONVOLUTION))

    numbers = window._context.handover.numbers
    assert isinstance(numbers, ConvolutionNumbers)
    np.testing.assert_array_equal(numbers.input, passes.picture[0])
    np.testing.assert_array_equal(numbers.weight, passes.network.weights["0.weight"])
    assert (numbers.filter, numbers.activation) == (kernel, "identity")
    assert window.current_lab is not lab
    assert window.current_lab.view.objectName() == "stage"


@pytest.mark.parametrize(
    ("place", "kind", "lab_id"),
    [
        (RELU, ConvolutionNumbers, "convolution"),
        (POOL, PoolingNumbers, "pooling"),
        (BLOCK, ConvolutionNumbers, "convolution"),
        (LOGITS, LogitNumbers, "softmax"),
        (SOFTMAX, LogitNumbers, "softmax"),
        (LOSS, LogitNumbers, "softmax"),
    ],
)
def test_each_stage_opens_its_lab(
    qtbot: QtBot, window: MainWindow, lab: PathLab, place: int, kind: type, lab_id: str
) -> None:
    click(qtbot, lab, Spot("stage", place))

    assert isinstance(window._context.handover.numbers, kind)
    assert window._context.handover.lab == lab_id
    assert window.current_lab is window._lab(lab_id)


@pytest.mark.parametrize(("place", "tab"), [(LOGITS, "softmax"), (SOFTMAX, "softmax"), (LOSS, "loss")])
def test_scores_and_loss_open_on_the_tab_that_shows_them(
    qtbot: QtBot, window: MainWindow, lab: PathLab, place: int, tab: str
) -> None:
    softmax = cast(SoftmaxLab, window._lab("softmax"))
    softmax.view.show_tab("two_classes")
    click(qtbot, lab, Spot("stage", place))

    assert softmax.view.tab.id == tab
    np.testing.assert_allclose(softmax.model.scores, scene_of(lab).passes.logits)


@pytest.mark.parametrize("place", [LOGITS, SOFTMAX, LOSS])
def test_the_headings_of_the_answer_open_what_stands_below_them(
    qtbot: QtBot, window: MainWindow, lab: PathLab, place: int
) -> None:
    places = lab.path.laid_out(scene_of(lab))
    heading = (places.scores, places.shares, places.loss)[place - LOGITS].heading
    qtbot.mouseClick(lab.path.pane, LEFT, pos=heading.center().toPoint())

    assert window.current_lab is window._lab("softmax")


def test_the_title_of_the_specimen_opens_the_drawing_lab(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    heading = lab.path.laid_out(scene_of(lab)).forward[SPECIMEN].heading
    qtbot.mouseClick(lab.path.pane, LEFT, pos=heading.center().toPoint())

    assert window.current_lab is window.draw_lab


def test_a_unit_of_the_dense_layer_is_taken_apart_on_a_card(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    click(qtbot, lab, Spot("stage", DENSE))
    unit = scene_of(lab).result.following.maps[DENSE]
    entries = {entry.label: entry.number for entry in part(window, ColumnSum, "dense_sum").lines}

    assert lab.path.dense_card.isVisible()
    assert lab.path.dense_card.heading.text() == f"Unit {unit + 1} of 128"
    output = scene_of(lab).passes.output(8)[unit]
    assert float(entries["After the activation"]) == pytest.approx(output, abs=5e-4)
    parts = [
        float(number.replace("−", "-"))
        for label, number in entries.items()
        if label not in ("Sum", "After the activation")
    ]
    assert sum(parts) == pytest.approx(float(entries["Sum"].replace("−", "-")), abs=5e-3)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not lab.path.dense_card.isVisible()


def test_the_card_shows_the_unit_that_was_clicked_and_leaves_the_units_free(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    column = lab.path.laid_out(scene_of(lab)).forward[DENSE].large
    qtbot.mouseClick(lab.path.pane, LEFT, pos=column.center().toPoint())
    heading = lab.path.dense_card.heading.text()
    assert not lab.path.dense_card.geometry().intersects(column.toRect())

    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert lab.path.dense_card.heading.text() == heading
    qtbot.mouseClick(lab.path.pane, LEFT, pos=column.topLeft().toPoint() + QPoint(3, 3))
    assert lab.path.dense_card.heading.text() == "Unit 1 of 128"


def test_escape_puts_a_card_away_wherever_the_keyboard_is(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    for spot in (Spot("stage", DENSE), Spot("gradient", POOL)):
        click(qtbot, lab, spot)
        lab.path.focus()
        press(qtbot, window, Qt.Key.Key_Escape)

        assert not lab.path.dense_card.isVisible()
        assert not lab.path.gradient_card.isVisible()


def test_no_card_waits_for_who_comes_back_from_another_lab(window: MainWindow, lab: PathLab) -> None:
    lab.path.open_stage(DENSE)
    window.show_lab(0)
    open_lab(window)

    assert not lab.path.dense_card.isVisible()


def test_the_numbers_of_a_gradient_are_shown_on_a_card(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    click(qtbot, lab, Spot("gradient", POOL))
    scene = scene_of(lab)
    gradient = scene.passes.gradient(2)[scene.result.following.maps[POOL]]
    shown = lab.path.gradient_card.grid.values

    assert lab.path.gradient_card.isVisible()
    np.testing.assert_allclose(shown, gradient * 100)  # "Numbers times 10⁻²"


# -- the keyboard


def test_tab_leads_into_the_picture_where_arrows_walk_and_enter_opens(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    pane = part(window, PathPane, "pane")
    pane.clearFocus()
    pane.setFocus(Qt.FocusReason.TabFocusReason)
    position = lab.model.position
    names = []
    for _ in range(4):
        index = pane.focused_cell()
        assert index is not None
        names.append(pane.cell_name(index))
        press(qtbot, window, Qt.Key.Key_Right)

    assert [name.split(",")[0] for name in names] == ["Specimen", "Kernel 4 of 16", "Convolution", "ReLU"]
    assert lab.model.position == position
    press(qtbot, window, Qt.Key.Key_Down)
    assert scene_of(lab).result.following.kernel == 4
    press(qtbot, window, Qt.Key.Key_Return)
    assert isinstance(window._context.handover.numbers, PoolingNumbers)


def test_escape_gives_the_arrows_back_to_the_walk(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    pane = part(window, PathPane, "pane")
    pane.clearFocus()
    pane.setFocus(Qt.FocusReason.TabFocusReason)
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_Left)

    assert lab.model.position == 14


# -- drawing


def draw_on(qtbot: QtBot, sheet: SpecimenSheet) -> None:
    side = sheet.width()
    places = [QPoint(round(side * x), round(side * y)) for x, y in ((0.5, 0.15), (0.5, 0.5), (0.5, 0.85))]
    qtbot.mousePress(sheet, LEFT, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(sheet, place)
    qtbot.mouseRelease(sheet, LEFT, pos=places[-1])


def test_what_is_drawn_here_goes_through_at_once_and_to_all_labs(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    before = scene_of(lab)
    draw_on(qtbot, lab.path.specimen.sheet)

    source = window.draw_lab.model.params.source
    assert isinstance(source, DrawnSource)
    assert len(source.strokes) == 1
    np.testing.assert_array_equal(scene_of(lab).passes.picture[0, 0], window.draw_lab.model.result.prepared.pixels)
    assert scene_of(lab).passes is not before.passes
    assert int(scene_of(lab).passes.probabilities.argmax()) == 1


def test_a_second_stroke_joins_the_first_where_it_was_drawn(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    sheet = lab.path.specimen.sheet
    draw_on(qtbot, sheet)
    middle = QPointF(sheet.rect().center())
    QApplication.sendEvent(sheet, QEnterEvent(middle, middle, middle))
    assert sheet.shows_strokes
    draw_on(qtbot, sheet)

    source = window.draw_lab.model.params.source
    assert isinstance(source, DrawnSource)
    assert len(source.strokes) == 2
    QApplication.sendEvent(sheet, QEvent(QEvent.Type.Leave))
    assert not sheet.shows_strokes


def test_a_click_without_movement_replaces_no_picture(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    before = window.draw_lab.model.params.source
    qtbot.mouseClick(lab.path.specimen.sheet, LEFT)
    assert window.draw_lab.model.params.source is before

    draw_on(qtbot, lab.path.specimen.sheet)
    qtbot.mouseClick(lab.path.specimen.sheet, LEFT)  # on a drawing, a click is a dot
    assert len(window.draw_lab.model.strokes or ()) == 2


def test_undo_takes_back_what_was_done_last_whether_step_or_stroke(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    first = window.draw_lab.model.params.source
    for _ in range(2):
        press(qtbot, window, Qt.Key.Key_T)
    draw_on(qtbot, lab.path.specimen.sheet)
    assert lab.model.steps_taken == 2
    press(qtbot, window, Qt.Key.Key_T)

    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert lab.model.steps_taken == 2
    assert window.draw_lab.model.strokes
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert window.draw_lab.model.params.source is first
    assert lab.model.steps_taken == 2  # steps on an earlier picture stay; "Original weights" takes them all back
    press(qtbot, window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert window.draw_lab.model.strokes


def test_an_emptied_sheet_comes_back_and_is_drawn_on_further(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    draw_on(qtbot, lab.path.specimen.sheet)
    press(qtbot, window, Qt.Key.Key_Delete)
    assert lab.path.scene is None
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert lab.path.scene is not None
    draw_on(qtbot, lab.path.specimen.sheet)

    assert len(window.draw_lab.model.strokes or ()) == 2


def test_a_pen_draws_like_a_mouse(window: MainWindow, lab: PathLab) -> None:
    sheet = lab.path.specimen.sheet
    for kind, y in ((QEvent.Type.TabletPress, 10), (QEvent.Type.TabletMove, 40), (QEvent.Type.TabletRelease, 40)):
        place = QPointF(30, y)
        buttons = (LEFT, Qt.MouseButton.NoButton if kind == QEvent.Type.TabletRelease else LEFT)
        pen = QPointingDevice.primaryPointingDevice()
        QApplication.sendEvent(sheet, QTabletEvent(kind, pen, place, place, 0.5, 0, 0, 0, 0, 0, NONE, *buttons))

    assert [len(stroke.points) for stroke in window.draw_lab.model.strokes or ()] == [2]


def test_the_sheet_is_emptied_and_invites_to_draw(qtbot: QtBot, window: MainWindow, lab: PathLab) -> None:
    qtbot.mouseClick(part(window, QAbstractButton, "empty_sheet"), LEFT)

    assert lab.path.scene is None
    assert lab.path.welcome.isVisible()
    assert lab.path.specimen.sheet.width() > 300
    assert "Draw a digit here" in line(window)
    assert lab.steps is None

    draw_on(qtbot, lab.path.specimen.sheet)
    assert lab.path.scene is not None
    assert not lab.path.welcome.isVisible()
    press(qtbot, window, Qt.Key.Key_Delete)
    assert lab.path.scene is None


# -- whatever happens around it


def test_without_a_network_its_problem_is_all_there_is(window: MainWindow, lab: PathLab) -> None:
    window._context.network.give_up(text("The network's file is damaged."))

    assert lab.has_problem
    assert "The network's file is damaged." in line(window)
    assert lab.path.scene is None


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("size", [(800, 560), (1280, 720), (1920, 1080)])
def test_everything_is_shown_at_any_size(make: MakeWindow, size: tuple[int, int], zoom: int) -> None:
    window = make(zoom=zoom)
    window.resize(*size)
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), DIGIT))
    lab = open_lab(window)
    QApplication.processEvents()
    room = lab.path.pane.rect().toRectF()

    assert all(room.contains(area) for _, area in stops_of(scene_of(lab), lab.path.laid_out(scene_of(lab))))
    assert room.contains(lab.path.specimen.sheet.geometry().toRectF())
    lanes = lab.path.laid_out(scene_of(lab))
    now = lanes.kernel_gradient.large.translated(lab.path.pane.pos().toPointF())
    assert lab.path.rect().toRectF().contains(now)  # where both lanes have no room, that of the moment is shown
    assert now.height() >= 20
    picture = lab.path.grab().toImage()
    colors = {
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)
    }
    assert len(colors) > 40


def row_type(lab: PathLab, name: str) -> float:
    """Return the size in which the row of a class is written, pixels."""
    return max(size for size, words in painted_words(lab) if words == name)


def painted_words(lab: PathLab) -> list[tuple[float, str]]:
    """Return the words on the picture with their sizes, as a vector file would hold them."""
    buffer, generator = QBuffer(), QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    scene = scene_of(lab)
    PathPicture(lab.path._theme, lab.path._translator, lab.path.pixels).draw(painter, scene, lab.path.laid_out(scene))
    painter.end()
    found = re.findall(r'<text [^>]*font-size="([\d.]+)"[^>]*>([^<]*)<', bytes(buffer.data().data()).decode())
    return [(float(size), words.strip()) for size, words in found]


@pytest.mark.parametrize(
    ("size", "zoom", "left_out"), [((800, 560), 100, 0), ((1280, 720), 100, 0), ((1280, 720), 200, 5)]
)
def test_classes_without_a_row_are_counted(make: MakeWindow, size: tuple[int, int], zoom: int, left_out: int) -> None:
    window = make(zoom=zoom)
    window.resize(*size)
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), DIGIT))
    lab = open_lab(window)
    QApplication.processEvents()
    words = [words for _, words in painted_words(lab)]

    assert sum(name in words for name in "0123456789") == 10 - left_out
    assert words.count(f"{left_out} smaller ones") == (2 if left_out else 0)  # of the scores, and of the gradients


def test_a_share_near_1_is_rounded_in_its_row_and_exact_in_the_sentence(window: MainWindow, lab: PathLab) -> None:
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 6))
    lab.model.go_to(LOSS)
    passes = scene_of(lab).passes
    words = [words for _, words in painted_words(lab)]

    assert 0.9995 < passes.probabilities[passes.target] < 1
    assert "1.000" in words
    assert "−ln 0.99973" in words
    assert line(window) == "The true class is 4. Its share is 0.99973, so the loss is 2.7\xa0×\xa010⁻⁴."


def test_figures_grow_with_the_type_as_far_as_their_rows_have_room(make: MakeWindow) -> None:
    sizes = []
    for zoom in (100, 200):
        window = make(zoom=zoom)
        window.resize(1280, 720)
        window.draw_lab.model.put(SampleSource.of(load_mnist("test"), DIGIT))
        lab = open_lab(window)
        QApplication.processEvents()
        sizes.append(row_type(lab, "4"))

    assert sizes[1] >= 1.2 * sizes[0]


def test_the_panel_is_not_wider_than_its_room_once_steps_are_counted(make: MakeWindow) -> None:
    window = make(zoom=200)
    window.resize(1920, 1080)
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), DIGIT))
    lab = open_lab(window)
    lab.model.take_step()
    QApplication.processEvents()

    content = lab.controls.widget()
    assert content is not None
    assert content.isVisible()
    assert content.width() <= lab.controls.viewport().width()


def test_dark_and_large_are_taken_up_at_once(window: MainWindow, lab: PathLab) -> None:
    light = lab.path.grab().toImage()
    window.theme.wish = "dark"
    QApplication.processEvents()
    dark = lab.path.grab().toImage()

    corner = QPoint(light.width() - 4, 4)
    assert light.pixelColor(corner).lightness() > 200 > 60 > dark.pixelColor(corner).lightness()


def test_a_digit_that_the_network_doubts_makes_the_step_worth_looking_at(
    qtbot: QtBot, window: MainWindow, lab: PathLab
) -> None:
    before = lab.model.result
    assert before is not None
    qtbot.mouseClick(part(window, QPushButton, "doubted"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lab.model.result is not None and lab.model.result is not before, timeout=20_000)
    assert lab.model.result is not None
    assert lab.model.result.shown.loss > -np.log(0.8)
    assert "MNIST test" in window.header.specimen_menu.text()
    label = window.draw_lab.model.params.source.label
    assert lab.model.result.shown.target == label


def test_every_control_says_what_it_is(window: MainWindow, lab: PathLab) -> None:
    names = ("pane", "sheet", "empty_sheet", "kernel", "step_sum", "losses", "target", "learning_rate", "scope")
    for name in (*names, "followed_kernel", "another", "restore", "doubted"):
        widget = part(window, QWidget, name)
        assert widget.accessibleName(), name
        assert widget.toolTip(), name


def test_the_code_card_shows_programs_and_saves_them_with_what_they_load(
    qtbot: QtBot, window: MainWindow, lab: PathLab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lab.focus()
    press(qtbot, window, Qt.Key.Key_C)
    code = part(window, QPlainTextEdit, "code_text")
    assert code.isVisible()
    assert "def convolution(name, x, stride, padding):" in code.toPlainText()
    out = tmp_path / "path.py"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    qtbot.mouseClick(part(window, QPushButton, "code_save"), LEFT)
    done = subprocess.run([sys.executable, out.name], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert lab.model.result is not None
    assert lab.model.result.step.after is not None
    found = re.search(r"^loss after the step (\S+)$", done.stdout, re.MULTILINE)
    assert found is not None
    assert float(found[1]) == pytest.approx(lab.model.result.step.after.loss, rel=1e-9)
