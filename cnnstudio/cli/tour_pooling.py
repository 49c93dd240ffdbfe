"""The tour's third part: the feature map pooled, there and back, and moved by a pixel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import numpy as np

from cnnstudio.cli.pooling_stage import shown_shift, shown_step, shown_strides
from cnnstudio.cli.stage import show_lab
from cnnstudio.cli.tour_stop import TourStop
from cnnstudio.core.texts import text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.pooling.lab import PoolingLab
    from cnnstudio.labs.pooling.shift_view import ShiftView
    from cnnstudio.labs.pooling.stride_view import StrideView


def pool_feature_map(window: MainWindow) -> Iterator[TourStop]:
    """Pool the map that the convolution lab made, and yield at each moment that is worth a picture."""
    lab = cast("PoolingLab", show_lab(window, "pooling"))
    model, view = lab.model, lab.view
    model.update(source="convolution")
    view.steps.go_to(int(np.argmax(model.result.maps[model.params.channel])))
    yield TourStop("pooling-forward.png", text("Max pooling"), lab.headline(), shown_step(lab))
    view.show_tab("backward")
    yield TourStop("pooling-backward.png", text("Max pooling, backward"), lab.headline(), shown_step(lab))
    view.show_tab("shift")
    shift_view = cast("ShiftView", view.current)
    shift_view.move_to((0, 1))
    yield TourStop("pooling-shift.png", text("Shift test"), lab.headline(), shown_shift(shift_view.test))
    view.show_tab("strided")
    comparison = cast("StrideView", view.current).comparison
    yield TourStop("pooling-strided.png", text("Stride instead"), lab.headline(), shown_strides(comparison))
