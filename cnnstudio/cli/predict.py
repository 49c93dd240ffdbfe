"""`cnnstudio predict`: which digits pictures or pen strokes show."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from cnnstudio.cli.output import complain
from cnnstudio.cli.parser import Say
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import percent
from cnnstudio.core.texts import Text, Translator, system_language, text
from cnnstudio.data.ink import find_ink
from cnnstudio.data.photo import load_picture
from cnnstudio.data.picture_recipe import prepare_picture
from cnnstudio.data.recipe import SIDE
from cnnstudio.data.stroke_recipe import prepare_strokes
from cnnstudio.data.strokes_file import WrittenDigit, load_strokes
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.shipped import shipped_model_path


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the network reads.

    Attributes
    ----------
    source
        The picture's path, or that of the file of strokes with the digit's number in it, from 1.
    shares
        (10,) probabilities.
    label
        The digit that it is, where the file says so.

    """

    source: str
    shares: FloatArray
    label: int | None = None

    @property
    def digit(self) -> int:
        """The likeliest digit."""
        return int(self.shares.argmax())

    @property
    def sentence(self) -> Text:
        """The answer and the second thought, in words."""
        first, second = (int(place) for place in self.shares.argsort()[::-1][:2])
        values = {
            "source": self.source,
            "digit": first,
            "share": percent(float(self.shares[first])),
            "second": second,
            "second_share": percent(float(self.shares[second])),
            "label": self.label,
        }
        if self.label is None:
            return text("{source}: {digit} ({share}), then {second} ({second_share})", **values)
        return text("{source}: {digit} ({share}), then {second} ({second_share}); it is a {label}", **values)

    def as_json(self) -> dict[str, object]:
        """Return what `--json` prints of it."""
        answer: dict[str, object] = {
            "source": self.source,
            "digit": self.digit,
            "probability": float(self.shares[self.digit]),
            "probabilities": [float(share) for share in self.shares],
        }
        return answer if self.label is None else {**answer, "label": self.label}


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "images", type=Path, nargs="*", metavar="IMAGE", help=say(text("photo, scan or drawing of one digit"))
    )
    parser.add_argument("--strokes", type=Path, metavar="FILE", help=say(text("pen strokes, JSON")))
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help=say(text("network to ask, .safetensors (the app's own)"))
    )
    parser.add_argument("--json", action="store_true", help=say(text("print the answers as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Print one prediction a digit; returns 0, or 1 where a picture could not be read while others could.

    Raises
    ------
    UserError
        If nothing was named, or the network or the file of strokes cannot be read.

    """
    if not arguments.images and arguments.strokes is None:
        raise UserError(text("Name a picture of a digit, or a file of pen strokes with --strokes."))
    language = arguments.language or system_language()
    network = _digit_network(arguments.model or shipped_model_path())
    written = load_strokes(arguments.strokes) if arguments.strokes else ()
    tasks = [partial(predict_picture, network, path) for path in arguments.images]
    tasks += [
        partial(predict_strokes, network, f"{arguments.strokes}:{number}", digit)
        for number, digit in enumerate(written, start=1)
    ]
    predictions, failures = [], 0
    for predict in tasks:
        try:
            prediction = predict()
        except UserError as error:
            complain(error.message, language)
            failures += 1
            continue
        predictions.append(prediction)
        if not arguments.json:
            print(Translator(language)(prediction.sentence))
    _summarise(predictions, as_json=arguments.json, translator=Translator(language))
    return 1 if failures else 0


def _digit_network(path: Path) -> Network:
    """Return the network in a file, which has to read 28 × 28 pictures of ten digits."""
    network = load_model(path)
    try:
        classes = len(probabilities(network, np.zeros((SIDE, SIDE), np.float32)))
    except ValueError:  # some shape does not fit
        classes = 0
    if classes != 10 or network.preprocessing.recipe != "digit":
        raise UserError(text("The network in {name} does not read digits of 28 × 28 pixels.", name=path.name))
    return network


def predict_picture(network: Network, path: Path) -> Prediction:
    """Return what the network reads in a picture.

    Raises
    ------
    UserError
        If the picture cannot be read, or there is no digit in it.

    """
    prepared = prepare_picture(find_ink(load_picture(path)))
    if not prepared.has_ink:
        raise UserError(text("{name}: no digit was found in it. Cut the picture to the digit.", name=path.name))
    return Prediction(str(path), probabilities(network, prepared.pixels))


def predict_strokes(network: Network, source: str, digit: WrittenDigit) -> Prediction:
    """Return what the network reads in pen strokes; `source` is what to call them."""
    return Prediction(source, probabilities(network, prepare_strokes(digit.drawing).pixels), digit.label)


def accuracy(predictions: Sequence[Prediction]) -> float | None:
    """Return the share of right answers among the digits that say what they are; None without any."""
    right = [prediction.digit == prediction.label for prediction in predictions if prediction.label is not None]
    return sum(right) / len(right) if right else None


def _summarise(predictions: Sequence[Prediction], *, as_json: bool, translator: Translator) -> None:
    """Print the accuracy, where there is one, and with `as_json` everything."""
    share = accuracy(predictions)
    if as_json:
        answer: dict[str, object] = {"predictions": [prediction.as_json() for prediction in predictions]}
        print(json.dumps(answer if share is None else {**answer, "accuracy": share}, ensure_ascii=False))
    elif share is not None:
        labelled = [prediction for prediction in predictions if prediction.label is not None]
        right = round(share * len(labelled))
        values = {"right": right, "count": len(labelled), "share": f"{share:.2%}"}
        print(translator(text("accuracy: {right} of {count}, {share}", **values)))
