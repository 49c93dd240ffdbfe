"""The tour's second part: the drawn digit convolved, where the kernel answers most strongly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from cnnstudio.cli.convolution_stage import show_lab, shown_step
from cnnstudio.cli.tour_stop import TourStop
from cnnstudio.core.texts import Text, text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.convolution.lab import ConvolutionLab


def convolve_specimen(window: MainWindow) -> Iterator[TourStop]:
    """Convolve the digit on the table, and yield at each moment that is worth a picture."""
    lab = show_lab(window)
    steps = lab.view.steps
    steps.go_to(int(np.argmax(lab.model.result.maps[0])))
    yield _stop("forward", text("Forward"), lab)
    steps.use_unit("product")
    steps.go_to(steps.position + int(np.abs(lab.model.trace.products).argmax()))
    yield _stop("product", text("Forward"), lab)
    steps.use_unit("cell")
    lab.view.show_tab("backward")
    yield _stop("backward", text("Backward"), lab)
    lab.view.show_tab("forward")
    lab.view.show_tab("pipeline")
    yield _stop("pipeline", text("Pipeline"), lab)


def _stop(name: str, title: Text, lab: ConvolutionLab) -> TourStop:
    return TourStop(f"convolution-{name}.png", title, lab.headline(), shown_step(lab))
