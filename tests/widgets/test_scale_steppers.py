"""Numbers that are changed by factors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cnnstudio.widgets.scale_steppers import DoublingStepper, RateStepper
from cnnstudio.widgets.theme import Theme


@pytest.fixture
def rate(qtbot: QtBot, theme: Theme) -> RateStepper:
    stepper = RateStepper(theme, 1e-5, 10)
    qtbot.addWidget(stepper)
    return stepper


@pytest.mark.parametrize("number", [0.15, 0.001, 1.0, 0.0005, 0.999, 0.998, 2.34e-5])
def test_a_rate_is_shown_and_read_back_as_it_is(rate: RateStepper, number: float) -> None:
    rate.set_number(number)

    assert rate.number == number
    assert float(rate.text()) == number


def test_the_buttons_lead_along_1_2_5_10(rate: RateStepper, qtbot: QtBot) -> None:
    rate.set_number(0.15)
    seen = []
    for _ in range(4):
        qtbot.mouseClick(rate.more, Qt.MouseButton.LeftButton)
        seen.append(rate.number)
    assert seen == [0.2, 0.5, 1.0, 2.0]
    rate.set_number(0.015)
    rate.stepBy(-3)
    assert rate.number == 0.002


def test_what_is_typed_counts_with_a_comma_too(rate: RateStepper, qtbot: QtBot) -> None:
    rate.selectAll()
    qtbot.keyClicks(rate.lineEdit(), "0,03")
    qtbot.keyClick(rate.lineEdit(), Qt.Key.Key_Return)

    assert rate.number == 0.03


def test_what_is_no_rate_is_not_taken(rate: RateStepper, qtbot: QtBot) -> None:
    rate.set_number(0.1)
    for typed in ("0", "1000", "x", "1e"):
        rate.selectAll()
        qtbot.keyClicks(rate.lineEdit(), typed)
        qtbot.keyClick(rate.lineEdit(), Qt.Key.Key_Return)
        assert rate.minimum() <= rate.value() <= rate.maximum()
        assert rate.number > 0


def test_a_batch_size_doubles_and_halves_to_powers_of_two(qtbot: QtBot, theme: Theme) -> None:
    stepper = DoublingStepper(theme)
    qtbot.addWidget(stepper)
    stepper.setRange(1, 1024)
    stepper.setValue(48)
    stepper.stepBy(1)
    assert stepper.value() == 64
    stepper.setValue(48)
    stepper.stepBy(-1)
    assert stepper.value() == 32
    stepper.stepBy(-1)
    assert stepper.value() == 16
    stepper.stepBy(-10)
    assert stepper.value() == 1
    stepper.stepBy(1)
    assert stepper.value() == 2
