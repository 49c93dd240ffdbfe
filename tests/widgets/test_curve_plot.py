from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from pytestqt.qtbot import QtBot

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.curve_labels import free_place, label_places
from cnnstudio.widgets.curve_parts import CurvePicture, Trace, column_spans, envelope, last_points, spaced
from cnnstudio.widgets.curve_plot import CurvePlot
from cnnstudio.widgets.plot_parts import Axis
from cnnstudio.widgets.theme import Theme, interface_font

X = Axis(0, 1000, ((0.0, "0"), (500.0, "500"), (1000.0, "1000")), "batches")
Y = Axis(0, 2, ((0.0, "0"), (1.0, "1"), (2.0, "2")), "")
BATCHES = np.arange(1, 1001, dtype=float)


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> CurvePlot:
    plot = CurvePlot(theme)
    qtbot.addWidget(plot)
    plot.resize(420, 240)
    plot.show()
    return plot


def falling(count: int = 1000, label: str = "training 0.1") -> Trace:
    return Trace(BATCHES[:count], 2 / np.sqrt(BATCHES[:count]), "training", "solid", label)


def color_at(plot: CurvePlot, x: float, y: float) -> str:
    return plot.grab().toImage().pixelColor(plot.point(x, y).toPoint()).name()


def test_no_peak_is_lost_where_there_are_more_points_than_pixels() -> None:
    losses: FloatArray = np.full(100_000, 0.5)
    losses[[123, 77_777]] = 9.0, -3.0

    xs, ys = envelope(np.linspace(0, 400, 100_000), losses)

    assert len(xs) <= 2 * 401
    assert (ys.max(), ys.min()) == (9.0, -3.0)
    assert xs[ys.argmax()] < 1 < xs[ys.argmin()]
    assert (np.diff(xs) >= 0).all()


def test_few_points_stay_as_they_are() -> None:
    xs, ys = np.array([0.0, 10.0, 20.0]), np.array([3.0, 2.0, 4.0])
    for thin in (envelope, last_points):
        np.testing.assert_array_equal(thin(xs, ys), (xs, ys))
    nothing = np.zeros(0)
    assert [len(part) for thin in (envelope, last_points) for part in thin(nothing, nothing)] == [0, 0, 0, 0]


def test_marks_keep_their_distance_and_the_last_point_has_one() -> None:
    xs = np.array([0.0, 5.0, 18.0, 20.0, 37.0])
    assert spaced(xs, 16).tolist() == [0, 2, 4]
    assert spaced(xs[:4], 16).tolist() == [0, 3], "the mark at 18 gave way to that of the end"
    assert spaced(xs[:0], 16).tolist() == []


def test_a_line_covers_all_rows_between_its_points_in_each_column() -> None:
    first, tops, bottoms = column_spans(np.array([3.2, 3.4, 3.6, 6.5]), np.array([5.0, 1.0, 9.0, 3.0]), 1)

    assert (first, len(tops)) == (3, 4)
    assert (tops[0], bottoms[0]) == (1, 10), "the peaks of the first column"
    assert (tops[1:] <= bottoms[:-1]).all(), "each column joins the next"
    assert tops[-1] == 3
    assert column_spans(np.zeros(0), np.zeros(0), 1)[1].tolist() == []


def test_words_at_two_ends_that_meet_are_moved_apart() -> None:
    room = QRectF(0, 0, 400, 200)
    places = label_places([(100, 50), (100, 52)], [80, 90], 18, room)

    first, second = places
    assert first is not None
    assert second is not None
    assert first == QRectF(108, 41, 80, 18)
    assert not first.intersects(second)
    assert abs(second.center().y() - 52) < 25


def test_words_without_room_at_the_right_stand_left_of_the_end_above_the_curve() -> None:
    (place,) = label_places([(395, 150)], [80], 18, QRectF(0, 0, 400, 200))

    assert place is not None
    assert place.right() <= 395
    assert place.bottom() < 150


def test_of_many_curves_that_end_together_only_words_near_them_are_written() -> None:
    ends, widths = [(100.0, 100.0)] * 12, [60.0] * 12
    places = [place for place in label_places(ends, widths, 18, QRectF(0, 0, 400, 200), loyal=12) if place is not None]

    assert 2 <= len(places) <= 5
    assert all(abs(place.center().y() - 100) <= 36 for place in places)
    assert None not in label_places(ends[:5], widths[:5], 18, QRectF(0, 0, 400, 200))


def test_words_without_any_room_are_left_out() -> None:
    room = QRectF(0, 0, 100, 20)
    assert free_place(QRectF(0, 0, 50, 20), [QRectF(0, 0, 100, 20)], room) is None


def test_words_at_the_end_of_a_short_curve_cover_no_other_curve(plot: CurvePlot, theme: Theme) -> None:
    flat = Trace(BATCHES, np.full(1000, 1.0), "training")
    for labels in (["Run 1"], ["Run 1", "Run 2", "Run 3", "Run 4", "Run 5"]):
        short = [Trace(BATCHES[:400], np.full(400, 1.0), "good", "solid", label) for label in labels]
        plot.show_picture(CurvePicture("Loss", "", X, Y, (*short, flat)))
        drawn, color = plot.grab().toImage(), theme.palette.training
        places = [plot.point(x, 1).toPoint() for x in range(410, 700, 2)]
        assert {drawn.pixelColor(place).name().upper() for place in places} == {color.upper()}
    near = [plot.point(x, 1).toPoint() for x in range(430, 520)]
    words = [
        drawn.pixelColor(p.x(), p.y() + dy).name().upper() for p in near for dy in (*range(-30, -6), *range(7, 30))
    ]
    assert theme.palette.good.upper() in words, "they stand beside it instead"


def test_a_curve_is_drawn_where_its_numbers_lie(plot: CurvePlot, theme: Theme) -> None:
    plot.show_picture(CurvePicture("Loss", "", X, Y, live=(Trace(BATCHES, np.full(1000, 1.5), "training"),)))

    assert color_at(plot, 500, 1.5) == QColor(theme.palette.training).name()
    assert color_at(plot, 500, 0.6) == QColor(theme.palette.stage).name()


def test_what_is_not_a_number_is_left_out_and_nothing_breaks(plot: CurvePlot, theme: Theme) -> None:
    values = np.full(1000, 1.5)
    values[100:] = np.nan
    values[50] = np.inf
    plot.show_picture(CurvePicture("Loss", "", X, Y, live=(Trace(BATCHES, values, "training", "solid", "NaN"),)))

    assert color_at(plot, 30, 1.5) == QColor(theme.palette.training).name()
    assert color_at(plot, 700, 1.5) == QColor(theme.palette.stage).name()


def test_a_click_chooses_a_place_and_a_drag_goes_on(qtbot: QtBot, plot: CurvePlot) -> None:
    plot.show_picture(CurvePicture("Loss", "", X, Y, live=(falling(),)))
    chosen: list[float] = []
    plot.x_chosen.connect(chosen.append)

    qtbot.mousePress(plot, Qt.MouseButton.LeftButton, pos=plot.point(250, 1).toPoint())
    qtbot.mouseMove(plot, plot.point(750, 1).toPoint())
    qtbot.mouseMove(plot, plot.point(750, 1).toPoint() + plot.rect().bottomRight())

    assert chosen[0] == pytest.approx(250, abs=3)
    assert chosen[-1] == 1000, "no further than the axis"


def test_what_stands_still_is_drawn_once_while_curves_grow(plot: CurvePlot) -> None:
    still = (Trace(BATCHES, np.full(1000, 1.0), "text_third", "dashed", "run 1"),)
    plot.show_picture(CurvePicture("Loss", "", X, Y, still, (falling(10),)))
    plot.grab()
    ground = plot._ground
    plot.show_picture(CurvePicture("Loss", "", X, Y, still, (falling(20),)))
    plot.grab()
    assert ground is not None
    assert plot._ground is ground

    plot.show_picture(CurvePicture("Loss", "logarithmic", X, Y, still, (falling(20),)))
    plot.grab()
    assert plot._ground is not ground


def test_a_curve_of_one_point_can_be_seen(plot: CurvePlot, theme: Theme) -> None:
    plot.show_picture(CurvePicture("Loss", "", X, Y, live=(falling(1),)))

    assert color_at(plot, 1, 2.0) == QColor(theme.palette.training).name()


def test_another_theme_or_size_draws_all_anew(plot: CurvePlot, theme: Theme) -> None:
    plot.show_picture(CurvePicture("Loss", "", X, Y, live=(falling(),), now=(500, "now")))
    before = plot.grab().toImage()
    theme.wish = "dark"
    dark = plot.grab().toImage()
    assert dark != before
    assert dark.pixelColor(2, 120).name() == QColor(theme.palette.stage).name()
    theme.wish = "light"
    assert plot.grab().toImage() == before
    plot.resize(300, 200)
    assert plot.frame.curves.right() <= 300


@pytest.mark.parametrize("size", [(200, 120), (420, 240), (740, 430)])
@pytest.mark.parametrize("zoom", [100, 200])
def test_title_tag_curves_and_ticks_lie_below_each_other(
    plot: CurvePlot, theme: Theme, size: tuple[int, int], zoom: int
) -> None:
    theme.zoom = zoom
    plot.resize(*size)
    plot.show_picture(CurvePicture("Loss", "lower is better", X, Y, live=(falling(),), now=(900, "now")))
    frame = plot.frame
    parts = [frame.heading, frame.tag, frame.curves, frame.ticks]
    for above, below in zip(parts, parts[1:], strict=False):
        assert above.bottom() <= below.top() + 0.5
    assert frame.ticks.bottom() <= plot.height() + 1.5
    assert frame.curves.height() >= 0.4 * size[1]


@pytest.mark.parametrize(("over", "is_seen"), [(-2, True), (6, True), (30, False)])
def test_the_last_number_moves_a_little_for_the_label_of_the_axis(plot: CurvePlot, over: int, is_seen: bool) -> None:
    plot.show_picture(CurvePicture("Loss", "", Axis(0, 1000, (), "batches"), Y))
    without, frame = plot.grab().toImage(), plot.frame
    metrics = QFontMetricsF(interface_font(frame.caption))
    end = frame.ticks.right() - metrics.horizontalAdvance("batches") - 6
    middle = end + over - metrics.horizontalAdvance("400") / 2
    value = 1000 * (middle - frame.curves.left()) / frame.curves.width()
    plot.show_picture(CurvePicture("Loss", "", Axis(0, 1000, ((value, "400"),), "batches"), Y))
    ticks = frame.ticks.toAlignedRect()
    assert (plot.grab().toImage().copy(ticks) != without.copy(ticks)) == is_seen
