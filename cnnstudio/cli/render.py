"""`cnnstudio render LAB`: a picture of a lab, without a display."""

from __future__ import annotations

import argparse
import json
from importlib import import_module
from pathlib import Path

from cnnstudio.cli.parser import Say, complete_parser
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, Translator, system_language, text

_LABS: dict[str, Text] = {
    "draw": text("the lab Draw and recognise"),
    "convolution": text("the lab Convolution, step by step"),
    "pooling": text("the lab Pooling, step by step"),
    "softmax": text("the lab From scores to probabilities"),
    "path": text("the lab The whole path, there and back"),
    "training": text("the lab Train a network, after a short training"),
}
"""`cnnstudio.cli.render_<lab>` has `add_arguments(parser, say)` and `prepare(window, arguments) -> JSON values`."""


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    labs = parser.add_subparsers(dest="lab", required=True, metavar="LAB")
    for name, words in _LABS.items():
        lab = labs.add_parser(name, help=say(words), formatter_class=parser.formatter_class, add_help=False)
        complete_parser(lab, say)
        _add_picture_arguments(lab, say)
        import_module(f"cnnstudio.cli.render_{name}").add_arguments(lab, say)


def _add_picture_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    out = say(text("picture to write: .png, .svg or .pdf"))
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=out)
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help=say(text("colours (light)")))
    parser.add_argument(
        "--zoom", type=int, default=100, metavar="PERCENT", help=say(text("size of the type, 100 to 200 (100)"))
    )
    parser.add_argument(
        "--size", default="1440x900", metavar="WxH", help=say(text("size of the window in pixels (1440x900)"))
    )
    parser.add_argument("--stage-only", action="store_true", help=say(text("without header, rail and status bar")))
    parser.add_argument("--json", action="store_true", help=say(text("print what the picture shows as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Write the picture; returns the exit status.

    Raises
    ------
    UserError
        If what is to be shown cannot be read or the picture not be written.

    """
    from cnnstudio.cli.stage import StageOptions, offscreen_window, settle
    from cnnstudio.widgets.picture_file import save_picture

    if not 100 <= arguments.zoom <= 200:
        raise UserError(text("The zoom is a number from 100 to 200."))
    options = StageOptions(arguments.language, arguments.theme, arguments.zoom, _size(arguments.size))
    lab = import_module(f"cnnstudio.cli.render_{arguments.lab}")
    with offscreen_window(options) as window:
        shown = lab.prepare(window, arguments)
        settle()
        save_picture(window.current_lab.picture if arguments.stage_only else window, arguments.out)
    if arguments.json:
        print(json.dumps({"out": str(arguments.out), **shown}))
    else:
        translator = Translator(arguments.language or system_language())
        print(translator(text("Saved {name}.", name=arguments.out)))
    return 0


def _size(words: str) -> tuple[int, int]:
    """Return width and height of "1440x900"."""
    width, _, height = words.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 400 <= int(width) <= 8000 and 300 <= int(height) <= 8000):
        raise UserError(text("A size is written as 1440x900, from 400x300 to 8000x8000."))
    return int(width), int(height)
