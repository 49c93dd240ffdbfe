"""A stride in place of pooling, on the stage (P7)."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.stride_view import StrideView
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.fitted_text import words_width
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import CAPTION, Theme, interface_font
from tests.labs.convolution.views import ROOMS, shown


@pytest.fixture
def model() -> PoolingModel:
    specimen = Specimen()
    specimen.show(SpecimenPicture(text("Noise"), np.random.default_rng(0).random((28, 28)).astype(np.float32)))
    network = shipped_network().network
    return PoolingModel(specimen, Handover(), network=ActiveNetwork(network))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: PoolingModel) -> StrideView:
    return shown(StrideView(model, theme, translator), qtbot)


def values(view: StrideView, name: str) -> np.ndarray:
    found = view.findChild(NumberGrid, f"pooling.strided_{name}")
    assert isinstance(found, NumberGrid)
    return found.values


def test_both_ways_stand_beside_each_other(view: StrideView, translator: Translator) -> None:
    assert values(view, "convolved").shape == (24, 24)
    np.testing.assert_allclose(values(view, "strided"), values(view, "convolved")[::2, ::2])
    blocks = values(view, "convolved").reshape(12, 2, 12, 2).max(axis=(1, 3))
    np.testing.assert_array_equal(values(view, "pooled"), blocks)
    np.testing.assert_array_equal(values(view, "difference"), blocks - values(view, "strided"))
    assert translator(view.headline()).startswith("Pooled: <b>14\xa0400</b> multiply-adds, stride 2: <b>3\xa0600</b>.")


def test_it_follows_filter_kind_and_drawing(qtbot: QtBot, view: StrideView, model: PoolingModel) -> None:
    stepper = view.findChild(Stepper, "pooling.strided_filter")
    assert isinstance(stepper, Stepper)
    before = values(view, "convolved")
    qtbot.keyClick(stepper, Qt.Key.Key_Up if stepper.value() < 16 else Qt.Key.Key_Down)
    assert not np.array_equal(values(view, "convolved"), before)
    model.update(kind="average")
    mean = values(view, "convolved").reshape(12, 2, 12, 2).mean(axis=(1, 3))
    np.testing.assert_allclose(values(view, "pooled"), mean)
    model.specimen.show(SpecimenPicture(text("Dot"), np.eye(28, dtype=np.float32)))
    np.testing.assert_array_equal(values(view, "input"), np.eye(28))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("room", [*ROOMS, (712, 385)])
def test_no_words_are_cut_and_none_lie_on_a_way(
    qtbot: QtBot, theme: Theme, model: PoolingModel, language: str, room: tuple[int, int]
) -> None:
    say = Translator(language)
    view = shown(StrideView(model, theme, say), qtbot, room)
    assert view._note.heightForWidth(view._note.width()) <= view._note.height()
    meet = view.grids["difference"].x() - 22
    for name, grid in view.grids.items():
        assert grid._note is not None
        for words in (grid._title, grid._note):
            assert words_width(say(words), interface_font(CAPTION)) <= grid.width(), name
    assert view.grids["strided"].geometry().right() < meet
    assert ("24 × 24" in say(view.grids["convolved"]._note or text("none"))) == (room != (712, 385))


@pytest.mark.parametrize("room", [*ROOMS, (560, 300)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_all_parts_lie_beside_each_other_within_the_stage(
    view: StrideView, theme: Theme, room: tuple[int, int], zoom: int
) -> None:
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    parts = [*view.grids.values(), view.controls]
    for number, part in enumerate(parts):
        assert view.rect().contains(part.geometry()), part
        for other in parts[number + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)
