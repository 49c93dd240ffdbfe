from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPicture
from pytestqt.qtbot import QtBot

from cnnstudio.core.texts import Translator
from cnnstudio.labs.convolution.kernels import with_filters
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.pipeline import value_at
from cnnstudio.labs.convolution.pipeline_layout import PipelinePlaces
from cnnstudio.labs.convolution.pipeline_view import PipelineView
from cnnstudio.widgets.stage.terms import number
from cnnstudio.widgets.theme import Theme
from tests.labs.convolution.views import ROOMS, digit_model, shown


@pytest.fixture
def model() -> ConvolutionModel:
    return digit_model(filters=8)


@pytest.fixture
def view(model: ConvolutionModel, theme: Theme, translator: Translator, qtbot: QtBot) -> PipelineView:
    return shown(PipelineView(model, theme, translator), qtbot)


def parts(places: PipelinePlaces) -> list[QRectF]:
    names = [row.name for row in places.rows if row.name is not None]
    maps = [part for row in places.rows for part in (row.kernel, *row.maps)]
    return [places.picture, places.legend, places.foot, places.head, *names, *maps]


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("filters", [1, 2, 3, 8, 13, 16])
def test_everything_has_room_and_nothing_overlaps(
    theme: Theme, translator: Translator, qtbot: QtBot, filters: int, room: tuple[int, int], zoom: int
) -> None:
    theme.zoom = zoom
    view = shown(PipelineView(digit_model(filters), theme, translator), qtbot, room)

    everything = parts(view.places)

    for place, part in enumerate(everything):
        assert QRectF(view.rect()).contains(part)
        assert not any(part.intersects(other) for other in everything[place + 1 :])
    sides = {round(part.width()) for row in view.places.rows for part in row.maps}
    assert len(sides) == 1
    assert sides.pop() >= 36


def test_maps_become_smaller_as_filters_grow(view: PipelineView, model: ConvolutionModel) -> None:
    widths = []
    for count in (1, 4, 16):
        model.put(with_filters(model.params, count))
        widths.append(view.places.rows[0].maps[0].width())

    assert all(wider > narrower for wider, narrower in pairwise(widths))


def test_a_click_on_a_map_chooses_its_filter(qtbot: QtBot, view: PipelineView, model: ConvolutionModel) -> None:
    place = view.places.rows[5].maps[2].center().toPoint()

    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)

    assert model.params.filter == 5


def test_arrows_choose_a_filter_and_stop_at_the_ends(qtbot: QtBot, view: PipelineView, model: ConvolutionModel) -> None:
    for _ in range(10):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert model.params.filter == 7

    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert model.params.filter == 6


def test_the_cell_under_the_pointer_is_read_out(qtbot: QtBot, view: PipelineView, translator: Translator) -> None:
    pooled = view.places.rows[1].maps[2]
    place = QPoint(round(pooled.left() + 4.5 * pooled.width() / 14), round(pooled.top() + 9.5 * pooled.height() / 14))

    with qtbot.waitSignal(view.changed):
        qtbot.mouseMove(view, place)

    said = translator(view.headline())
    value = number(value_at(view.pipeline.result, "pooled", 1, 9, 4))
    assert said.startswith(f"Horizontal, pooled row 10, column 5: <b>{value}</b>")


def test_without_a_pointer_the_line_follows_the_cell_of_the_moment(
    view: PipelineView, model: ConvolutionModel, translator: Translator
) -> None:
    model.update(filter=1, cell=28 * 8 + 10)

    assert translator(view.headline()).startswith("Horizontal, row 9, column 11: convolution <b>")


def test_maps_follow_the_model_only_while_they_are_seen(view: PipelineView, model: ConvolutionModel) -> None:
    before = view.pipeline
    view.hide()
    model.update(padding=(0, 0))
    assert view.pipeline is before

    view.show()

    assert view.pipeline.result is model.result
    assert view.pipeline.stages[0].size == (26, 26)


def test_an_impossible_setting_leaves_the_last_maps_dimmed(view: PipelineView, model: ConvolutionModel) -> None:
    bright = view.grab().toImage()
    model.update(stride=(0, 1))
    dimmed = view.grab().toImage()

    place = view.places.rows[1].maps[1].center().toPoint()
    assert model.problem is not None
    assert dimmed.pixelColor(place).lightness() > bright.pixelColor(place).lightness()


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_the_ground_of_a_kernel_follows_the_theme(view: PipelineView, theme: Theme, wish: str) -> None:
    theme.wish = wish
    middle = view.places.rows[0].kernel.center().toPoint()  # the zero in the middle of the Sobel kernel

    assert view.grab().toImage().pixelColor(middle).name().upper() == theme.palette.weights[2]


def test_maps_are_vectors_where_the_output_is(view: PipelineView) -> None:
    picture = QPicture()
    painter = QPainter(picture)
    view.paint(painter)
    painter.end()

    assert picture.size() > 50_000  # thousands of rectangles, and no image among them
