"""`cnnstudio render draw`: a picture of the lab for a given drawing, image or digit of MNIST."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from cnnstudio.cli.parser import Say, complete_parser
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, system_language, text
from cnnstudio.data.mnist import MnistPart, load_mnist
from cnnstudio.data.recipe import Recipe
from cnnstudio.data.strokes_file import load_strokes

if TYPE_CHECKING:
    from cnnstudio.labs.draw.sources import Source

STEPS = ("crop", "fit", "center", "pen")


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    labs = parser.add_subparsers(dest="lab", required=True, metavar="LAB")
    words = say(text("the lab Draw and recognise"))
    draw = labs.add_parser("draw", help=words, formatter_class=parser.formatter_class, add_help=False)
    complete_parser(draw, say)
    draw.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=say(text("picture to write: .png, .svg or .pdf"))
    )
    what = draw.add_mutually_exclusive_group()
    what.add_argument("--strokes", type=Path, metavar="FILE", help=say(text("pen strokes to draw, JSON")))
    what.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    what.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    draw.add_argument(
        "--index", type=int, default=0, metavar="N", help=say(text("which digit of the strokes file, from 0 (0)"))
    )
    draw.add_argument(
        "--without", choices=STEPS, action="append", default=[], help=say(text("leave out a step of the recipe"))
    )
    draw.add_argument("--theme", choices=("light", "dark"), default="light", help=say(text("colours (light)")))
    draw.add_argument(
        "--zoom", type=int, default=100, metavar="PERCENT", help=say(text("size of the type, 100 to 200 (100)"))
    )
    draw.add_argument(
        "--size", default="1440x900", metavar="WxH", help=say(text("size of the window in pixels (1440x900)"))
    )
    draw.add_argument("--stage-only", action="store_true", help=say(text("without header, rail and status bar")))
    draw.add_argument("--json", action="store_true", help=say(text("print what the picture shows as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Write the picture; returns the exit status.

    Raises
    ------
    UserError
        If the specimen cannot be read or the picture not be written.

    """
    from cnnstudio.app.save_picture import save_picture
    from cnnstudio.cli.stage import StageOptions, offscreen_window, settle

    source = _source(arguments)
    if not 100 <= arguments.zoom <= 200:
        raise UserError(text("The zoom is a number from 100 to 200."))
    options = StageOptions(arguments.language, arguments.theme, arguments.zoom, _size(arguments.size))
    with offscreen_window(options) as window:
        model = window.draw_lab.model
        if source is not None:
            model.put(source)
        model.update(recipe=replace(Recipe(), **dict.fromkeys(arguments.without, False)))
        settle()
        save_picture(window.current_lab.view if arguments.stage_only else window, arguments.out)
        shares = model.result.probabilities
    if arguments.json:
        answer = None if shares is None else {"digit": int(shares.argmax()), "probabilities": shares.tolist()}
        print(json.dumps({"out": str(arguments.out), "prediction": answer}))
    else:
        translator = Translator(arguments.language or system_language())
        print(translator(text("Saved {name}.", name=arguments.out)))
    return 0


def _source(arguments: argparse.Namespace) -> Source | None:
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


def _size(words: str) -> tuple[int, int]:
    """Return width and height of "1440x900"."""
    width, _, height = words.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 400 <= int(width) <= 8000 and 300 <= int(height) <= 8000):
        raise UserError(text("A size is written as 1440x900, from 400x300 to 8000x8000."))
    return int(width), int(height)
