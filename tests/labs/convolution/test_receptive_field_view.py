"""Stacking layers and pointing at their cells."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.receptive_field_view import ReceptiveFieldView
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, translator: Translator) -> ReceptiveFieldView:
    return shown(ReceptiveFieldView(digit_model(), theme, translator), qtbot)


def _grid(view: ReceptiveFieldView, number: int) -> NumberGrid:
    grid = view.findChild(NumberGrid, f"convolution.field_{number}")
    assert isinstance(grid, NumberGrid)
    return grid


def _stepper(view: ReceptiveFieldView, name: str) -> Stepper:
    stepper = view.findChild(Stepper, f"convolution.{name}")
    assert isinstance(stepper, Stepper)
    return stepper


def _note(view: ReceptiveFieldView) -> str:
    label = view.findChild(QLabel, "convolution.field_note")
    assert isinstance(label, QLabel)
    return label.text()


def _press(qtbot: QtBot, view: ReceptiveFieldView, name: str) -> None:
    button = view.findChild(QPushButton, f"convolution.{name}")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_maps_shrink_from_layer_to_layer(view: ReceptiveFieldView) -> None:
    assert [_grid(view, number).values.shape for number in range(3)] == [(28, 28), (26, 26), (24, 24)]
    assert not _grid(view, 3).isVisible()


def test_pointing_at_a_cell_says_what_it_sees(qtbot: QtBot, view: ReceptiveFieldView, translator: Translator) -> None:
    grid = _grid(view, 1)
    with qtbot.waitSignal(view.changed):
        QTest.mouseMove(grid, grid.cell_rect(4, 9).center().toPoint())

    assert view.fields == (((4, 6), (9, 11)), ((4, 4), (9, 9)))
    assert translator(view.headline()) == "One cell of layer <b>1</b> sees <b>3 × 3</b> of the input."
    assert len(view.grids.cone.windows) == 2


def test_arrows_walk_from_cell_to_cell(qtbot: QtBot, view: ReceptiveFieldView) -> None:
    grid = _grid(view, 2)
    grid.setFocus()
    for _ in range(2):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    before = view.fields[0]
    qtbot.keyClick(grid, Qt.Key.Key_Down)

    assert view.fields[0] == ((before[0][0] + 1, before[0][1] + 1), before[1])


def test_the_lines_run_from_the_cell_to_its_window(view: ReceptiveFieldView) -> None:
    cell = _grid(view, 2).cell_rect(12, 12).size()
    widths = [window.width() / cell.width() for window in view.grids.cone.windows]

    assert widths == pytest.approx([5, 3, 1], rel=0.05)


@pytest.mark.parametrize(
    ("preset", "sees"), [("preset_5", 5), ("preset_2_small", 5), ("preset_7", 7), ("preset_3_small", 7)]
)
def test_presets_that_see_equally_much(
    qtbot: QtBot, view: ReceptiveFieldView, translator: Translator, preset: str, sees: int
) -> None:
    _press(qtbot, view, preset)

    assert f"sees <b>{sees} × {sees}</b>" in translator(view.headline())
    button = view.findChild(QPushButton, f"convolution.{preset}")
    assert isinstance(button, QPushButton)
    assert button.isChecked()


def test_the_price_grows_with_the_square_of_the_channels(qtbot: QtBot, view: ReceptiveFieldView) -> None:
    assert _note(view).count("<b>25</b>") == 1
    channels = _stepper(view, "channels")
    channels.setFocus()
    channels.setValue(10)

    said = _note(view)
    assert "<b>2\xa0500</b> and <b>1\xa0800</b> weights (+39 %)" in said
    assert "<b>4\xa0900</b> and <b>2\xa0700</b> weights (+81 %)" in said


def test_a_click_on_a_map_chooses_the_layer_to_change(qtbot: QtBot, view: ReceptiveFieldView) -> None:
    grid = _grid(view, 2)
    qtbot.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell_rect(3, 3).center().toPoint())
    choice = view.findChild(QComboBox, "convolution.layer")
    assert isinstance(choice, QComboBox)
    assert choice.currentIndex() == 1

    qtbot.mouseClick(_stepper(view, "layer_stride").more, Qt.MouseButton.LeftButton)

    assert [layer.stride for layer in view.layers] == [1, 2]
    assert _grid(view, 2).values.shape == (12, 12)


def test_dilation_marks_only_the_cells_that_count(view: ReceptiveFieldView, translator: Translator) -> None:
    _stepper(view, "layers").setValue(1)
    _stepper(view, "layer_dilation").setValue(2)
    picture = _grid(view, 0).grab().toImage()

    assert "sees <b>5 × 5</b>" in translator(view.headline())
    (top, _), (left, _) = view.fields[0]
    met, missed = (_grid(view, 0).cell_rect(top + 2, left + offset).center().toPoint() for offset in (2, 1))
    assert picture.pixelColor(met) != picture.pixelColor(missed)


def test_a_stack_that_does_not_fit_is_told_and_can_be_mended(
    qtbot: QtBot, view: ReceptiveFieldView, translator: Translator
) -> None:
    _stepper(view, "layers").setValue(5)
    _stepper(view, "layer_kernel_size").setValue(11)
    _stepper(view, "layer_stride").setValue(4)

    assert "Take it away or make it smaller" in translator(view.headline())
    assert _stepper(view, "layers").property("problem")
    _press(qtbot, view, "preset_2_small")
    assert "sees <b>5 × 5</b>" in translator(view.headline())
    assert not _stepper(view, "layers").property("problem")


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
def test_all_parts_lie_on_the_stage_and_apart(
    view: ReceptiveFieldView, theme: Theme, zoom: int, room: tuple[int, int]
) -> None:
    _stepper(view, "layers").setValue(5)
    theme.zoom = zoom
    view.resize(*room)

    parts = [_grid(view, number) for number in range(6)] + [view.controls, view.presets]
    places = [part.rect().translated(part.mapTo(view, QPoint())) for part in parts if part.isVisible()]
    assert all(view.rect().contains(place) for place in places)
    assert not any(one.intersects(other) for one in places for other in places if one is not other)
    grids = places[:6]
    assert all(view.grids.geometry().contains(place) for place in grids)
    assert min(place.width() for place in grids) >= 39


def test_an_input_smaller_than_the_kernel_is_told(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = digit_model(source="grid")
    view = shown(ReceptiveFieldView(model, theme, translator), qtbot)
    _press(qtbot, view, "preset_7")

    assert translator(view.headline()).startswith("Layer <b>1</b> spans 7 × 7, but the input has 4 × 4.")


def test_nothing_is_computed_while_hidden(qtbot: QtBot, theme: Theme, translator: Translator) -> None:
    model = digit_model()
    view = shown(ReceptiveFieldView(model, theme, translator), qtbot)
    view.hide()
    before = _grid(view, 0).values
    model.update(source="grid")
    assert _grid(view, 0).values is before

    view.show()
    assert _grid(view, 0).values.shape == (4, 4)
