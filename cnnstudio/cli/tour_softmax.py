"""The tour's fourth part: the scores of a digit half drawn become probabilities, and a loss."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.softmax import as_json
from cnnstudio.cli.stage import show_lab
from cnnstudio.cli.tour_drawing import HALF_FIVE
from cnnstudio.cli.tour_stop import TourStop
from cnnstudio.core.texts import Text, text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.softmax.lab import SoftmaxLab


def judge_scores(window: MainWindow) -> Iterator[TourStop]:
    """Turn the scores of a digit half drawn into probabilities, and yield at each moment that is worth a picture."""
    from cnnstudio.labs.draw.sources import DrawnSource

    window.draw_lab.model.put(DrawnSource(HALF_FIVE))
    lab = cast("SoftmaxLab", show_lab(window, "softmax"))
    lab.model.update(target=5)
    steps = lab.view.steps
    steps.go_to(lab.model.result.winner)  # the powers come first
    yield _stop("power", text("Softmax, a single number"), lab)
    steps.go_to(steps.count - 1)
    yield _stop("softmax", text("Softmax"), lab)
    lab.view.show_tab("loss")
    yield _stop("loss", text("Loss"), lab)


def _stop(name: str, title: Text, lab: SoftmaxLab) -> TourStop:
    steps = lab.view.steps
    shown: dict[str, Any] = {"step": steps.position + 1, "of": steps.count}
    shown |= as_json(lab.model.result, is_safe=lab.model.params.stable)
    return TourStop(f"softmax-{name}.png", title, lab.headline(), shown)
