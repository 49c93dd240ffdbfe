from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from cnnstudio.widgets.photo_canvas import PhotoCanvas
from cnnstudio.widgets.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> PhotoCanvas:
    """A picture of 100 × 50 pixels on a widget of 400 × 400: four times enlarged, 100 pixels of room above."""
    canvas = PhotoCanvas(theme)
    canvas.resize(400, 400)
    canvas.show_picture(np.zeros((50, 100, 3), np.uint8), (20, 10, 60, 40))
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


def drag(qtbot: QtBot, canvas: PhotoCanvas, start: tuple[int, int], end: tuple[int, int]) -> None:
    qtbot.mouseMove(canvas, QPoint(*start))
    qtbot.mousePress(canvas, LEFT, pos=QPoint(*start))
    qtbot.mouseMove(canvas, QPoint(*end))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(*end))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((160, 200), (180, 220), (25, 15, 65, 45)),  # inside: the whole frame moves
        ((80, 200), (40, 200), (10, 10, 60, 40)),  # the left edge
        ((240, 260), (280, 280), (20, 10, 70, 45)),  # the lower right corner
        ((160, 140), (160, 120), (20, 5, 60, 40)),  # the upper edge
        ((160, 200), (-900, 200), (0, 10, 40, 40)),  # no farther than the picture
        ((80, 200), (900, 200), (52, 10, 60, 40)),  # an edge does not pass the one opposite
    ],
)
def test_dragging_the_frame(
    qtbot: QtBot,
    canvas: PhotoCanvas,
    start: tuple[int, int],
    end: tuple[int, int],
    expected: tuple[float, ...],
) -> None:
    with qtbot.waitSignal(canvas.crop_moved) as moved:
        drag(qtbot, canvas, start, end)

    assert moved.args[0] == pytest.approx(expected)


def test_outside_the_frame_a_new_one_begins(qtbot: QtBot, canvas: PhotoCanvas) -> None:
    drag(qtbot, canvas, (320, 120), (380, 180))

    assert canvas.crop == pytest.approx((80, 5, 95 + 8, 20 + 8), abs=8)


def test_arrows_move_the_frame_and_shift_resizes_it(qtbot: QtBot, canvas: PhotoCanvas) -> None:
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.crop == pytest.approx((21, 10, 61, 40))
    qtbot.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.crop == pytest.approx((21, 10, 61, 41))
