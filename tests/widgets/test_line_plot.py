"""Curves in a frame: where points lie, what is drawn, which place a click chooses."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from cnnstudio.widgets.line_plot import LinePlot
from cnnstudio.widgets.plot_parts import Axis, Curve, Dot, Level, even_ticks
from cnnstudio.widgets.theme import CAPTION, Theme

_STEPS = Axis(1e-4, 1.0, ((1e-4, "small"), (1e-2, "middle"), (1.0, "large")), "step", is_logarithmic=True)
_UNIT = Axis(0.0, 1.0, ((0.0, "0"), (1.0, "1")), "share")


def _distance(color: QColor, name: str) -> int:
    """Return how far a colour is from "#rrggbb", summed over its three parts."""
    wanted = QColor(name)
    pairs = (
        (color.red(), wanted.red()),
        (color.green(), wanted.green()),
        (color.blue(), wanted.blue()),
    )
    return sum(abs(one - other) for one, other in pairs)


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> LinePlot:
    plot = LinePlot(theme)
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    plot.show()
    return plot


@pytest.mark.parametrize(
    ("axis", "value", "share"), [(_UNIT, 0.25, 0.25), (_STEPS, 1e-3, 0.25), (_UNIT, 7.0, 1.0), (_STEPS, 0.0, 0.0)]
)
def test_numbers_lie_along_an_axis(axis: Axis, value: float, share: float) -> None:
    assert axis.share(value) == pytest.approx(share)


@pytest.mark.parametrize("axis", [_UNIT, _STEPS])
def test_a_place_on_an_axis_is_a_number_again(axis: Axis) -> None:
    assert axis.share(axis.value(0.4)) == pytest.approx(0.4)
    assert axis.value(2.0) == axis.high


def test_a_curve_is_drawn_where_its_points_lie(plot: LinePlot, theme: Theme) -> None:
    plot.show_plot(_STEPS, _UNIT, [Curve(np.array([1e-4, 1.0]), np.array([0.5, 0.5]), "accent")])
    picture = plot.grab().toImage()

    place = plot.point(3e-3, 0.5).toPoint()
    assert _distance(picture.pixelColor(place), theme.palette.accent) < 60  # smoothed at its edge
    assert _distance(picture.pixelColor(place - QPoint(0, 12)), theme.palette.accent) > 200


def test_levels_and_dots_are_drawn_and_follow_the_theme(plot: LinePlot, theme: Theme) -> None:
    plot.show_plot(_STEPS, _UNIT, [], [Level(0.25, "enough")], [Dot(1e-2, 0.75, "validation", "here")])
    for wish in ("light", "dark"):
        theme.wish = wish
        picture = plot.grab().toImage()
        assert picture.pixelColor(plot.point(1e-2, 0.75).toPoint()) == QColor(theme.palette.validation)
        row = plot.point(1e-2, 0.25).toPoint().y()
        assert min(_distance(picture.pixelColor(x, row), theme.palette.good) for x in range(picture.width())) < 60


@pytest.mark.parametrize("zoom", [100, 200])
def test_nothing_but_the_frame_gives_way_to_large_type(plot: LinePlot, theme: Theme, zoom: int) -> None:
    theme.zoom = zoom
    plot.show_plot(_STEPS, _UNIT, [Curve(np.array([1e-4, 1.0]), np.array([0.0, 1.0]), "accent", "a name")])

    assert plot.rect().contains(plot.frame.toAlignedRect())
    assert plot.frame.width() > 250
    plot.grab()


def test_a_click_chooses_a_number(qtbot: QtBot, plot: LinePlot) -> None:
    plot.show_plot(_STEPS, _UNIT, [])
    with qtbot.waitSignal(plot.x_chosen) as chosen:
        qtbot.mouseClick(plot, Qt.MouseButton.LeftButton, pos=plot.point(1e-2, 0.5).toPoint())

    assert chosen.args is not None
    assert chosen.args[0] == pytest.approx(1e-2, rel=0.1)


@pytest.mark.parametrize(("low", "high"), [(-1.2, 4.0), (-0.2, 1.1), (0.0, 123.0), (-37.0, 37.0), (0.0, 1e-3)])
def test_even_ticks_are_few_and_lie_between_the_ends(low: float, high: float) -> None:
    values = [value for value, _ in even_ticks(low, high)]

    assert 2 <= len(values) <= 7
    assert all(low - 1e-9 <= value <= high + 1e-9 for value in values)
    assert any(abs(value) < 1e-12 for value in values)
    assert len({name for _, name in even_ticks(low, high)}) == len(values)


def test_numbers_are_marked_along_the_axis(plot: LinePlot, theme: Theme) -> None:
    plot.show_plot(_UNIT, _UNIT, [], rug=np.array([0.3, 0.3, 0.8]))
    picture = plot.grab().toImage()
    row = int(plot.frame.bottom()) - 5
    marked = [x for x in range(400) if _distance(picture.pixelColor(x, row), theme.palette.text_third) < 60]

    assert {round((x - plot.frame.left()) / plot.frame.width(), 1) for x in marked} >= {0.3, 0.8}


def test_a_small_plot_with_large_type_leaves_the_fonts_of_all_others_alone(plot: LinePlot, theme: Theme) -> None:
    theme.zoom = 200
    plot.resize(200, 120)
    plot.grab()
    assert theme.font(CAPTION).pixelSize() == 2 * CAPTION
