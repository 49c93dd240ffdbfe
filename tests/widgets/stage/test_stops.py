"""Windows that stand side by side are parted by lines; others that skip places have dots; the rest have neither."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from cnnstudio.core.palette import LIGHT
from cnnstudio.ops.window import AxisFits, axis_fits
from cnnstudio.widgets.stage.stops import are_tiles, draw_stops, draw_tiles, skips

SIDE = 40.0


@pytest.mark.parametrize(
    ("fits", "skipping", "tiles"),
    [
        (axis_fits((4, 4), 2, stride=2), True, True),
        (axis_fits((4, 6), (2, 3), stride=(2, 3)), True, True),
        (axis_fits((4, 4), 2, stride=1), False, False),
        (axis_fits((5, 5), 3, stride=2), True, False),
        (axis_fits((7, 7), 2, stride=3), True, False),
        (axis_fits((4, 4), 1, stride=1), False, False),
        (axis_fits((2, 2), 2, stride=2), False, False),
        (axis_fits((4, 2), 2, stride=2), True, True),
        (axis_fits((9, 9), 2, stride=3, dilation=2), True, False),
        (axis_fits((4, 4), (2, 2), stride=(2, 1)), True, False),
    ],
    ids=[
        "pooling",
        "unequal sides",
        "every place",
        "overlapping",
        "with gaps",
        "single cells",
        "one window",
        "one column of windows",
        "dilated",
        "overlapping across",
    ],
)
def test_what_stands_side_by_side(fits: AxisFits, skipping: bool, tiles: bool) -> None:
    assert (skips(fits), are_tiles(fits)) == (skipping, tiles)


def drawn(fits: AxisFits, draw: object, side: float = SIDE) -> QImage:
    """Return the padded input with what is drawn over it, cells of so many pixels on red."""
    height, width = fits
    whole = QRectF(0, 0, width.padded_size * side, height.padded_size * side)
    picture = QImage(whole.size().toSize(), QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    painter = QPainter(picture)
    draw(painter, whole, fits, LIGHT)  # type: ignore[operator]
    painter.end()
    return picture


def is_marked(picture: QImage, x: float, y: float) -> bool:
    """Whether something is drawn within a pixel of a place."""
    near = [(round(x) + across, round(y) + down) for across in (-1, 0) for down in (-1, 0)]
    return any(picture.pixelColor(*place) == QColor(LIGHT.text) for place in near)


def test_lines_stand_where_one_window_ends_and_the_next_begins(qtbot: QtBot) -> None:
    picture = drawn(axis_fits((6, 6), 2, stride=2), draw_tiles)
    for line in range(1, 6):
        assert is_marked(picture, line * SIDE, SIDE / 2) == (line % 2 == 0)
        assert is_marked(picture, SIDE / 2, line * SIDE) == (line % 2 == 0)


def test_cells_that_no_window_reaches_are_left_alone(qtbot: QtBot) -> None:
    picture = drawn(axis_fits((5, 7), 2, stride=2), draw_tiles)
    assert is_marked(picture, 2 * SIDE, 3.5 * SIDE)
    assert not is_marked(picture, 2 * SIDE, 4.5 * SIDE), "the last row lies under no window"
    assert not is_marked(picture, 6 * SIDE, SIDE / 2), "nor does the last column: nothing is parted there"


def test_a_dot_stands_in_the_middle_of_each_window(qtbot: QtBot) -> None:
    small = 16.0  # cells that carry no number
    picture = drawn(axis_fits((7, 7), 3, stride=2), draw_stops, small)
    dots = {
        (row, column) for row in range(1, 14) for column in range(1, 14) if is_marked(picture, *_at(row, column, small))
    }
    assert dots == {(3 + 4 * row, 3 + 4 * column) for row in range(3) for column in range(3)}


def _at(row: int, column: int, side: float) -> tuple[float, float]:
    """Return a place in half cells: 3 is the middle of the second."""
    return column * side / 2, row * side / 2


@pytest.mark.parametrize("draw", [draw_stops, draw_tiles])
def test_where_cells_are_too_small_nothing_is_drawn(qtbot: QtBot, draw: object) -> None:
    picture = drawn(axis_fits((60, 60), 2, stride=2), draw, 4)
    assert {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())} == {
        QColor("red").rgb()
    }
