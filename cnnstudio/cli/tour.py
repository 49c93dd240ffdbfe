"""`cnnstudio tour`: the main thing the app does, without a screen, as pictures in a folder."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnnstudio.cli.parser import Say
from cnnstudio.cli.tour_convolution import convolve_specimen
from cnnstudio.cli.tour_drawing import FIVE, growing
from cnnstudio.cli.tour_path import walk_path
from cnnstudio.cli.tour_pooling import pool_feature_map
from cnnstudio.cli.tour_softmax import judge_scores
from cnnstudio.cli.tour_stop import TourStop
from cnnstudio.cli.tour_training import watch_learning
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import percent
from cnnstudio.core.texts import Text, Translator, system_language, text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow

_PARTS: dict[str, Callable[[MainWindow], Iterator[TourStop]]] = {
    "convolution": convolve_specimen,
    "pooling": pool_feature_map,
    "softmax": judge_scores,
    "path": walk_path,
    "training": watch_learning,
}
"""What follows the drawing, by lab: each brings its lab up and yields at what is worth a picture."""


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--out", type=Path, default=Path("tour"), metavar="DIR", help=say(text("folder for the pictures (tour)"))
    )
    parser.add_argument("--json", action="store_true", help=say(text("print the answers as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Draw a digit stroke by stroke, follow it through every lab, and save the pictures; returns the exit status.

    Raises
    ------
    UserError
        If the folder cannot be made or written to.

    """
    from cnnstudio.cli.stage import StageOptions, offscreen_window

    out: Path = arguments.out
    _make(out)
    translator = Translator(arguments.language or system_language())
    tell: Callable[[str], None] = _keep_quiet if arguments.json else print
    with offscreen_window(StageOptions(translator.language)) as window:
        answers = _draw(window, out, lambda sentence: tell(translator(sentence)))
        shown = {
            lab: _visit(window, out, stops(window), lambda stop: tell(stop.words(translator)))
            for lab, stops in _PARTS.items()
        }
    _save_answers(answers, out / "answers.png", translator)
    if arguments.json:
        digits = [{"digit": int(shares.argmax()), "probabilities": shares.tolist()} for shares in answers]
        print(json.dumps({"out": str(out), "answers": digits, **shown}))
    else:
        print(translator(text("The pictures are in {folder}.", folder=out.resolve())))
    return 0


def _keep_quiet(words: str) -> None:
    """Say nothing: what is printed is JSON."""


def _draw(window: MainWindow, out: Path, tell: Callable[[Text], None]) -> list[FloatArray]:
    """Draw the digit part by part; return what the network makes of each part."""
    from cnnstudio.cli.stage import settle
    from cnnstudio.labs.draw.sources import DrawnSource
    from cnnstudio.widgets.picture_file import save_picture

    model = window.draw_lab.model
    answers: list[FloatArray] = []
    for part, drawing in enumerate(growing(FIVE), start=1):
        model.put(DrawnSource(drawing))
        shares = model.result.probabilities
        if shares is None:
            raise UserError(model.network.problem or text("There is no network to answer."))
        answers.append(shares)
        settle()
        save_picture(window, out / f"draw-{part}.png")
        tell(_sentence(part, shares))
    for ending in ("svg", "pdf"):
        save_picture(window, out / f"draw-{len(answers)}.{ending}")
    return answers


def _visit(
    window: MainWindow, out: Path, stops: Iterator[TourStop], tell: Callable[[TourStop], None]
) -> list[dict[str, Any]]:
    """Save a picture at each stop; return the numbers that were shown there."""
    from cnnstudio.cli.stage import settle
    from cnnstudio.widgets.picture_file import save_picture

    shown = []
    for stop in stops:
        settle()
        save_picture(window, out / stop.picture)
        tell(stop)
        shown.append({"picture": stop.picture, **stop.shown})
    return shown


def _sentence(part: int, shares: FloatArray) -> Text:
    first = int(shares.argmax())
    return text(
        "Part {part} of the drawing: the network reads a {digit} and is {share} sure.",
        part=part,
        digit=first,
        share=percent(float(shares[first])),
    )


def _save_answers(answers: list[FloatArray], path: Path, translator: Translator) -> None:
    from cnnstudio.core.palette import LIGHT
    from cnnstudio.nets.spec import DIGITS
    from cnnstudio.plots.answers import draw_answers
    from cnnstudio.plots.figures import new_figure, save_figure

    figure = new_figure(LIGHT)
    labels = translator(text("Part of the drawing")), translator(text("Probability"))
    draw_answers(figure.add_subplot(), answers, DIGITS, LIGHT, labels)
    save_figure(figure, path)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            text(
                "The folder {name} could not be made: {reason}. Choose another one with --out.",
                name=folder,
                reason=error.strerror,
            )
        ) from error
