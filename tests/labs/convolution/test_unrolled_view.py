from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.kernels import with_size
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.unrolled_view import UnrolledView
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.style_sheet import style_sheet
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def model() -> ConvolutionModel:
    return digit_model(cell=28 * 9 + 10)


@pytest.fixture
def view(model: ConvolutionModel, theme: Theme, translator: Translator, qtbot: QtBot) -> UnrolledView:
    return shown(UnrolledView(model, theme, translator), qtbot)


def part(view: UnrolledView, name: str) -> NumberGrid:
    found = view.findChild(NumberGrid, f"convolution.unrolled.{name}")
    assert found is not None
    return found


def point_at(qtbot: QtBot, grid: NumberGrid, row: int, column: int) -> None:
    qtbot.mouseMove(grid, grid.cell_rect(row, column).center().toPoint())


@pytest.mark.parametrize("as_matrix", [False, True])
@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("size", [(2, 2), (3, 3), (5, 5), (11, 11)], ids=str)
def test_parts_lie_on_the_stage_and_do_not_overlap(
    theme: Theme,
    translator: Translator,
    qtbot: QtBot,
    size: tuple[int, int],
    room: tuple[int, int],
    zoom: int,
    as_matrix: bool,
) -> None:
    theme.zoom = zoom
    model = digit_model()
    model.put(with_size(model.params, size))
    view = UnrolledView(model, theme, translator)
    view.setStyleSheet(style_sheet(theme))
    shown(view, qtbot, room)
    if as_matrix and view.buttons.isVisible():
        qtbot.mouseClick(view.buttons.second, LEFT)

    grids = view.grids
    parts = (view.network, view.buttons, grids.piece, grids.kernel, grids.matrix, grids.vector, grids.output)
    places = [part.geometry() for part in parts if part.isVisible()]

    assert len(places) >= 4
    for number, place in enumerate(places):
        assert QRect(QPoint(), view.size()).contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])
    for button in view.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width() or not button.isVisible()


def test_buttons_choose_between_network_and_matrix(qtbot: QtBot, view: UnrolledView) -> None:
    assert (view.network.isVisible(), view.grids.matrix.isVisible()) == (True, False)

    qtbot.mouseClick(view.findChild(QPushButton, "convolution.unrolled.as_matrix"), LEFT)

    assert (view.network.isVisible(), view.grids.matrix.isVisible()) == (False, True)


def test_a_wide_stage_shows_both(qtbot: QtBot, view: UnrolledView) -> None:
    view.resize(*ROOMS[1])

    assert view.network.isVisible()
    assert view.grids.matrix.isVisible()
    assert not view.buttons.isVisible()


def test_a_weight_is_told_with_all_its_connections(qtbot: QtBot, view: UnrolledView, translator: Translator) -> None:
    with qtbot.waitSignal(view.changed):
        point_at(qtbot, part(view, "kernel"), 1, 2)

    assert translator(view.headline()) == (
        "The weight <b>2</b> at kernel row 2, column 3 lies on <b>16</b> connections."
    )


def test_lines_and_nodes_are_told(qtbot: QtBot, view: UnrolledView, translator: Translator) -> None:
    places = view.network.places()

    qtbot.mouseMove(view.network, QPoint(round(places.right), round(places.outputs[3])))
    assert translator(view.headline()).startswith("Output row <b>9</b>, column <b>12</b> is joined to 9 of 36 inputs")

    qtbot.mouseMove(view.network, QPoint(round(places.left), round(places.inputs[0])))
    assert "is joined to <b>1</b> of 16 outputs" in translator(view.headline())

    first = places.inputs[0] + 0.5 * (places.outputs[0] - places.inputs[0])
    qtbot.mouseMove(view.network, QPoint(round((places.left + places.right) / 2), round(first)))
    assert "kernel row 1, column 1" in translator(view.headline())


def test_arrows_walk_from_output_to_output(qtbot: QtBot, view: UnrolledView, translator: Translator) -> None:
    view.network.setFocus()
    before = view.unrolled.output_of(9, 10)
    assert before == 6

    qtbot.keyClick(view.network, Qt.Key.Key_Down)

    assert translator(view.headline()).startswith("Output row <b>10</b>, column <b>12</b>")


def test_the_piece_follows_the_window(view: UnrolledView, model: ConvolutionModel) -> None:
    model.update(cell=28 * 20 + 5)

    assert view.unrolled.first_output == (20, 4)
    assert part(view, "piece").values is view.unrolled.input


def test_the_matrix_has_the_product_beside_it(qtbot: QtBot, view: UnrolledView) -> None:
    view.resize(*ROOMS[1])

    product = part(view, "matrix").values @ part(view, "vector").values

    assert part(view, "output").values == pytest.approx(product, abs=1e-12)
