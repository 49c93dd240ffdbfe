"""Checking backprop: the verdict, one nudge in words, and h by slider or by a click in the curve."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QSlider
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.gradient_check_view import GradientCheckView
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator) -> GradientCheckView:
    return shown(GradientCheckView(digit_model(), theme, translator), qtbot)


def _grid(view: GradientCheckView, name: str) -> NumberGrid:
    grid = view.findChild(NumberGrid, f"convolution.check_{name}")
    assert isinstance(grid, NumberGrid)
    return grid


def _choose(view: GradientCheckView, name: str, value: str) -> None:
    choice = view.findChild(QComboBox, f"convolution.{name}")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData(value))


def _words(view: GradientCheckView, name: str) -> str:
    label = view.findChild(QLabel, f"convolution.{name}")
    assert isinstance(label, QLabel)
    return label.text()


def test_backprop_and_nudging_agree(view: GradientCheckView, translator: Translator) -> None:
    analytic, numerical = _grid(view, "analytic").values, _grid(view, "numerical").values

    assert analytic.shape == (3, 3)
    assert np.abs(analytic).max() > 0.1
    assert numerical == pytest.approx(analytic, rel=1e-5, abs=1e-6)
    assert translator(view.headline()).startswith("Backprop agrees with nudging: <b>dW</b>")
    assert "✓" in _words(view, "check_verdict")


@pytest.mark.parametrize(("part", "shape"), [("dx", (12, 12)), ("db", (1, 1)), ("dw", (3, 3))])
@pytest.mark.parametrize("loss", ["weighted", "squares", "cubes"])
def test_every_gradient_can_be_checked(
    view: GradientCheckView, translator: Translator, part: str, shape: tuple[int, int], loss: str
) -> None:
    _choose(view, "check_loss", loss)
    _choose(view, "check_part", part)

    assert _grid(view, "analytic").values.shape == shape
    assert view.check.agrees
    assert part[0] + part[1:].replace("w", "W") in translator(view.headline())


def test_a_large_h_fails_and_says_what_mends_it(qtbot: QtBot, view: GradientCheckView, translator: Translator) -> None:
    slider = view.findChild(QSlider, "convolution.check_step")
    assert isinstance(slider, QSlider)
    slider.setFocus()
    with qtbot.waitSignal(view.changed):
        qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert view.check.step == pytest.approx(10**-4.5)
    slider.setValue(0)

    assert view.check.step == pytest.approx(0.1)
    assert "Take a smaller h" in translator(view.headline())
    assert "✗" in _words(view, "check_verdict")


def test_a_click_in_the_curve_chooses_h(qtbot: QtBot, view: GradientCheckView) -> None:
    qtbot.mouseClick(view.plot, Qt.MouseButton.LeftButton, pos=view.plot.point(1e-8, 1e-4).toPoint())

    assert view.check.step == pytest.approx(1e-8)


def test_pointing_at_a_weight_nudges_it(view: GradientCheckView) -> None:
    grid = _grid(view, "numerical")
    QTest.mouseMove(grid, grid.cell_rect(2, 0).center().toPoint())

    assert _words(view, "check_nudge").startswith("Weight in row 3, column 1: lowered and raised by h")
    _choose(view, "check_part", "db")
    assert _words(view, "check_nudge").startswith("The bias:")


def test_another_kernel_of_the_lab_is_checked_at_once(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = digit_model()
    view = shown(GradientCheckView(model, theme, translator), qtbot)
    before = view.check.analytic
    model.update(activation="tanh", stride=(2, 2))

    assert view.check.agrees
    assert not np.array_equal(before, view.check.analytic)


def test_an_impossible_setting_leaves_the_last_check(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = digit_model()
    view = shown(GradientCheckView(model, theme, translator), qtbot)
    before = view.check.analytic
    model.update(dilation=(16, 16))

    assert model.problem is not None
    assert view.check.analytic.tolist() == before.tolist()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
def test_all_parts_lie_on_the_stage_and_apart(
    view: GradientCheckView, theme: Theme, zoom: int, room: tuple[int, int]
) -> None:
    theme.zoom = zoom
    view.resize(*room)

    names = ("analytic", "numerical", "difference")
    parts = [*(_grid(view, name) for name in names), view.controls, view.plot]
    places = [part.rect().translated(part.mapTo(view, QPoint())) for part in parts]
    assert all(view.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert _grid(view, "analytic").width() > 60
    view.grab()
