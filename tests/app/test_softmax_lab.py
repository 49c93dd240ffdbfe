"""The softmax lab in the window, worked by mouse and keys."""

from __future__ import annotations

from typing import TypeVar, cast

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QSpinBox,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cnnstudio.app.main_window import MainWindow
from cnnstudio.core.texts import text
from cnnstudio.data.lab_numbers import LogitNumbers
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs import LABS
from cnnstudio.labs.draw.sources import SampleSource
from cnnstudio.labs.softmax.lab import SoftmaxLab
from cnnstudio.labs.softmax.score_table import ScoreTable
from tests.app.conftest import MakeWindow, draw

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)
Part = TypeVar("Part", bound=QWidget)


def open_lab(window: MainWindow) -> SoftmaxLab:
    window.show_lab([entry.id for entry in LABS].index("softmax"))
    return cast(SoftmaxLab, window.current_lab)


@pytest.fixture
def lab(window: MainWindow) -> SoftmaxLab:
    """The lab with nothing drawn: it shows the lecture's scores."""
    return open_lab(window)


@pytest.fixture
def digit_lab(window: MainWindow) -> SoftmaxLab:
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 30))
    return open_lab(window)


def part(window: MainWindow, kind: type[Part], name: str) -> Part:
    found = window.findChild(kind, f"softmax.{name}")
    assert isinstance(found, kind), name
    return found


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def scores(window: MainWindow) -> ScoreTable:
    return part(window, ScoreTable, "scores")


def plain(window: MainWindow) -> str:
    """Return the line above the stage without its colour."""
    return window.line.words.partition(">")[2].removesuffix("</span>")


def bar_end(table: ScoreTable, row: int, score: float) -> QPoint:
    """Return where the bar of a row ends for a score."""
    bars = table.table.columns[table.table.place("score")].bars
    assert bars is not None
    room = table.layout_.bar_rect(table.table.place("score"), row)
    share = (score - bars.low) / (bars.high - bars.low)
    return QPoint(round(room.left() + share * room.width()), round(room.center().y()))


# -- stepping


def test_every_number_is_stepped_by_keys(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    assert "Class <b>0</b> is the likeliest" in window.line.words
    said = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        press(qtbot, window, key)
        said.append(plain(window))
    assert said == [
        "e to the power 2.20 is <b>9.03</b>.",
        "e to the power 1.39 is <b>4.01</b>.",
        "e to the power 0.85 is <b>2.34</b>.",
        "The sum begins with <b>9.03</b>.",
        "e to the power 0.85 is <b>2.34</b>.",
    ]
    press(qtbot, window, Qt.Key.Key_Right, SHIFT)
    assert plain(window) == "13.04 + 2.34 = <b>15.38</b>."
    press(qtbot, window, Qt.Key.Key_End)
    assert lab.model.params.place is None


def test_the_transport_drives_columns_too(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    unit = part(window, QComboBox, "unit")
    unit.setCurrentIndex(unit.findData("column"))
    unit.activated.emit(unit.currentIndex())
    part(window, QSlider, "scrubber").setValue(0)
    assert "e is raised to each of them" in window.line.words
    qtbot.mouseClick(part(window, QAbstractButton, "next"), LEFT)
    assert "The 3 powers add up to <b>15.38</b>" in window.line.words
    assert lab.steps is not None
    assert (lab.steps.position, lab.steps.count) == (1, 3)


def test_playing_runs_to_the_end(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    speed = part(window, QComboBox, "speed")
    speed.setCurrentIndex(speed.count() - 1)
    speed.activated.emit(speed.currentIndex())
    press(qtbot, window, Qt.Key.Key_Space)
    assert lab.view.steps.position == 0
    qtbot.waitUntil(lambda: lab.model.params.place is None, timeout=10_000)


# -- changing scores


def test_a_bar_is_dragged(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    table = scores(window)
    qtbot.mousePress(table, LEFT, pos=bar_end(table, 1, 1.39))
    for score in (2.0, 2.5, 3.0):
        qtbot.mouseMove(table, bar_end(table, 1, score))
    assert lab.model.scores[1] == pytest.approx(3.0, abs=0.05), "its scale stays while it is dragged"
    qtbot.mouseRelease(table, LEFT, pos=bar_end(table, 1, 3.0))
    assert "Class <b>1</b> is the likeliest" in window.line.words
    window.menus.actions["undo"].trigger()
    assert lab.model.scores == (2.2, 1.39, 0.85), "one drag is one step of undo"
    window.menus.actions["redo"].trigger()
    assert lab.model.scores[1] == pytest.approx(3.0, abs=0.05)


def test_a_score_is_changed_by_keys_and_escape_gives_the_arrows_back(
    qtbot: QtBot, window: MainWindow, lab: SoftmaxLab
) -> None:
    press(qtbot, window, Qt.Key.Key_Z)
    table = scores(window)
    assert table.hasFocus()
    press(qtbot, window, Qt.Key.Key_Down)
    press(qtbot, window, Qt.Key.Key_Right)
    press(qtbot, window, Qt.Key.Key_Left, SHIFT)
    assert lab.model.scores == (2.2, 0.49, 0.85)
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_Home)
    assert lab.model.params.place == ("exponential", 0)


def test_a_score_is_typed(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    table = scores(window)
    place = table.layout_.number_rect(table.table.place("score"), 2).center().toPoint()
    qtbot.mouseDClick(table, LEFT, pos=place)
    line = table.findChild(QLineEdit, "softmax.scores.editor")
    assert line is not None
    assert line.text() == "0.85"
    QTest.keyClicks(line, "-1.5")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert lab.model.scores == (2.2, 1.39, -1.5)

    qtbot.keyClick(table, Qt.Key.Key_7)
    line = table.findChildren(QLineEdit)[-1]
    QTest.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "“7x” is not a number" in window.line.words
    assert lab.model.scores[2] == -1.5
    qtbot.keyClick(line, Qt.Key.Key_Escape)


def test_the_wheel_changes_a_score_only_where_it_has_the_keyboard(
    qtbot: QtBot, window: MainWindow, lab: SoftmaxLab
) -> None:
    table = scores(window)
    place = QPointF(bar_end(table, 0, 2.2))

    def turn(notch: int) -> bool:
        event = QWheelEvent(
            place,
            QPointF(table.mapToGlobal(place)),
            QPoint(),
            QPoint(0, notch),
            Qt.MouseButton.NoButton,
            NONE,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(table, event)
        return event.isAccepted()

    assert not turn(120), "it is left to the stage, which steps"
    table.setFocus()
    assert turn(120)
    assert lab.model.scores[0] == pytest.approx(2.3)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1e308", "Scores go from −1\xa0000\xa0000 to 1\xa0000\xa0000. Choose smaller ones."),
        ("-1000001", "Scores go from −1\xa0000\xa0000 to 1\xa0000\xa0000. Choose smaller ones."),
        ("-", "“-” is not a number. Type one such as −1 or 0.5."),
        ("", "Type a number such as −1 or 0.5."),
    ],
)
def test_what_is_no_score_is_refused_and_no_step_of_undo(
    qtbot: QtBot, window: MainWindow, lab: SoftmaxLab, typed: str, sentence: str
) -> None:
    table = scores(window)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    line = part(window, QLineEdit, "scores.editor")
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sentence in window.line.words
    assert (line.isVisible(), line.property("problem")) == (True, True), "it can still be mended"
    assert (lab.model.scores, lab.has_problem, lab.model.can_undo) == ((2.2, 1.39, 0.85), False, False)

    line.selectAll()
    QTest.keyClicks(line, "3")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert lab.model.scores == (3, 1.39, 0.85)
    window.menus.actions["undo"].trigger()
    assert (lab.model.scores, lab.has_problem, lab.model.can_undo) == ((2.2, 1.39, 0.85), False, False)


def test_a_bar_goes_no_further_than_scores_do(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    lab.model.set_score(0, 999_999.5)
    table = scores(window)
    table.setFocus()
    for _ in range(2):
        qtbot.keyClick(table, Qt.Key.Key_Right, SHIFT)
    assert (lab.model.scores[0], lab.has_problem) == (1_000_000, False)


# -- the two forms


def test_the_plain_form_overflows_and_the_safe_one_does_not(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    qtbot.mouseClick(part(window, QAbstractButton, "try_overflow"), LEFT)
    assert "<b>not a number</b>" in window.line.words
    assert scores(window).written("exponential", 0) == "∞"
    assert scores(window).written("share", 0) == "not a number"
    qtbot.mouseClick(part(window, QAbstractButton, "safe"), LEFT)
    assert "<b>0.665</b>" in window.line.words
    assert scores(window).written("shifted", 2) == "−2"
    press(qtbot, window, Qt.Key.Key_S)
    assert not lab.model.params.stable


# -- the panel


def test_the_temperature_evens_the_bars_out(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    field = part(window, QDoubleSpinBox, "temperature")
    field.setValue(10)
    assert lab.model.result.probabilities.round(2).tolist() == [0.36, 0.33, 0.31]
    assert scores(window).written("scaled", 0) == "0.22"
    part(window, QSlider, "temperature_slider").setValue(0)
    assert field.value() == pytest.approx(0.05)
    assert lab.model.result.probabilities[0] > 0.9999


@pytest.mark.parametrize(
    ("tab", "name", "words"),
    [
        ("softmax", "temperature", "T goes from 0.05 to 20."),
        ("loss", "probability", "Probability goes from 0.001 to 0.999."),
        ("two_classes", "score", "Score z goes from −8 to 8."),
    ],
)
def test_a_number_out_of_range_is_answered_and_the_old_one_stays(
    qtbot: QtBot, window: MainWindow, lab: SoftmaxLab, tab: str, name: str, words: str
) -> None:
    lab.view.show_tab(tab)
    field = part(window, QDoubleSpinBox, name)
    params, written = lab.model.params, field.text()
    for typed in ("5000", "-900"):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
        assert field.text() == typed
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert f"{words} Type a number between them." in window.line.words
        assert (field.text(), field.property("problem")) == (written, True)
    assert lab.model.params == params
    press(qtbot, window, Qt.Key.Key_Escape)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (field.value(), field.property("problem")) == (0.5, False)


def test_a_temperature_of_0_is_answered(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    field = part(window, QDoubleSpinBox, "temperature")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "0")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "T goes from 0.05 to 20." in window.line.words
    assert (lab.model.params.temperature, field.text()) == (1, "1.00")


def test_examples_classes_and_target(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    source = part(window, QComboBox, "source")
    assert source.currentData() == "lecture"
    source.setCurrentIndex(source.findData("equal"))
    source.activated.emit(source.currentIndex())
    assert lab.model.result.probabilities == pytest.approx([1 / 3] * 3)
    part(window, QSpinBox, "classes").setValue(5)
    assert lab.model.scores == (1, 1, 1, 0, 0)
    assert source.currentData() == "own"
    target = part(window, QComboBox, "target")
    assert target.count() == 5
    target.setCurrentIndex(4)
    target.activated.emit(4)
    assert lab.model.result.target == 4
    part(window, QSpinBox, "classes").setValue(2)
    assert lab.model.result.target == 1


def test_without_a_drawing_the_network_has_no_scores(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    source = part(window, QComboBox, "source")
    source.setCurrentIndex(source.findData("network"))
    source.activated.emit(source.currentIndex())
    assert "Nothing is drawn yet" in window.line.words
    assert source.currentData() == "lecture"
    assert lab.model.problem is None


def test_the_networks_answer_follows_the_pen(qtbot: QtBot, window: MainWindow) -> None:
    lab = open_lab(window)
    window.show_lab(0)
    draw(qtbot, window)
    window.show_lab([entry.id for entry in LABS].index("softmax"))

    shares = window.draw_lab.model.result.probabilities
    assert shares is not None
    assert lab.model.params.source == "network"
    assert lab.model.result.probabilities == pytest.approx(shares, abs=1e-5)
    assert part(window, QComboBox, "source").currentData() == "network"


def test_the_code_prints_what_is_shown(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    press(qtbot, window, Qt.Key.Key_C)
    code = part(window, QPlainTextEdit, "code_text")
    assert "scores = np.array([2.2, 1.39, 0.85], dtype=float)" in code.toPlainText()
    lab.model.set_score(0, 4.5)
    assert "[4.5, 1.39, 0.85]" in code.toPlainText()
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not code.isVisible()


# -- the other tabs


def test_losses_by_tab_and_key(qtbot: QtBot, window: MainWindow, digit_lab: SoftmaxLab) -> None:
    press(qtbot, window, Qt.Key.Key_2, ALT)
    assert "True class <b>3</b>" in window.line.words
    assert digit_lab.steps is None
    assert not part(window, QWidget, "transport").isVisible()
    qtbot.mouseClick(part(window, QAbstractButton, "show_gradients"), LEFT)
    part(window, QComboBox, "target").activated.emit(8)
    assert "True class <b>8</b>" in window.line.words
    window.explain()
    assert "one-hot" in digit_lab.explanation().template


def test_two_classes_leave_the_panel_alone(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    tabs = part(window, QTabBar, "tabs")
    tabs.setCurrentIndex(2)
    assert "sigmoid and softmax both give <b>0.692</b>" in window.line.words
    assert not part(window, QComboBox, "source").isEnabled()
    slider = part(window, QSlider, "score_slider")
    assert slider.hasFocus()
    before = lab.model.params.score
    press(qtbot, window, Qt.Key.Key_Right)
    assert lab.model.params.score > before
    tabs.setCurrentIndex(0)
    assert part(window, QComboBox, "source").isEnabled()


# -- from elsewhere


def test_scores_are_handed_over(window: MainWindow, lab: SoftmaxLab) -> None:
    lab.take(LogitNumbers(text("Scores of the path"), np.array([0.5, -0.5]), ("cat", "dog"), 1))

    assert scores(window).written("class", 1) == "dog"
    assert "Class <b>cat</b> is the likeliest with <b>0.731</b>" in window.line.words
    assert part(window, QComboBox, "source").currentText() == "Scores of the path"
    assert part(window, QComboBox, "target").currentText() == "Class dog"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_control_has_a_name_and_a_tooltip(make: MakeWindow, language: str) -> None:
    window = make(language)
    lab = open_lab(window)
    for tab in ("loss", "two_classes", "softmax"):
        lab.view.show_tab(tab)
    named = [widget for widget in window.findChildren(QWidget) if widget.objectName().startswith("softmax.")]
    controls = [
        widget
        for widget in named
        if isinstance(widget, QAbstractButton | QComboBox | QSlider | QSpinBox | QDoubleSpinBox | ScoreTable)
    ]
    assert len(controls) > 15
    for widget in controls:
        assert widget.accessibleName(), widget.objectName()
        assert widget.toolTip(), widget.objectName()


def test_the_lab_is_closed_while_a_score_is_typed(qtbot: QtBot, window: MainWindow, lab: SoftmaxLab) -> None:
    table = scores(window)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.findChild(QLineEdit) is not None
    window.close()
    assert lab.model.scores == (2.2, 1.39, 0.85)
