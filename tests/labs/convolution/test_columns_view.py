from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.columns import flat_kernel
from cnnstudio.labs.convolution.columns_view import ColumnsView
from cnnstudio.labs.convolution.kernels import with_size
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.ops.im2col import im2col
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown


@pytest.fixture
def model() -> ConvolutionModel:
    return digit_model(cell=28 * 9 + 10)


@pytest.fixture
def view(model: ConvolutionModel, theme: Theme, translator: Translator, qtbot: QtBot) -> ColumnsView:
    return shown(ColumnsView(model, theme, translator), qtbot)


def part(view: ColumnsView, name: str) -> NumberGrid:
    found = view.findChild(NumberGrid, f"convolution.columns.{name}")
    assert found is not None
    return found


def point_at(qtbot: QtBot, grid: NumberGrid, row: int, column: int) -> None:
    qtbot.mouseMove(grid, grid.cell_rect(row, column).center().toPoint())


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("size", [(1, 1), (3, 3), (5, 5), (11, 11)], ids=str)
@pytest.mark.parametrize("channels", [1, 3])
def test_parts_lie_on_the_stage_and_do_not_overlap(
    theme: Theme,
    translator: Translator,
    qtbot: QtBot,
    channels: int,
    size: tuple[int, int],
    room: tuple[int, int],
    zoom: int,
) -> None:
    theme.zoom = zoom
    model = digit_model()
    model.update(source="grid", grid=np.random.default_rng(0).random((channels, 14, 12)))
    model.put(with_size(model.params, size))
    view = shown(ColumnsView(model, theme, translator), qtbot, room)

    places = [grid.geometry() for grid in view.grids.grids]

    for number, place in enumerate(places):
        assert QRect(QPoint(), view.size()).contains(place)
        assert not any(place.intersects(other) for other in places[number + 1 :])


def test_the_rows_shown_are_those_of_im2col(view: ColumnsView, model: ConvolutionModel) -> None:
    whole = im2col(model.result.input[None], 3, padding=1)
    places = view.grids.part.places

    shown_rows = part(view, "matrix").values

    np.testing.assert_array_equal(shown_rows, whole[places.cells])
    product = part(view, "product").values[:, 0]
    np.testing.assert_allclose(product, shown_rows @ flat_kernel(model.result, 0))


def test_the_row_of_the_moment_is_always_among_those_shown(view: ColumnsView, model: ConvolutionModel) -> None:
    for cell in (0, 27, 28, 400, 783, 1):
        model.update(cell=cell, terms=None)
        places = view.grids.part.places
        assert places.start <= cell < places.stop <= 784


def test_a_click_on_a_row_moves_the_window_there(qtbot: QtBot, view: ColumnsView, model: ConvolutionModel) -> None:
    matrix = part(view, "matrix")
    first = view.grids.part.places.start

    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.cell_rect(2, 4).center().toPoint())

    assert model.params.cell == first + 2


def test_a_cell_of_the_matrix_is_told_with_its_source(qtbot: QtBot, view: ColumnsView, translator: Translator) -> None:
    row = 28 * 9 + 10 - view.grids.part.places.start

    with qtbot.waitSignal(view.changed):
        point_at(qtbot, part(view, "matrix"), row, 4)

    assert translator(view.headline()) == ("Row 263, column 5 copies input row <b>10</b>, column <b>11</b>: <b>1</b>.")


def test_an_input_is_told_with_its_copies(qtbot: QtBot, view: ColumnsView, translator: Translator) -> None:
    point_at(qtbot, part(view, "input"), 1, 1)

    assert translator(view.headline()) == "Input row <b>1</b>, column <b>1</b> stands <b>4</b> times in the matrix."


def test_a_weight_is_told_with_its_column(qtbot: QtBot, view: ColumnsView, translator: Translator) -> None:
    point_at(qtbot, part(view, "kernel"), 5, 0)

    assert "weight <b>2</b> at kernel row 2, column 3" in translator(view.headline())


def test_without_a_pointer_the_line_tells_the_row(view: ColumnsView, translator: Translator) -> None:
    assert translator(view.headline()).startswith("Row <b>263</b> times the kernel: 9 products")


def test_of_many_columns_those_of_one_channel_are_shown(theme: Theme, translator: Translator, qtbot: QtBot) -> None:
    model = digit_model()
    model.update(source="grid", grid=np.random.default_rng(0).random((3, 14, 14)))
    model.put(with_size(model.params, (11, 11)))
    model.update(channel=1)
    view = shown(ColumnsView(model, theme, translator), qtbot)

    whole = im2col(model.result.input[None], 11, padding=1)

    np.testing.assert_array_equal(part(view, "matrix").values, whole[view.grids.part.places.cells, 121:242])


def test_of_a_photo_only_a_part_is_shown(theme: Theme, translator: Translator, qtbot: QtBot) -> None:
    model = digit_model()
    model.use_photo(np.zeros((1, 300, 400), np.float32))
    view = shown(ColumnsView(model, theme, translator), qtbot)

    model.update(cell=200 * 400 + 123)

    assert part(view, "input").values.shape == (40, 40)
    rows, columns = view.grids.part.rows, view.grids.part.columns
    assert rows.start <= 200 < 203 <= rows.stop
    assert columns.start <= 123 < 126 <= columns.stop


def test_an_impossible_setting_dims_the_last_result(view: ColumnsView, model: ConvolutionModel) -> None:
    model.update(stride=(0, 1))
    assert part(view, "matrix").isVisible()
    assert view.veil.isVisible()

    model.update(stride=(1, 1))
    assert not view.veil.isVisible()
