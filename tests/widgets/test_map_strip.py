from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPicture
from pytestqt.qtbot import QtBot

from cnnstudio.widgets.map_strip import MapGroup, MapStrip
from cnnstudio.widgets.strip_layout import arrange
from cnnstudio.widgets.theme import Theme

rng = np.random.default_rng(0)
GROUPS = (
    MapGroup("Convolution 1", "16 maps, 24 × 24", rng.normal(size=(16, 24, 24)), signed=True),
    MapGroup("ReLU", "16 maps, 24 × 24", rng.random((16, 24, 24)), signed=False),
    MapGroup("Max pool", "32 maps, 4 × 4", rng.random((32, 4, 4)), signed=False),
    MapGroup("Dense 1", "10 numbers", rng.normal(size=(1, 5, 2)), signed=True),
)


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> MapStrip:
    strip = MapStrip(theme)
    strip.resize(1000, 200)
    strip.show_groups(GROUPS)
    qtbot.addWidget(strip)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("size", [(700, 130), (1000, 200), (1800, 260), (1100, 360)])
def test_all_maps_and_titles_have_room(qapp: object, size: tuple[int, int], zoom: int) -> None:
    region = QRectF(0, 0, *size)

    arrangement = arrange(GROUPS, region, zoom)

    cells = [cell for block in arrangement.blocks for cell in block.cells]
    assert [len(block.cells) for block in arrangement.blocks] == [16, 16, 32, 1]
    for number, cell in enumerate(cells):
        assert region.contains(cell)
        assert not any(cell.intersects(other) for other in cells[number + 1 :])
    for block, following in zip(arrangement.blocks, arrangement.blocks[1:], strict=False):
        if following.left > block.left:
            assert block.right <= following.left


def test_titles_shrink_rather_than_overlap(qapp: object) -> None:
    assert arrange(GROUPS, QRectF(0, 0, 700, 150), 200).zoom < 200
    assert arrange(GROUPS, QRectF(0, 0, 1900, 150), 200).zoom == 200


def test_a_click_chooses_the_map_under_the_pointer(qtbot: QtBot, strip: MapStrip) -> None:
    strip.grab()
    block = arrange(GROUPS, QRectF(strip.rect()), 100).blocks[1]

    with qtbot.waitSignal(strip.map_chosen) as chosen:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=block.cells[5].center().toPoint())

    assert chosen.args == [1, 5]


def test_arrows_and_enter_choose_a_map_without_a_mouse(qtbot: QtBot, strip: MapStrip) -> None:
    strip.grab()
    for _ in range(17):
        qtbot.keyClick(strip, Qt.Key.Key_Right)

    with qtbot.waitSignal(strip.map_chosen) as chosen:
        qtbot.keyClick(strip, Qt.Key.Key_Return)

    assert chosen.args == [1, 0]


def test_maps_are_painted_as_rectangles_where_the_output_is_vectors(strip: MapStrip) -> None:
    picture = QPicture()
    painter = QPainter(picture)
    strip.paint(painter, QRectF(strip.rect()))
    painter.end()

    assert picture.size() > 10_000  # hundreds of rectangles, and no image among them


def test_an_empty_strip_can_be_painted(strip: MapStrip) -> None:
    strip.show_groups(())

    assert not strip.grab().isNull()
