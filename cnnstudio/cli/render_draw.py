"""`cnnstudio render draw`: a drawing, an image or a digit of MNIST on the sheet."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.parser import Say
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.mnist import MnistPart, load_mnist
from cnnstudio.data.recipe import Recipe
from cnnstudio.data.strokes_file import load_strokes

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.draw.sources import Source

STEPS = ("crop", "fit", "center", "pen")


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what lies on the sheet."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--strokes", type=Path, metavar="FILE", help=say(text("pen strokes to draw, JSON")))
    what.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    what.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    parser.add_argument(
        "--index", type=int, default=0, metavar="N", help=say(text("which digit of the strokes file, from 0 (0)"))
    )
    parser.add_argument(
        "--without", choices=STEPS, action="append", default=[], help=say(text("leave out a step of the recipe"))
    )


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Lay the specimen on the sheet, and return what the lab shows as JSON values."""
    source = find_source(arguments)
    model = window.draw_lab.model
    if source is not None:
        model.put(source)
    model.update(recipe=replace(Recipe(), **dict.fromkeys(arguments.without, False)))
    shares = model.result.probabilities
    answer = None if shares is None else {"digit": int(shares.argmax()), "probabilities": shares.tolist()}
    return {"prediction": answer}


def find_source(arguments: argparse.Namespace) -> Source | None:
    """Return what is to lie on the table; None for an empty sheet."""
    from cnnstudio.data.ink import find_ink
    from cnnstudio.data.photo import load_picture
    from cnnstudio.labs.draw.sources import DrawnSource, PhotoSource, SampleSource

    if arguments.strokes is not None:
        digits = load_strokes(arguments.strokes)
        if not 0 <= arguments.index < len(digits):
            raise UserError(
                text("{name} holds {count} digits; choose one from 0.", name=arguments.strokes.name, count=len(digits))
            )
        return DrawnSource(digits[arguments.index].drawing)
    if arguments.image is not None:
        picture = load_picture(arguments.image)
        return PhotoSource(picture, find_ink(picture))
    if arguments.mnist is not None:
        part, _, number = arguments.mnist.partition(":")
        if part not in ("train", "test") or not number.isdecimal():
            raise UserError(text("A digit of MNIST is written as test:30 or train:30."))
        split = load_mnist(cast(MnistPart, part))
        if int(number) >= len(split):
            raise UserError(text("This part of MNIST holds {count} digits, from 0.", count=len(split)))
        return SampleSource.of(split, int(number))
    return None
