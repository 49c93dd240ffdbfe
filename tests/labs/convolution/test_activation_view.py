"""Choosing an activation, and reading a cell off its curve."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.activation_view import ActivationView
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown


@pytest.fixture
def model(qapp: object) -> ConvolutionModel:
    return digit_model(filters=2)


@pytest.fixture
def view(qtbot: QtBot, model: ConvolutionModel, theme: Theme, translator: Translator) -> ActivationView:
    return shown(ActivationView(model, theme, translator), qtbot)


def _grid(view: ActivationView, name: str) -> NumberGrid:
    grid = view.findChild(NumberGrid, f"convolution.{name}")
    assert isinstance(grid, NumberGrid)
    return grid


def _choice(view: ActivationView) -> QComboBox:
    choice = view.findChild(QComboBox, "convolution.activation_choice")
    assert isinstance(choice, QComboBox)
    return choice


def test_the_whole_lab_follows_the_choice(view: ActivationView, model: ConvolutionModel) -> None:
    assert _grid(view, "after_activation").values.min() == 0
    _choice(view).setCurrentIndex(_choice(view).findData("tanh"))

    assert model.params.activation == "tanh"
    assert _grid(view, "after_activation").values.min() < -0.9


def test_the_choice_follows_the_lab(view: ActivationView, model: ConvolutionModel) -> None:
    model.update(activation="sigmoid")

    assert _choice(view).currentData() == "sigmoid"


def test_maxout_stays_in_this_view(view: ActivationView, model: ConvolutionModel, translator: Translator) -> None:
    _choice(view).setCurrentIndex(_choice(view).findData("maxout"))

    assert model.params.activation == "relu"
    assert "the larger of" in translator(view.headline())
    assert (_grid(view, "after_activation").values >= _grid(view, "before_activation").values).all()


def test_pointing_at_a_cell_reads_it_off_the_curve(
    qtbot: QtBot, view: ActivationView, model: ConvolutionModel, translator: Translator
) -> None:
    grid = _grid(view, "before_activation")
    with qtbot.waitSignal(view.changed):
        QTest.mouseMove(grid, grid.cell_rect(10, 8).center().toPoint())

    z = model.result.map_before(0)[10, 8]
    assert z > 1
    assert translator(view.headline()) == f"Row 11, column 9: {z:.2f} becomes <b>{z:.2f}</b>, with slope <b>1.00</b>."


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
def test_all_parts_lie_on_the_stage_and_apart(
    view: ActivationView, theme: Theme, zoom: int, room: tuple[int, int]
) -> None:
    theme.zoom = zoom
    view.resize(*room)

    parts = [_grid(view, "before_activation"), _grid(view, "after_activation"), view.plot, view.controls]
    places = [part.rect().translated(part.mapTo(view, QPoint())) for part in parts]
    assert all(view.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert _grid(view, "before_activation").width() > 100
    view.grab()
