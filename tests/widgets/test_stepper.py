"""Steppers: a number, a number with its slider, a height and a width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSlider, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.palette import LIGHT
from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.pair_stepper import PairStepper
from cnnstudio.widgets.slider_stepper import SliderStepper
from cnnstudio.widgets.stepper import SquareStepper, Stepper
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> QWidget:
    """A panel of controls, as wide inside as the app's at 100 %."""
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.setStyleSheet(style_sheet(theme))
    QVBoxLayout(panel).setContentsMargins(0, 0, 0, 0)
    panel.resize(264, 400)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def put(panel: QWidget, field: QWidget) -> None:
    layout = panel.layout()
    assert layout is not None
    layout.addWidget(field)
    field.show()
    QApplication.processEvents()


@pytest.fixture
def stepper(panel: QWidget, theme: Theme) -> Stepper:
    stepper = Stepper(theme)
    stepper.setObjectName("convolution.stride")
    stepper.setRange(0, 11)
    put(panel, stepper)
    return stepper


@pytest.fixture
def pair(panel: QWidget, theme: Theme, translator: Translator) -> PairStepper:
    pair = PairStepper(theme, Captions(translator), "convolution.size", text("Size"))
    pair.set_range(0, 11)
    pair.set_value((3, 3))
    put(panel, pair)
    return pair


def number(pair: QWidget, name: str) -> Stepper:
    found = pair.findChild(Stepper, name)
    assert isinstance(found, Stepper)
    return found


def test_buttons_and_arrows_step_within_the_range(qtbot: QtBot, stepper: Stepper) -> None:
    less = stepper.findChild(QToolButton, "convolution.stride.less")
    more = stepper.findChild(QToolButton, "convolution.stride.more")
    assert isinstance(less, QToolButton)
    assert isinstance(more, QToolButton)
    assert not less.isEnabled()
    qtbot.mouseClick(more, LEFT)
    qtbot.keyClick(stepper, Qt.Key.Key_Up)
    assert stepper.value() == 2
    qtbot.mouseClick(less, LEFT)
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    qtbot.keyClick(stepper, Qt.Key.Key_Down)
    assert (stepper.value(), less.isEnabled()) == (0, False)


def test_what_is_typed_counts_with_enter(qtbot: QtBot, stepper: Stepper) -> None:
    told: list[int] = []
    stepper.valueChanged.connect(told.append)
    stepper.selectAll()
    qtbot.keyClicks(stepper, "11")
    assert told == []
    qtbot.keyClick(stepper, Qt.Key.Key_Return)
    assert told == [11]


@pytest.mark.parametrize(("typed", "expected"), [("5", 5), ("5 x 5", 5), ("7*7", 7), ("12", 3), ("a", 3), ("", 3)])
def test_a_square_is_typed_as_one_number_or_two(
    qtbot: QtBot, panel: QWidget, theme: Theme, typed: str, expected: int
) -> None:
    square = SquareStepper(theme)
    square.setRange(1, 11)
    square.setValue(3)
    put(panel, square)
    assert square.text() == "3 × 3"
    square.selectAll()
    qtbot.keyClick(square.lineEdit(), Qt.Key.Key_Delete)
    qtbot.keyClicks(square, typed)
    qtbot.keyClick(square, Qt.Key.Key_Return)
    assert (square.value(), square.text()) == (expected, f"{expected} × {expected}")


def test_the_wheel_acts_only_with_the_focus(stepper: Stepper) -> None:
    def turn() -> None:
        nowhere = QPointF(5, 5)
        event = QWheelEvent(
            nowhere, nowhere, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(stepper, event)

    stepper.clearFocus()
    turn()
    assert stepper.value() == 0
    stepper.setFocus()
    turn()
    assert stepper.value() == 1


def test_a_problem_is_outlined(stepper: Stepper) -> None:
    def outline() -> str:
        QApplication.processEvents()
        return stepper.grab().toImage().pixelColor(stepper.width() // 2, 0).name()

    stepper.clearFocus()
    assert outline() == LIGHT.outline.lower()
    stepper.set_problem(True)
    assert outline() == LIGHT.error.lower()
    stepper.set_problem(False)
    assert outline() == LIGHT.outline.lower()


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_the_number_has_room_between_the_buttons(panel: QWidget, theme: Theme, stepper: Stepper, zoom: int) -> None:
    theme.zoom = zoom
    panel.setStyleSheet(style_sheet(theme))
    stepper.setValue(11)
    QApplication.processEvents()
    room = stepper.lineEdit().geometry()

    assert stepper.less.geometry().right() < room.left() < room.right() < stepper.more.geometry().left()
    assert room.width() > stepper.lineEdit().fontMetrics().horizontalAdvance("11")
    assert room.height() >= stepper.lineEdit().fontMetrics().height()


def test_slider_and_number_go_together(qtbot: QtBot, panel: QWidget, theme: Theme, translator: Translator) -> None:
    field = SliderStepper(theme, Captions(translator), "convolution.filters", text("Filters"))
    field.set_range(1, 8)
    put(panel, field)
    told: list[int] = []
    field.changed.connect(told.append)
    slider = field.findChild(QSlider, "convolution.filters_slider")
    assert isinstance(slider, QSlider)
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(field.stepper, Qt.Key.Key_Up)
    assert (told, slider.value(), field.value) == ([2, 3], 3, 3)
    field.set_value(8)
    assert (told, slider.value()) == ([2, 3], 8)
    field.set_range(1, 4)
    assert (told, slider.value(), field.value) == ([2, 3], 4, 4)


@pytest.mark.parametrize(("width", "rows"), [(420, 1), (264, 2), (150, 3)])
def test_parts_go_below_each_other_where_the_row_is_short(
    panel: QWidget, theme: Theme, translator: Translator, width: int, rows: int
) -> None:
    field = PairStepper(theme, Captions(translator), "convolution.stride", text("스트라이드"), stepper=Stepper)
    field.set_range(0, 16)
    put(panel, field)
    panel.resize(width, 400)
    QApplication.processEvents()
    shown = [part for part in _parts(field) if part.isVisible()]

    assert len({part.geometry().center().y() // 6 for part in shown}) == rows
    for part in shown:
        assert part.width() >= part.minimumSizeHint().width(), part.objectName()
        assert part.x() + part.width() <= width, part.objectName()
    for one, other in zip(shown, shown[1:], strict=False):
        assert not one.geometry().intersects(other.geometry())


def _parts(field: PairStepper) -> list[QWidget]:
    row = number(field, "convolution.stride").parentWidget()
    assert row is not None
    return row.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)


def test_linked_one_number_stands_for_both(qtbot: QtBot, pair: PairStepper) -> None:
    told: list[object] = []
    pair.changed.connect(told.append)
    qtbot.keyClick(number(pair, "convolution.size"), Qt.Key.Key_Up)

    assert told == [(4, 4)]
    assert pair.value == (4, 4)
    assert not number(pair, "convolution.size_height").isVisible()


def test_parted_each_has_a_number_and_linked_again_the_height_counts(qtbot: QtBot, pair: PairStepper) -> None:
    told: list[object] = []
    pair.changed.connect(told.append)
    link = pair.findChild(QToolButton, "convolution.size_linked")
    assert isinstance(link, QToolButton)
    qtbot.mouseClick(link, LEFT)
    assert told == []
    assert not number(pair, "convolution.size").isVisible()
    qtbot.keyClick(number(pair, "convolution.size_width"), Qt.Key.Key_Up)
    qtbot.keyClick(number(pair, "convolution.size_height"), Qt.Key.Key_Down)
    assert told == [(3, 4), (2, 4)]
    qtbot.mouseClick(link, LEFT)
    assert told[2:] == [(2, 2)]
    assert number(pair, "convolution.size").text() == "2 × 2"


def test_a_pair_of_two_different_numbers_is_shown_as_two(pair: PairStepper) -> None:
    told: list[object] = []
    pair.changed.connect(told.append)
    pair.set_value((1, 5))
    assert (pair.value, pair.is_linked, told) == ((1, 5), False, [])
    assert number(pair, "convolution.size_width").value() == 5
    assert number(pair, "convolution.size_width").accessibleName() == "Size, width"


def test_zero_can_be_reached(qtbot: QtBot, pair: PairStepper) -> None:
    for _ in range(5):
        qtbot.keyClick(number(pair, "convolution.size"), Qt.Key.Key_Down)
    assert pair.value == (0, 0)
