from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QInputDevice, QPointingDevice, QTabletEvent
from pytestqt.qtbot import QtBot

from cnnstudio.data.strokes import Drawing, Stroke
from cnnstudio.widgets.drawing_canvas import DrawingCanvas, Tool
from cnnstudio.widgets.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> DrawingCanvas:
    canvas = DrawingCanvas(theme)
    canvas.resize(400, 400)
    # As the lab does: what the canvas reports is what it is given to show.
    canvas.drawing_moved.connect(canvas.show_drawing)
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas


def drag(qtbot: QtBot, canvas: DrawingCanvas, *points: tuple[int, int]) -> None:
    qtbot.mousePress(canvas, LEFT, pos=QPoint(*points[0]))
    for point in points[1:]:
        qtbot.mouseMove(canvas, QPoint(*point))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(*points[-1]))


def ink(canvas: DrawingCanvas) -> np.ndarray:
    """(H, W) whether a pixel is darker than half."""
    picture = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    return rows[:, : picture.width()] < 128


def test_a_drag_is_one_stroke_in_canvas_units(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    with qtbot.waitSignal(canvas.drawing_finished) as finished:
        drag(qtbot, canvas, (40, 80), (200, 80), (200, 360))

    (stroke,) = finished.args[0]
    np.testing.assert_allclose(stroke.points, [(0.1, 0.2), (0.5, 0.2), (0.5, 0.9)])
    assert set(stroke.widths) == {0.05}


def test_every_movement_is_reported(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    seen: list[Drawing] = []
    canvas.drawing_moved.connect(seen.append)

    drag(qtbot, canvas, (40, 80), (60, 80), (80, 80))

    assert [len(drawing[0].points) for drawing in seen] == [1, 2, 3]


def test_fast_movements_leave_no_gap(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    drag(qtbot, canvas, (20, 200), (380, 200))

    assert ink(canvas)[200, 25:375].all()


def test_a_tap_is_a_dot(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    drag(qtbot, canvas, (200, 200))

    assert len(canvas.drawing) == 1
    assert ink(canvas)[200, 200]


def test_what_is_painted_bit_by_bit_equals_what_is_painted_at_once(
    qtbot: QtBot, canvas: DrawingCanvas, theme: Theme
) -> None:
    drag(qtbot, canvas, (40, 80), (200, 90), (210, 360), (90, 200))
    drag(qtbot, canvas, (100, 300), (300, 310))
    by_bits = ink(canvas)
    fresh = DrawingCanvas(theme)
    qtbot.addWidget(fresh)
    fresh.resize(400, 400)
    fresh.show_drawing(canvas.drawing)
    at_once = ink(fresh)

    frame = np.zeros_like(by_bits)
    frame[3:-3, 3:-3] = True
    assert (by_bits != at_once)[frame].mean() < 0.001


def test_a_drawing_taken_back_is_gone_from_the_sheet(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    drag(qtbot, canvas, (100, 100), (300, 100))
    first = canvas.drawing
    drag(qtbot, canvas, (100, 300), (300, 300))
    assert ink(canvas)[300, 200]

    canvas.show_drawing(first)

    assert ink(canvas)[100, 200]
    assert not ink(canvas)[300, 200]


def test_the_eraser_cuts_and_is_one_step(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    drag(qtbot, canvas, (40, 200), (360, 200))
    canvas.tool = Tool.ERASER

    with qtbot.waitSignal(canvas.drawing_finished) as finished:
        drag(qtbot, canvas, (200, 150), (200, 250))

    assert len(finished.args[0]) == 2
    assert not ink(canvas)[200, 200]
    assert ink(canvas)[200, [60, 340]].all()


def test_other_buttons_draw_nothing(qtbot: QtBot, canvas: DrawingCanvas) -> None:
    qtbot.mousePress(canvas, Qt.MouseButton.RightButton, pos=QPoint(50, 50))
    qtbot.mouseMove(canvas, QPoint(90, 90))
    qtbot.mouseRelease(canvas, Qt.MouseButton.RightButton, pos=QPoint(90, 90))

    assert canvas.drawing == ()


def stylus(tip: QPointingDevice.PointerType) -> QPointingDevice:
    return QPointingDevice("pen", 1, QInputDevice.DeviceType.Stylus, tip, QInputDevice.Capability.Pressure, 1, 2)


def tablet(device: QPointingDevice, kind: QEvent.Type, place: QPointF, pressure: float) -> QTabletEvent:
    """Return an event that is valid as long as its device lives."""
    none = Qt.KeyboardModifier.NoModifier
    return QTabletEvent(kind, device, place, place, pressure, 0, 0, 0, 0, 0, none, LEFT, LEFT)


def test_a_pressed_pen_draws_thicker(canvas: DrawingCanvas) -> None:
    types, pen = QEvent.Type, stylus(QPointingDevice.PointerType.Pen)
    for kind, x, pressure in (
        (types.TabletPress, 40, 0.1),
        (types.TabletMove, 200, 1.0),
        (types.TabletRelease, 200, 0),
    ):
        canvas.tabletEvent(tablet(pen, kind, QPointF(x, 200), pressure))

    light, strong = canvas.drawing[0].widths

    assert strong == pytest.approx(canvas.pen_width)
    assert 0.3 * strong < light < 0.6 * strong


def test_the_eraser_end_of_a_pen_erases_whatever_tool_is_chosen(canvas: DrawingCanvas) -> None:
    canvas.show_drawing((Stroke.of([(0.1, 0.5), (0.9, 0.5)], 0.05),))
    end = stylus(QPointingDevice.PointerType.Eraser)

    canvas.tabletEvent(tablet(end, QEvent.Type.TabletPress, QPointF(200, 200), 0.5))
    canvas.tabletEvent(tablet(end, QEvent.Type.TabletRelease, QPointF(200, 200), 0))

    assert len(canvas.drawing) == 2


def test_a_dark_theme_draws_light_ink(qtbot: QtBot, canvas: DrawingCanvas, theme: Theme) -> None:
    drag(qtbot, canvas, (40, 200), (360, 200))

    theme.wish = "dark"

    assert not ink(canvas)[200, 200]
    assert ink(canvas)[300, 200]
