"""Two layers beside one: equal, until a ReLU stands between them."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.data.kernel_presets import preset
from cnnstudio.labs.convolution.collapse_view import CollapseView
from cnnstudio.labs.convolution.kernels import with_preset, with_size
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator) -> CollapseView:
    return shown(CollapseView(digit_model(), theme, translator), qtbot)


def _grid(view: CollapseView, name: str) -> NumberGrid:
    grid = view.findChild(NumberGrid, f"convolution.collapse_{name}")
    assert isinstance(grid, NumberGrid)
    return grid


def test_two_layers_and_one_give_the_same_numbers(view: CollapseView, translator: Translator) -> None:
    twice, once = _grid(view, "twice").values, _grid(view, "once").values

    assert twice.shape == (24, 24)
    assert _grid(view, "composed").values.shape == (5, 5)
    assert np.abs(twice).max() > 1
    assert np.abs(twice - once).max() < 1e-14
    assert translator(view.headline()).startswith("Two linear layers are one")


def test_a_relu_between_them_makes_cells_differ(qtbot: QtBot, view: CollapseView, translator: Translator) -> None:
    switch = view.findChild(QCheckBox, "convolution.relu_between")
    assert isinstance(switch, QCheckBox)
    with qtbot.waitSignal(view.changed):
        qtbot.keyClick(switch, Qt.Key.Key_Space)

    differ = int((np.abs(_grid(view, "twice").values - _grid(view, "once").values) > 1e-6).sum())
    assert differ > 50
    assert f"<b>{differ}</b> of 576 cells differ" in translator(view.headline())
    note = view.findChild(QLabel, "convolution.collapse_note")
    assert isinstance(note, QLabel)
    assert f"the {differ} cells that differ" in note.text()


def test_the_second_kernel_is_chosen_from_the_presets(qtbot: QtBot, view: CollapseView) -> None:
    choice = view.findChild(QComboBox, "convolution.second_kernel")
    assert isinstance(choice, QComboBox)
    choice.setFocus()
    choice.setCurrentIndex(choice.findData("identity"))

    assert _grid(view, "second").values.tolist() == preset("identity").make(3, 3).tolist()
    assert _grid(view, "composed").values[1:4, 1:4].tolist() == _grid(view, "first").values.tolist()


def test_the_first_kernel_is_that_of_the_lab(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = digit_model()
    view = shown(CollapseView(model, theme, translator), qtbot)
    model.put(with_preset(with_size(model.params, (5, 2)), "sharpen"))

    assert _grid(view, "first").values.shape == (5, 2)
    assert _grid(view, "composed").values.shape == (7, 4)
    model.update(flip=True)
    assert _grid(view, "first").values.tolist() == model.params.weight[0, 0, ::-1, ::-1].tolist()


def test_a_kernel_that_leaves_no_room_is_told(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = digit_model(source="grid", padding=(3, 3))
    view = shown(CollapseView(model, theme, translator), qtbot)
    model.put(with_size(model.params, (5, 5)))

    assert "does not fit a 4 × 4 input. Choose a smaller kernel." in translator(view.headline())
    assert not _grid(view, "twice").isVisible()
    assert translator(view.explanation()).startswith("A convolution is linear")

    model.put(with_size(model.params, (3, 3)))
    assert _grid(view, "second").values.shape == (2, 2)
    assert _grid(view, "twice").values.shape == (1, 1)


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
def test_all_grids_lie_on_the_stage_and_apart(
    view: CollapseView, theme: Theme, zoom: int, room: tuple[int, int]
) -> None:
    theme.zoom = zoom
    view.resize(*room)

    parts = [grid.grid for grid in view.grids.values()] + [view.controls]
    places = [part.rect().translated(part.mapTo(view, QPoint())) for part in parts]
    assert all(view.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    assert _grid(view, "first").width() > 60
    view.grab()


def test_the_choice_survives_a_change_of_language(view: CollapseView, translator: Translator) -> None:
    choice = view.findChild(QComboBox, "convolution.second_kernel")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("laplacian"))
    translator.language = "ko"

    assert choice.currentData() == "laplacian"
