"""A number with decimals: what is typed is taken, or answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.number_slider import NumberSlider
from cnnstudio.widgets.theme import Theme


@pytest.fixture
def slider(qtbot: QtBot, theme: Theme, translator: Translator) -> NumberSlider:
    slider = NumberSlider(theme, Captions(translator), "lab.heat", text("Heat"))
    slider.set_range(-0.5, 20.0, 2, 0.1)
    slider.set_value(1.0)
    qtbot.addWidget(slider)
    slider.show()
    return slider


def type_in(qtbot: QtBot, slider: NumberSlider, typed: str) -> None:
    slider.field.setFocus()
    slider.field.selectAll()
    qtbot.keyClick(slider.field, Qt.Key.Key_Delete)
    QTest.keyClicks(slider.field, typed)
    qtbot.keyClick(slider.field, Qt.Key.Key_Return)


@pytest.mark.parametrize("typed", ["5000", "-7", "20.01", "-", ""])
def test_a_number_beyond_the_ends_is_answered_and_not_taken(
    qtbot: QtBot, slider: NumberSlider, translator: Translator, typed: str
) -> None:
    said: list[str] = []
    slider.refused.connect(lambda words: said.append(translator(words)))
    type_in(qtbot, slider, typed)
    assert said == ["Heat goes from −0.5 to 20. Type a number between them."]
    assert (slider.value, slider.field.text()) == (1.0, "1.00")
    assert slider.field.property("problem")


@pytest.mark.parametrize(("typed", "value"), [("2.5", 2.5), ("-0.25", -0.25), ("20", 20.0), ("0.123", 0.12)])
def test_a_number_between_the_ends_is_taken_and_ends_the_mark(
    qtbot: QtBot, slider: NumberSlider, typed: str, value: float
) -> None:
    type_in(qtbot, slider, "5000")
    with qtbot.assertNotEmitted(slider.refused):
        type_in(qtbot, slider, typed)
    assert slider.value == value
    assert not slider.field.property("problem")


def test_the_mark_ends_with_another_number_from_elsewhere(qtbot: QtBot, slider: NumberSlider) -> None:
    type_in(qtbot, slider, "5000")
    slider.set_value(3.0)
    assert not slider.field.property("problem")
