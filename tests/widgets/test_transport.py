"""The transport: each key, button and notch moves the steps it drives, and playing keeps the count."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSlider, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cnnstudio.core.observable import Observable
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.step_player import StepPlayer
from cnnstudio.widgets.still_label import StillLabel
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.transport import Transport

Key = Qt.Key
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


class Cells(Observable):
    """Steps through a grid of cells, or through its rows."""

    def __init__(self, count: int = 784, row_length: int = 28) -> None:
        super().__init__()
        self.position, self.count, self.row_length = 0, count, row_length
        self.unit = "cell"
        self.units = {"cell": text("by cell"), "row": text("by row")}

    def go_to(self, position: int) -> None:
        self.position = max(0, min(position, self.count - 1))
        self.emit()

    def use_unit(self, unit: str) -> None:
        self.unit = unit
        self.emit()

    def words(self) -> Text:
        return text("Cell <b>{here}</b> of {count}", here=self.position + 1, count=self.count)


@pytest.fixture
def cells() -> Cells:
    return Cells()


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme, translator: Translator, cells: Cells) -> Transport:
    bar = Transport(cells, theme, translator, "convolution")
    qtbot.addWidget(bar)
    bar.setStyleSheet(style_sheet(theme))
    bar.resize(1100, bar.height())
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def button(bar: Transport, name: str) -> QToolButton:
    found = bar.findChild(QToolButton, f"convolution.{name}")
    assert isinstance(found, QToolButton)
    return found


def press(bar: Transport, key: Key, modifiers: Qt.KeyboardModifier = NONE, written: str = "") -> bool:
    return bar.handle_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, written))


def turn(bar: Transport, *deltas: int) -> None:
    for delta in deltas:
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, NONE,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        assert bar.handle_wheel(event)


def test_buttons_step_and_jump(qtbot: QtBot, bar: Transport, cells: Cells) -> None:
    positions = []
    for name in ("next", "next", "next", "back", "last", "back", "first"):
        qtbot.mouseClick(button(bar, name), Qt.MouseButton.LeftButton)
        positions.append(cells.position)

    assert positions == [1, 2, 3, 2, 783, 782, 0]


@pytest.mark.parametrize(
    ("key", "modifiers", "position"),
    [
        (Key.Key_Right, NONE, 101),
        (Key.Key_Left, NONE, 99),
        (Key.Key_PageDown, NONE, 101),
        (Key.Key_PageUp, NONE, 99),
        (Key.Key_Right, SHIFT, 128),
        (Key.Key_Left, SHIFT, 72),
        (Key.Key_Home, NONE, 0),
        (Key.Key_End, NONE, 783),
    ],
)
def test_a_key_steps(bar: Transport, cells: Cells, key: Key, modifiers: Qt.KeyboardModifier, position: int) -> None:
    cells.go_to(100)

    assert press(bar, key, modifiers)
    assert cells.position == position


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_F5, Key.Key_Period, Key.Key_Up, Key.Key_Tab])
def test_other_keys_are_left_to_others(bar: Transport, cells: Cells, key: Key) -> None:
    assert not press(bar, key)
    assert not press(bar, Key.Key_Right, CTRL)
    assert cells.position == 0


def test_space_plays_and_pauses_and_held_down_does_not_flicker(bar: Transport) -> None:
    assert press(bar, Key.Key_Space)
    assert bar.is_playing
    assert button(bar, "play").text() == "Pause"
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, NONE, " ", True)
    assert bar.handle_key(held)
    assert bar.is_playing
    press(bar, Key.Key_Space)
    assert not bar.is_playing
    assert button(bar, "play").text() == "Play"


def test_plus_and_minus_change_the_speed_within_its_ends(bar: Transport) -> None:
    speed = bar.findChild(QComboBox, "convolution.speed")
    assert isinstance(speed, QComboBox)
    assert speed.currentData() == 1
    for _ in range(9):
        press(bar, Key.Key_Plus, written="+")
    assert (speed.currentText(), bar.player.speed) == ("16 ×", 16)
    for _ in range(9):
        press(bar, Key.Key_Minus, written="-")
    assert (speed.currentText(), bar.player.speed) == ("½ ×", 0.5)
    assert "Steps a second: 1; at 1 ×: 2." in speed.toolTip()


def test_a_key_pressed_on_a_button_of_the_bar_steps(qtbot: QtBot, bar: Transport, cells: Cells) -> None:
    button(bar, "play").setFocus()
    qtbot.keyClick(button(bar, "play"), Key.Key_Right)
    qtbot.keyClick(bar.findChild(QSlider, "convolution.scrubber"), Key.Key_PageDown)
    assert cells.position == 2
    qtbot.keyClick(button(bar, "next"), Key.Key_Space)
    assert (cells.position, bar.is_playing) == (3, False)


def test_the_wheel_steps_by_whole_notches(bar: Transport, cells: Cells) -> None:
    turn(bar, -120)
    assert cells.position == 1
    turn(bar, -50, -50)
    assert cells.position == 1
    turn(bar, -50)
    assert cells.position == 2
    turn(bar, 240)
    assert cells.position == 0


def test_the_scrubber_follows_and_leads(qtbot: QtBot, bar: Transport, cells: Cells) -> None:
    scrubber = bar.findChild(QSlider, "convolution.scrubber")
    assert isinstance(scrubber, QSlider)
    cells.go_to(347)
    assert scrubber.value() == 347
    qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(scrubber.width() - 1, 10))
    assert cells.position == 783
    qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(scrubber.width() // 2, 10))
    assert cells.position == pytest.approx(392, abs=10)


def test_twelve_million_steps_can_be_scrubbed(bar: Transport, cells: Cells) -> None:
    cells.count = 12_000_000
    cells.go_to(9_999_999)
    scrubber = bar.findChild(QSlider, "convolution.scrubber")
    assert isinstance(scrubber, QSlider)
    assert (scrubber.value(), scrubber.maximum()) == (9_999_999, 11_999_999)
    scrubber.setValue(11_000_001)
    assert cells.position == 11_000_001


def test_words_tooltips_and_ends_follow_the_position(bar: Transport, cells: Cells) -> None:
    position = bar.findChild(StillLabel, "convolution.position")
    assert isinstance(position, StillLabel)
    assert not button(bar, "back").isEnabled()
    cells.go_to(347)
    assert position.text() == "Cell <b>348</b> of 784"
    assert button(bar, "next").toolTip() == "Next step (→). Now 348 of 784."
    assert button(bar, "back").isEnabled()
    cells.go_to(783)
    assert not button(bar, "next").isEnabled()


def test_at_the_end_the_keyboard_is_not_handed_to_another_button(qtbot: QtBot, bar: Transport, cells: Cells) -> None:
    cells.go_to(782)
    button(bar, "next").setFocus()
    qtbot.keyClick(button(bar, "next"), Key.Key_Space)

    assert QApplication.focusWidget() is bar.findChild(QSlider, "convolution.scrubber")


def test_choosing_a_unit_tells_the_steps(qtbot: QtBot, bar: Transport, cells: Cells) -> None:
    unit = bar.findChild(QComboBox, "convolution.unit")
    assert isinstance(unit, QComboBox)
    unit.setFocus()
    qtbot.keyClick(unit, Key.Key_Down)
    assert cells.unit == "row"
    cells.use_unit("cell")
    assert unit.currentText() == "by cell"


def test_nothing_to_step_through_is_no_trouble(bar: Transport, cells: Cells) -> None:
    cells.count = 0
    cells.emit()
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Home, Key.Key_Space):
        assert press(bar, key)
    assert (cells.position, bar.is_playing, button(bar, "play").isEnabled()) == (0, False, False)


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("width", [1400, 1048, 900, 800, 700, 500])
def test_nothing_is_cut_at_any_width(qtbot: QtBot, theme: Theme, translator: Translator, width: int, zoom: int) -> None:
    theme.zoom = zoom
    stage = QWidget()
    qtbot.addWidget(stage)
    stage.setStyleSheet(style_sheet(theme))
    column = QVBoxLayout(stage)
    column.setContentsMargins(0, 0, 0, 0)
    bar = Transport(Cells(), theme, translator, "convolution")
    column.addWidget(bar)
    stage.resize(width, 200)
    stage.show()
    qtbot.waitExposed(stage)
    QApplication.processEvents()

    assert stage.width() == width
    for part in bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if part.isVisible():
            assert bar.rect().contains(part.geometry()), part.objectName()
            needed = part.minimumSizeHint() if isinstance(part, QSlider) else part.sizeHint()
            assert part.width() >= needed.width(), part.objectName()
    shown = {name for name in ("first", "last", "back", "next", "play") if button(bar, name).isVisible()}
    assert shown >= {"back", "next", "play"}
    assert ("first" in shown) == (zoom == 100 and width >= 1048)


def test_play_and_pause_are_equally_wide(bar: Transport) -> None:
    before = [child.geometry() for child in bar.findChildren(QWidget)]
    press(bar, Key.Key_Space)
    QApplication.processEvents()
    assert [child.geometry() for child in bar.findChildren(QWidget)] == before


def test_playing_ends_when_hidden_or_stepped_by_hand(bar: Transport) -> None:
    press(bar, Key.Key_Space)
    press(bar, Key.Key_Right)
    assert not bar.is_playing
    press(bar, Key.Key_Space)
    assert bar.is_playing
    bar.hide()
    assert not bar.is_playing


def test_playing_goes_on_by_itself(qtbot: QtBot, bar: Transport, cells: Cells) -> None:
    bar.player.set_speed(16)
    press(bar, Key.Key_Space)
    qtbot.waitUntil(lambda: cells.position >= 2)
    bar.stop()


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def player(bar: Transport, cells: Cells, clock: Clock) -> StepPlayer:
    return StepPlayer(cells, bar, clock)


@pytest.mark.parametrize(("speed", "expected"), [(0.5, 5), (1, 10), (16, 160)])
def test_slow_pictures_are_dropped_but_the_count_is_kept(
    player: StepPlayer, cells: Cells, clock: Clock, speed: float, expected: int
) -> None:
    player.set_speed(speed)
    player.start()
    for _ in range(8):  # pictures that take 0.625 s each
        clock.now += 0.625
        player.advance()
    player.stop()

    assert cells.position == expected


def test_after_a_long_pause_the_play_goes_on_from_where_it_was(player: StepPlayer, cells: Cells, clock: Clock) -> None:
    player.start()
    clock.now += 3600
    player.advance()
    player.stop()

    assert cells.position == 4


def test_playing_stops_at_the_end_and_starts_again_from_the_first(
    player: StepPlayer, cells: Cells, clock: Clock
) -> None:
    cells.go_to(782)
    player.start()
    clock.now += 1
    player.advance()
    assert (cells.position, player.is_playing) == (783, False)
    player.start()
    assert (cells.position, player.is_playing) == (0, True)
    player.stop()


def test_the_button_that_goes_on_can_say_what_the_next_step_does(
    bar: Transport, theme: Theme, translator: Translator
) -> None:
    bar.call_next(text("Take the step"))
    assert button(bar, "next").text() == "Take the step"
    theme.zoom = 125  # all words are written again
    assert button(bar, "next").text() == "Take the step"

    bar.call_next(None)
    assert button(bar, "next").text() == "Next"
    assert translator.language == "en"
