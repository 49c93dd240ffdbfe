"""`cnnstudio render path`: a digit through the whole network and back, and the step of one weight."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.parser import Say
from cnnstudio.cli.path_stage import shown_path
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.path.lab import PathLab
    from cnnstudio.labs.path.model import PathModel

_LARGEST_RATE = 1000.0


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what goes through, what is followed and how far the walk has come."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    what.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    target = text("the true class, by its place from 0 (what MNIST says, else the likeliest)")
    parser.add_argument("--target", type=int, metavar="K", help=say(target))
    parser.add_argument(
        "--learning-rate", type=float, default=0.1, metavar="RATE", help=say(text("learning rate (0.1)"))
    )
    stage = text("which stage of the walk, from 1 (the last but one: before the step)")
    parser.add_argument("--stage", type=int, metavar="K", help=say(stage))
    kernel = text("the kernel that is followed, counted from 1 as on the screen (the one with the most to say)")
    parser.add_argument("--kernel", type=int, metavar="K", help=say(kernel))
    cell = text("row,column of its weight, from 0 (the one with the largest gradient)")
    parser.add_argument("--cell", metavar="ROW,COLUMN", help=say(cell))


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Lay the digit on the sheet, follow what is asked for, go to the stage, and return the numbers shown."""
    from cnnstudio.cli.render_draw import find_source
    from cnnstudio.cli.stage import show_lab

    source = find_source(argparse.Namespace(strokes=None, image=arguments.image, mnist=arguments.mnist))
    if source is not None:
        window.draw_lab.model.put(source)
    model = cast("PathLab", show_lab(window, "path")).model
    if model.result is None:
        if model.problem is None:  # an empty sheet is a picture too
            return {"loss": None}
        raise UserError(model.problem)
    _set_up(model, arguments)
    return shown_path(model)


def _set_up(model: PathModel, arguments: argparse.Namespace) -> None:
    from cnnstudio.cli.stage import go_to_step
    from cnnstudio.labs.path.walk import PathSteps

    result, followed = model.result, model.followed
    assert result is not None
    assert followed is not None
    _check("--target", arguments.target, len(result.shown.network.spec.class_names))
    _check("--kernel", arguments.kernel, followed.shape[0], first=1)
    if not 0 < arguments.learning_rate <= _LARGEST_RATE:
        raise UserError(text("A learning rate is above 0 and at most {most:g}.", most=_LARGEST_RATE))
    kernel = None if arguments.kernel is None else arguments.kernel - 1
    model.update(target=arguments.target, rate=arguments.learning_rate, kernel=kernel)
    if arguments.cell is not None:
        following = model.result.following if model.result is not None else result.following
        model.follow_cell((following.cell[0], *_cell(arguments.cell, *followed.shape[2:])))
    if arguments.stage is not None:
        go_to_step(PathSteps(model), arguments.stage)


def _check(option: str, number: int | None, count: int, first: int = 0) -> None:
    last = first + count - 1
    if number is not None and not first <= number <= last:
        raise UserError(text("{option} is a number from {least} to {most}.", option=option, least=first, most=last))


def _cell(words: str, height: int, width: int) -> tuple[int, int]:
    row, _, column = words.partition(",")
    if not (row.strip().isdecimal() and column.strip().isdecimal() and int(row) < height and int(column) < width):
        raise UserError(
            text(
                "A weight is written as 2,0 for row and column, from 0,0 to {row},{column}.",
                row=height - 1,
                column=width - 1,
            )
        )
    return int(row), int(column)
