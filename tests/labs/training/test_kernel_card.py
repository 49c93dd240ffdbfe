"""A kernel of the strip, shown large with its numbers by a click or by key."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from cnnstudio.core.specimen import SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.labs.training.run_view import RunView
from cnnstudio.nets.presets import DENSE, LENET5, SIMPLE_CONVNET
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.training.messages import Checkpoint, Stopped
from cnnstudio.widgets.grid_numbers import number_style
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, shown
from tests.labs.training.fake_trainer import batches, sample_network, started
from tests.labs.training.models import small_model

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model() -> TrainingModel:
    """Return the model of a run that has its first weights: thirty 5 × 5 kernels."""
    model = small_model()[0]
    begin(model)
    return model


def begin(model: TrainingModel, spec: NetworkSpec = SIMPLE_CONVNET) -> None:
    model.stop()
    model.take([Stopped()])
    model.update(spec=spec)
    model.start()
    model.take([started(), Checkpoint(1, 0, sample_network(model.params.spec))])


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: TrainingModel) -> RunView:
    return shown(RunView(model, theme, translator), qtbot)


def click(qtbot: QtBot, view: RunView, kernel: int, *, on_map: bool = False) -> None:
    assert view.strip.places is not None
    places = view.strip.places.maps if on_map else view.strip.places.kernels
    qtbot.mouseClick(view.strip, LEFT, pos=places[kernel].center().toPoint())


def test_a_click_shows_a_kernel_large_with_its_map(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    card = view.kernel_card
    assert not card.isVisible()
    click(qtbot, view, 4)
    assert model.network is not None
    assert model.outputs is not None
    assert card.isVisible()
    assert card.heading.text() == "Kernel 5 of 30"
    np.testing.assert_array_equal(card.kernel.values, model.network.weights["0.weight"][4, 0])
    np.testing.assert_array_equal(card.map.values, model.outputs[1].values[0, 4])
    card.put_away()
    click(qtbot, view, 2, on_map=True)
    assert card.heading.text() == "Kernel 3 of 30"


def test_its_numbers_follow_training_and_rewinding(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    click(qtbot, view, 1)
    before = view.kernel_card.kernel.values
    later = sample_network(model.params.spec, 5)
    model.take([*batches(1, 1, 2), Checkpoint(1, 2, later)])
    np.testing.assert_array_equal(view.kernel_card.kernel.values, later.weights["0.weight"][1, 0])
    model.rewind(0)
    np.testing.assert_array_equal(view.kernel_card.kernel.values, before)


def test_keys_open_it_go_from_kernel_to_kernel_and_close_it(qtbot: QtBot, view: RunView) -> None:
    card, strip = view.kernel_card, view.strip
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    assert strip.focused_cell() == 0
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert not card.isVisible()
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert card.heading.text() == "Kernel 2 of 30"
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert card.heading.text() == "Kernel 3 of 30"
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert card.heading.text() == "Kernel 1 of 30"
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert strip.hasFocus()


def test_down_goes_to_the_kernel_below(qtbot: QtBot, view: RunView) -> None:
    view.resize(1500, 780)
    view.refresh()
    assert view.strip.places is not None
    tops = [place.top() for place in view.strip.places.kernels]
    columns = tops.count(tops[0])
    assert columns < len(tops), "they stand in several rows"
    view.strip.setFocus()
    qtbot.keyClick(view.strip, Qt.Key.Key_Down)
    assert view.strip.focused_cell() == columns
    qtbot.keyClick(view.strip, Qt.Key.Key_Up)
    qtbot.keyClick(view.strip, Qt.Key.Key_Up)
    assert view.strip.focused_cell() == 0


@pytest.mark.parametrize("way", ["button", "key in the numbers"])
def test_it_is_put_away_and_the_keyboard_is_back_at_the_strip(qtbot: QtBot, view: RunView, way: str) -> None:
    click(qtbot, view, 0)
    if way == "button":
        close = view.findChild(QAbstractButton, "training.kernel.close")
        assert close is not None
        qtbot.mouseClick(close, LEFT)
    else:
        view.kernel_card.kernel.setFocus()
        qtbot.keyClick(view.kernel_card.kernel, Qt.Key.Key_Escape)
    assert not view.kernel_card.isVisible()
    assert view.strip.hasFocus()


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("zoom", [100, 150])
def test_numbers_of_five_by_five_kernels_have_room(
    qtbot: QtBot, view: RunView, theme: Theme, room: tuple[int, int], zoom: int
) -> None:
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    click(qtbot, view, 3)
    qtbot.waitUntil(lambda: view.kernel_card.kernel.width() > 100)
    cell = view.kernel_card.kernel.cell_rect(0, 0).width()
    style = number_style(view.kernel_card.kernel._content, cell, 40)
    assert view.rect().contains(view.kernel_card.geometry())
    assert style is not None
    assert style.decimals == 2
    assert style.pixels >= 12


def test_without_a_drawing_there_is_no_map(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    click(qtbot, view, 0)
    assert view.kernel_card.map.isVisible()
    model.specimen.show(SpecimenPicture(text("Your drawing"), np.zeros((28, 28), np.float32)))
    assert not view.kernel_card.map.isVisible()
    assert view.kernel_card.kernel.isVisible()


def test_weights_of_a_unit_are_a_picture(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    begin(model, DENSE)
    click(qtbot, view, 6)
    assert view.kernel_card.heading.text() == "Weights of unit 7 of 512"
    assert view.kernel_card.kernel.values.shape == (28, 28)


def test_a_run_with_fewer_kernels_puts_the_card_away(qtbot: QtBot, view: RunView, model: TrainingModel) -> None:
    view.resize(1500, 780)
    view.refresh()
    click(qtbot, view, 20)
    assert view.kernel_card.isVisible()
    begin(model, LENET5)
    assert not view.kernel_card.isVisible()
