"""The tour's fifth part: a digit through the whole network, the gradient back, and the step of one weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from cnnstudio.cli.path_stage import shown_path
from cnnstudio.cli.stage import show_lab
from cnnstudio.cli.tour_drawing import HALF_FIVE
from cnnstudio.cli.tour_stop import TourStop
from cnnstudio.core.texts import Text, text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.path.lab import PathLab

_TITLES = {
    "forward": text("The whole path"),
    "backward": text("The way back"),
    "kernel": text("One weight"),
    "step": text("Its step"),
}


def walk_path(window: MainWindow) -> Iterator[TourStop]:
    """Walk to the loss, back to one weight and through its step, and yield at the end of each of these ways."""
    from cnnstudio.labs.draw.sources import DrawnSource

    window.draw_lab.model.put(DrawnSource(HALF_FIVE))
    lab = cast("PathLab", show_lab(window, "path"))
    model = lab.model
    model.update(target=5)
    lanes = [halt.lane for halt in model.walk]
    for lane, title in _TITLES.items():
        model.go_to(len(lanes) - 1 - lanes[::-1].index(lane))
        yield _stop(lane, title, lab)


def _stop(name: str, title: Text, lab: PathLab) -> TourStop:
    return TourStop(f"path-{name}.png", title, lab.headline(), shown_path(lab.model))
