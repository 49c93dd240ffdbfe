"""What is kept of growing curves is what drawing all of them would give, pixel by pixel."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.curve_frame import frame_of
from cnnstudio.widgets.curve_kept import KeptCurves
from cnnstudio.widgets.curve_parts import CurvePicture, Trace
from cnnstudio.widgets.curve_plot import CurvePlot
from cnnstudio.widgets.curve_traces import CurveTraces
from cnnstudio.widgets.plot_parts import Axis
from cnnstudio.widgets.theme import Theme

Y = Axis(0, 3, ((0.0, "0"), (1.0, "1"), (3.0, "3")), "")
LOGARITHMIC = Axis(0.01, 10, ((0.01, "0.01"), (1.0, "1")), "", is_logarithmic=True)


def losses(count: int) -> FloatArray:
    """Return a loss that falls, with noise and a few peaks far outside."""
    noise = np.random.default_rng(1).lognormal(0, 0.4, count)
    values = 2.3 / np.sqrt(np.arange(1, count + 1)) * noise + 0.05
    values[:: max(1, count // 5)] = 40.0
    return values


def picture(count: int, total: int, y: Axis = Y) -> CurvePicture:
    """Return a run of `total` batches after `count` of them: noise, a smooth curve, and rings where it was tested."""
    steps, values = np.arange(1, total + 1, dtype=float), losses(total)
    smooth = 2.3 / np.sqrt(steps) + 0.05
    tested = np.arange(0, count, max(1, total // 40))[1:]
    live = (
        Trace(steps[:count], values[:count], "training", "noise"),
        Trace(steps[:count], smooth[:count], "training", "solid", "training 0.10"),
        Trace(steps[tested], smooth[tested] * 1.2, "validation", "rings", "validation 0.12"),
    )
    x = Axis(0, total, ((0.0, "0"), (float(total), str(total))), "batches")
    still = (Trace(steps, smooth * 1.5, "text_third", "dashed", "Run 1"),)
    return CurvePicture("Loss", "", x, y, still, live, now=(count, "now"))


def image(plot: CurvePlot) -> QImage:
    return plot.grab().toImage()


@pytest.fixture
def plot(qtbot: QtBot, theme: Theme) -> CurvePlot:
    plot = CurvePlot(theme)
    qtbot.addWidget(plot)
    plot.resize(500, 260)
    plot.show()
    return plot


@pytest.mark.parametrize("total", [40, 560, 6_000])
@pytest.mark.parametrize("y", [Y, LOGARITHMIC])
def test_a_plot_that_grew_is_one_that_is_drawn_at_once(plot: CurvePlot, total: int, y: Axis) -> None:
    still = picture(total, total).still
    for count in sorted({1, 2, 3, *range(1, total, max(1, total // 50)), total}):
        now = replace(picture(count, total, y), still=still)
        plot.show_picture(now)
        grown = image(plot)
        plot._kept.forget()
        assert image(plot) == grown, count


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_on_fine_screens_too(theme: Theme, qtbot: QtBot, ratio: float) -> None:
    frame = frame_of(400, 220, picture(900, 900), 20, 14)
    kept = KeptCurves()
    ground = blank(ratio)
    for count in range(20, 900, 20):
        now = picture(count, 900)
        traces = CurveTraces(now, frame, theme.palette)
        part, settled = kept.picture(ground, traces, now.live)
        grown, whole = QPixmap(part), blank(ratio)
        draw(grown, traces, now, settled)
        draw(whole, traces, now)
        assert grown.toImage() == whole.toImage(), count
    assert settled > 280, "most of the curves was kept"


def blank(ratio: float) -> QPixmap:
    pixmap = QPixmap(round(400 * ratio), round(220 * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor("white"))
    return pixmap


def draw(pixmap: QPixmap, traces: CurveTraces, now: CurvePicture, left: float = -np.inf) -> None:
    painter = QPainter(pixmap)
    traces.draw(painter, now.live, left)
    painter.end()


def test_only_what_is_new_is_drawn(plot: CurvePlot) -> None:
    still = picture(900, 900).still
    for count in range(100, 900, 10):
        plot.show_picture(replace(picture(count, 900), still=still))
        image(plot)
    end = plot.point(890, 1).x()
    assert end - 80 < plot._kept._settled < end


@pytest.mark.parametrize("change", ["rewind", "smaller", "theme", "zoom", "thinned", "other run"])
def test_what_is_kept_is_given_up_where_it_is_no_longer_right(plot: CurvePlot, theme: Theme, change: str) -> None:
    now = picture(800, 900)
    plot.show_picture(now)
    image(plot)
    if change == "rewind":
        now = replace(now, live=picture(300, 900).live, now=(300, "batch 300"))
    elif change == "thinned":
        now = replace(now, live=tuple(replace(trace, xs=trace.xs[::2], ys=trace.ys[::2]) for trace in now.live))
    elif change == "other run":
        now = replace(now, live=tuple(replace(trace, ys=trace.ys * 0.5) for trace in now.live))
    elif change == "smaller":
        plot.resize(320, 200)
    elif change == "theme":
        theme.wish = "dark"
    else:
        theme.zoom = 150
    plot.show_picture(now)
    changed = image(plot)
    plot._forget()
    assert image(plot) == changed


def test_a_further_look_at_the_same_place_breaks_no_line(plot: CurvePlot) -> None:
    now = picture(800, 900)
    line, noise = now.live[1], now.live[0]
    first = Trace(np.array([400.0, 600.0, 800.0]), np.array([2.0, 1.0, 0.2]), "validation", "rings")
    again = replace(first, xs=np.append(first.xs, 800.0), ys=np.append(first.ys, 1.6))
    plot.show_picture(replace(now, live=(noise, line, first)))
    image(plot)
    plot.show_picture(replace(now, live=(noise, line, again)))
    grown = image(plot)
    plot._forget()
    assert image(plot) == grown
