"""`cnnstudio render training`: the curves, kernels and mistakes of a short training."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.parser import Say
from cnnstudio.cli.training_options import add_options, changed_config
from cnnstudio.cli.training_stage import shown_training, train_to_the_end
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.labs.training.tabs import TABS
from cnnstudio.training.experiments import EXPERIMENTS, experiment

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.training.lab import TrainingLab
    from cnnstudio.labs.training.model import TrainingModel


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what is trained, which settings are others, and what is looked at."""
    names = ", ".join(EXPERIMENTS)
    preset = text("network and settings by name, made short: {names} (blink)", names=names)
    parser.add_argument("--preset", default="blink", metavar="NAME", help=say(preset))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    what.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    view = text("the view: {names} (curves)", names=", ".join(tab.id for tab in TABS))
    names_of_views = [tab.id for tab in TABS]
    parser.add_argument("--view", type=_view, choices=names_of_views, default="curves", metavar="NAME", help=say(view))
    batch = text("after how many batches it is looked at, 0 for the start (the end)")
    parser.add_argument("--batch", type=int, metavar="K", help=say(batch))
    parser.add_argument("--log-loss", action="store_true", help=say(text("the loss by powers of ten")))
    add_options(parser, say)


def _view(typed: str) -> str:
    return "mistakes" if typed == "confusion" else typed  # what the view shows, and was called once


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Train with the settings that are asked for, go to the moment, and return what the lab shows as JSON values."""
    from cnnstudio.cli.render_draw import find_source
    from cnnstudio.cli.stage import show_lab

    chosen = experiment(arguments.preset)
    config = changed_config(chosen.demo, arguments)
    source = find_source(argparse.Namespace(strokes=None, image=arguments.image, mnist=arguments.mnist))
    if source is not None:
        window.draw_lab.model.put(source)
    lab = cast("TrainingLab", show_lab(window, "training"))
    settings = {"experiment": chosen.name, "spec": chosen.spec, "config": config, "base": None}
    lab.model.update(**settings, log_loss=arguments.log_loss)
    train_to_the_end(lab.model)
    _look_back(lab.model, arguments.batch)
    lab.view.show_tab(arguments.view)
    return {"preset": chosen.name, "seed": config.seed, "view": arguments.view, **shown_training(lab.model)}


def _look_back(model: TrainingModel, batch: int | None) -> None:
    run = model.run
    assert run is not None
    if batch is None:
        return
    if not 0 <= batch <= run.batches:
        raise UserError(
            text("{option} is a number from {least} to {most}.", option="--batch", least=0, most=run.batches)
        )
    model.rewind(batch)
