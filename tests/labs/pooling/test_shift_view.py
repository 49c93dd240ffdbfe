"""The shift test on the stage: dragged, moved with keys, told in numbers and curves."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.shift_view import ShiftView
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.nets.shipped import shipped_network
from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, shown


def ell(weight: float = 1.0) -> SpecimenPicture:
    pixels = np.zeros((28, 28), np.float32)
    pixels[6:22, 9:12] = weight
    pixels[19:22, 9:20] = 0.5
    return SpecimenPicture(text("Your drawing"), pixels)


@pytest.fixture
def model() -> PoolingModel:
    specimen = Specimen()
    specimen.show(ell())
    return PoolingModel(specimen, Handover(), network=ActiveNetwork())


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator, model: PoolingModel) -> ShiftView:
    return shown(ShiftView(model, theme, translator), qtbot)


def grid(view: ShiftView, name: str) -> NumberGrid:
    found = view.findChild(NumberGrid, f"pooling.shift_{name}")
    assert isinstance(found, NumberGrid)
    return found


def words(view: ShiftView, translator: Translator) -> str:
    return translator(view.headline()).replace("<b>", "").replace("</b>", "")


def test_an_arrow_key_moves_the_picture_by_one_pixel(qtbot: QtBot, view: ShiftView, translator: Translator) -> None:
    view.focus()
    assert words(view, translator).startswith("Drag the picture")
    with qtbot.waitSignal(view.changed):
        qtbot.keyClick(grid(view, "input"), Qt.Key.Key_Right)
    np.testing.assert_array_equal(grid(view, "input").values, np.roll(ell().pixels, 1, axis=1))
    # 16 rows lose a pixel at the left; 13 rows of the stem and 3 of the foot gain one at the right
    counts = {name: int(stage.counts[view.test.here]) for name, stage in view.test.stages.items()}
    assert counts["input"] == 16 + 13 + 3
    told = f"Moved 1 right: 32 of 784 pixels changed, {counts['convolution']} of 676 after convolution, "
    assert words(view, translator).startswith(told)
    qtbot.keyClick(grid(view, "input"), Qt.Key.Key_Up)
    assert view.test.shift == (-1, 1)


def test_the_picture_goes_no_further_than_the_curve_shows(qtbot: QtBot, view: ShiftView) -> None:
    for _ in range(8):
        qtbot.keyClick(grid(view, "input"), Qt.Key.Key_Left)
    assert view.test.shift == (0, -5)
    qtbot.keyClick(grid(view, "input"), Qt.Key.Key_Home)
    assert view.test.shift == (0, 0)


def test_the_picture_is_dragged_by_whole_pixels(qtbot: QtBot, view: ShiftView) -> None:
    pane = grid(view, "input")
    side = pane.cell_rect(0, 0).width()
    start = pane.cell_rect(10, 10).center().toPoint()
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(pane, start + QPoint(round(2.2 * side), round(-1.3 * side)))
    assert view.test.shift == (-1, 2)
    qtbot.mouseMove(pane, start + QPoint(round(0.9 * side), 0))
    assert view.test.shift == (0, 1)
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(pane, start)
    assert view.test.shift == (0, 1), "what is let go stays"


def test_a_click_on_the_curve_chooses_a_move_and_reset_takes_it_back(qtbot: QtBot, view: ShiftView) -> None:
    plot = view.findChild(LinePlot, "pooling.shift_plot")
    assert isinstance(plot, LinePlot)
    qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.point(-3, 50).toPoint())
    assert view.test.shift == (0, -3)
    button = view.findChild(QPushButton, "pooling.shift_reset")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert view.test.shift == (0, 0)


def test_the_curves_may_run_up_and_down_and_show_how_much_changed(qtbot: QtBot, view: ShiftView) -> None:
    for name in ("direction", "measure"):
        choice = view.findChild(QComboBox, f"pooling.shift_{name}")
        assert isinstance(choice, QComboBox)
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    view.move_to((2, -1))
    curves = {curve.name: curve for curve in view.plot._curves}
    assert list(curves) == ["Input", "Convolution", "Pooled", "Dense"]
    np.testing.assert_allclose(curves["Pooled"].ys, 100 * view.test.stages["pooled"].movements)
    assert {dot.x for dot in view.plot._dots} == {2}


def test_it_follows_the_drawing_the_pooling_and_the_network(view: ShiftView, model: PoolingModel) -> None:
    view.move_to((0, 1))
    before = view.test.stages["input"].before
    model.specimen.show(ell(0.25))
    assert not np.array_equal(view.test.stages["input"].before, before)
    model.update(size=(3, 3), stride=(2, 2))
    assert view.test.stages["pooled"].before.shape == (12, 12)
    network = shipped_network().network
    assert network is not None
    model.network.use(network)
    assert view.test.stages["convolution"].before.shape == (24, 24)
    stepper = view.findChild(Stepper, "pooling.shift_filter")
    assert isinstance(stepper, Stepper)
    assert stepper.maximum() == 16
    model.update(size=(25, 25))
    assert grid(view, "pooled").isHidden() or not grid(view, "pooled").isVisible()


def test_the_threshold_is_set_and_told(qtbot: QtBot, view: ShiftView) -> None:
    view.move_to((0, 1))
    stepper = view.findChild(Stepper, "pooling.shift_threshold")
    assert isinstance(stepper, Stepper)
    counts = [int(view.test.stages["input"].counts[view.test.here])]
    stepper.setValue(50)
    counts.append(int(view.test.stages["input"].counts[view.test.here]))
    assert counts[1] < counts[0]
    assert "more than 50 %" in view._note.text()


@pytest.mark.parametrize("room", [*ROOMS, (560, 300), (700, 760)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_all_parts_lie_beside_each_other_within_the_stage(
    qtbot: QtBot, view: ShiftView, theme: Theme, room: tuple[int, int], zoom: int
) -> None:
    theme.zoom = zoom
    view.resize(*room)
    view.refresh()
    parts = [*view.grids.values(), view.plot, view.controls, view._note]
    for number, part in enumerate(parts):
        assert view.rect().contains(part.geometry()), part
        assert part.height() >= 16
        for other in parts[number + 1 :]:
            assert not part.geometry().intersects(other.geometry()), (part, other)
    assert grid(view, "input").width() >= 70


def test_without_a_drawing_a_cross_stands_in(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    view = shown(ShiftView(PoolingModel(Specimen(), Handover()), theme, translator), qtbot)
    assert words(view, translator).startswith("Nothing is drawn yet")
    assert grid(view, "input").values.any()
