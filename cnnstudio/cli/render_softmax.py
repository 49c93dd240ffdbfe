"""`cnnstudio render softmax`: scores, or the network's, at a step of the softmax or with their losses."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.parser import Say
from cnnstudio.cli.softmax import as_json, read_class, read_number, read_numbers
from cnnstudio.cli.stage import go_to_step, show_lab
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.labs.softmax.tabs import TABS

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.softmax.lab import SoftmaxLab

_UNITS = ("number", "column")


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare whose scores are shown, and which step."""
    logits = text('the scores, one a class, such as "2.2 1.39 0.85"')
    parser.add_argument("--logits", metavar="SCORES", help=say(logits))
    parser.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    parser.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    target = text("the true class, counted from 0 (the digit's label, else 0)")
    parser.add_argument("--target", metavar="CLASS", help=say(target))
    temperature = text("what all scores are divided by (1)")
    parser.add_argument("--temperature", default="1", metavar="T", help=say(temperature))
    parser.add_argument("--safe", action="store_true", help=say(text("take the largest score off all of them first")))
    view = text("the view: {names} (softmax)", names=", ".join(tab.id for tab in TABS))
    parser.add_argument("--view", default="softmax", metavar="NAME", help=say(view))
    parser.add_argument("--unit", choices=_UNITS, default="number", help=say(text("what one step is (number)")))
    parser.add_argument("--step", type=int, metavar="K", help=say(text("which step, from 1 (the last)")))


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Set up the scores, go to the step, and return what the lab shows as JSON values."""
    views = [tab.id for tab in TABS]
    if arguments.view not in views:
        sentence = text(
            '{option}: "{value}" is none of {names}.', option="--view", value=arguments.view, names=", ".join(views)
        )
        raise UserError(sentence)
    lab = _lay_out_scores(window, arguments)
    settings: dict[str, Any] = {"temperature": read_number(arguments.temperature), "stable": arguments.safe}
    if arguments.target is not None:
        settings["target"] = read_class("--target", arguments.target)
    lab.model.update(**settings)
    if lab.model.problem is not None:
        raise UserError(lab.model.problem)
    lab.view.show_tab(arguments.view)
    lab.view.steps.use_unit(arguments.unit)
    if arguments.step is not None:
        go_to_step(lab.view.steps, arguments.step)
    position = {"step": lab.view.steps.position + 1, "of": lab.view.steps.count}
    is_safe = arguments.safe or lab.model.result.plain_form_fails
    return {"view": arguments.view, "unit": arguments.unit, **position, **as_json(lab.model.result, is_safe=is_safe)}


def _lay_out_scores(window: MainWindow, arguments: argparse.Namespace) -> SoftmaxLab:
    """Show the lab with the scores, or the digit, that are named."""
    from cnnstudio.cli.render_draw import find_source

    if sum(given is not None for given in (arguments.logits, arguments.image, arguments.mnist)) > 1:
        raise UserError(text("Choose one of --logits, --image and --mnist."))
    source = find_source(argparse.Namespace(strokes=None, image=arguments.image, mnist=arguments.mnist))
    if source is not None:
        window.draw_lab.model.put(source)
    lab = cast("SoftmaxLab", show_lab(window, "softmax"))
    if arguments.logits is not None:
        lab.model.show_own(read_numbers(arguments.logits))
    return lab
