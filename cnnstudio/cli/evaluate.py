"""`cnnstudio evaluate`: how well a saved network reads MNIST's test digits."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from time import perf_counter
from typing import cast

import numpy as np

from cnnstudio.cli.parser import Say
from cnnstudio.cli.training_options import option_value
from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, system_language, text
from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network
from cnnstudio.training.evaluation import Evaluation, evaluate
from cnnstudio.training.examples import Examples

_COMMONEST = 5
"""So many kinds of mistake are told."""


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    parser.add_argument("model", type=Path, metavar="MODEL", help=say(text("a network's file, .safetensors")))
    parser.add_argument("--test", default="10000", metavar="N", help=say(text("how many test pictures to test with")))
    parser.add_argument("--json", action="store_true", help=say(text("print the answer as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Test and print; returns 0.

    Raises
    ------
    UserError
        If the network cannot be read or does not read digits, or there are not so many test pictures.

    """
    count = cast(int, option_value("test_size", arguments.test))
    network = load_model(arguments.model)
    examples = _examples(network, count)
    start = perf_counter()
    evaluation = evaluate(network, examples)
    seconds = perf_counter() - start
    if arguments.json:
        print(json.dumps({"model": str(arguments.model), **as_json(evaluation), "seconds": round(seconds, 3)}))
    else:
        _print_sentences(evaluation, Translator(getattr(arguments, "language", None) or system_language()))
    return 0


def as_json(evaluation: Evaluation) -> dict[str, object]:
    """Return what `--json` prints: row = what a picture shows, column = what it was read as."""
    return {
        "images": len(evaluation.labels),
        "test_accuracy": evaluation.accuracy,
        "top5_accuracy": evaluation.top_accuracy(5),
        "loss": evaluation.loss,
        "confusion": evaluation.confusion.tolist(),
    }


def _examples(network: Network, count: int) -> Examples:
    spec = network.spec
    if spec.input_shape != (1, 28, 28) or spec.class_names != tuple("0123456789"):
        raise UserError(
            text("{name} does not read digits of 28×28, which are all there is to test with.", name=spec.name)
        )
    test = load_mnist("test")
    return Examples(test.images[:count], test.labels[:count])


def _print_sentences(evaluation: Evaluation, say: Translator) -> None:
    values = {"percent": f"{100 * evaluation.accuracy:.2f}", "count": grouped(len(evaluation.labels))}
    print(say(text("Reads {percent} % of {count} test digits.", **values)))
    mistakes = evaluation.confusion.copy()
    np.fill_diagonal(mistakes, 0)
    for place in np.argsort(-mistakes, axis=None, kind="stable")[:_COMMONEST]:
        label, answer = divmod(int(place), mistakes.shape[1])
        if times := int(mistakes[label, answer]):
            print(say(_mistake_sentence(label, answer, times)))


def _mistake_sentence(label: int, answer: int, times: int) -> Text:
    if times == 1:
        return text("{label} read as {answer}: once", label=label, answer=answer)
    return text("{label} read as {answer}: {times} times", label=label, answer=answer, times=grouped(times))
