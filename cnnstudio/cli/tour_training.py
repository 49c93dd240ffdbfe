"""The tour's last part: a small network learns, and reads the digit that was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from cnnstudio.cli.stage import show_lab
from cnnstudio.cli.tour_drawing import FIVE
from cnnstudio.cli.tour_stop import TourStop
from cnnstudio.cli.training_stage import shown_training, train_to_the_end
from cnnstudio.core.texts import Text, text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.training.lab import TrainingLab
    from cnnstudio.labs.training.model import TrainingModel

_IMAGES = 2_400
"""Enough to read nine digits of ten after one look at each, which takes less than a second."""


def watch_learning(window: MainWindow) -> Iterator[TourStop]:
    """Train a small network; yield at its end, at its first weights again, and at what it still misreads."""
    from cnnstudio.labs.draw.sources import DrawnSource

    window.draw_lab.model.put(DrawnSource(FIVE))
    lab = cast("TrainingLab", show_lab(window, "training"))
    train_briefly(lab.model, _IMAGES)
    yield _stop("learned", text("Trained"), lab)
    lab.model.rewind(0)
    yield _stop("start", text("Back to the start"), lab)
    lab.model.rewind(None)
    lab.view.show_tab("mistakes")
    yield _stop("mistakes", text("What it still misreads"), lab)


def train_briefly(model: TrainingModel, images: int) -> None:
    """Let the network of the quickest experiment see so many images once, and wait for it.

    Raises
    ------
    UserError
        If training failed: the reason, and what to try.

    """
    model.choose_experiment("blink")
    model.configure(train_size=images, validation_size=500, epochs=1, seed=1)
    train_to_the_end(model)


def _stop(name: str, title: Text, lab: TrainingLab) -> TourStop:
    return TourStop(f"training-{name}.png", title, lab.headline(), shown_training(lab.model))
