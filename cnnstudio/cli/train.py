"""`cnnstudio train`: train a network and save it with a record of how it came about."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cnnstudio import __version__
from cnnstudio.cli.parser import Say, WrongOption
from cnnstudio.cli.train_report import JsonReport, Report, TextReport
from cnnstudio.cli.training_options import add_options, changed_config, command_words
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, system_language, text
from cnnstudio.nets.file_saving import check_writable
from cnnstudio.nets.folding import folded_network
from cnnstudio.nets.model_file import load_model, save_model
from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.spec_file import load_spec
from cnnstudio.nets.training_record import TrainingRecord, continued_record
from cnnstudio.training.calibration import calibrated
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.evaluation import network_accuracy
from cnnstudio.training.experiments import EXPERIMENTS, experiment
from cnnstudio.training.messages import (
    BatchAhead,
    EpochDone,
    Failed,
    Finished,
    Message,
    Preparing,
    message_json,
)
from cnnstudio.training.pictures import Pictures, load_pictures

_SHIPPED = "recogniser"
"""The preset whose network ships: without what matters only while training, and as sure as it is right."""


@dataclass(frozen=True)
class _Task:
    """What is to be done."""

    named: str
    """How the command line names the network: "--preset fast"."""
    spec: NetworkSpec
    usual: TrainingConfig
    config: TrainingConfig
    start: Network | None
    out: Path


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    what = parser.add_mutually_exclusive_group()  # what is missing is said by `_check_named`, all at once
    names = ", ".join(EXPERIMENTS)
    what.add_argument("--preset", metavar="NAME", help=say(text("network and settings by name: {names}", names=names)))
    what.add_argument("--spec", type=Path, metavar="FILE", help=say(text("a network's layers, .json")))
    what.add_argument(
        "--continue",
        dest="start",
        type=Path,
        metavar="FILE",
        help=say(text("a saved network to train on, .safetensors")),
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help=say(text("where to save, .safetensors")))
    add_options(parser, say)
    parser.add_argument(
        "--json", action="store_true", help=say(text("print one JSON object a line, on standard output"))
    )


def run(arguments: argparse.Namespace) -> int:
    """Train, test and save; returns 0, or 1 where training failed. Progress goes to standard error.

    Raises
    ------
    UserError
        If there is no such preset, a file cannot be read or written, or a setting cannot be what it is.

    """
    _check_named(arguments)
    task = _task(arguments)
    language = getattr(arguments, "language", None) or system_language()
    report: Report = JsonReport() if arguments.json else TextReport(Translator(language))
    report.message(Preparing(task.config.written))
    pictures = load_pictures(task.config)
    epochs: list[dict[str, Any]] = []
    for message in _messages(task, pictures):
        match message:
            case Finished():
                _finish(task, message, pictures, epochs, report)
            case BatchAhead():
                pass
            case Failed():
                report.message(message)
                return 1
            case EpochDone():
                epochs.append({name: value for name, value in message_json(message).items() if name != "event"})
                report.message(message)
            case _:
                report.message(message)
    return 0


def _check_named(arguments: argparse.Namespace) -> None:
    """Raise `WrongOption` unless the command line says what to train and where to save it."""
    missing = []
    if not (arguments.preset or arguments.spec or arguments.start):
        missing.append("--preset | --spec | --continue")
    if not arguments.out:
        missing.append("--out")
    if missing:
        example = "cnnstudio train --preset blink --out digits.safetensors"
        raise WrongOption(
            text("Missing here: {names}. For example: {command}", names=", ".join(missing), command=example)
        )


def _messages(task: _Task, pictures: Pictures) -> Iterator[Message]:
    from cnnstudio.training.trainer import train  # takes a second

    return train(task.spec, task.config, pictures, task.start)


def _task(arguments: argparse.Namespace) -> _Task:
    """Return the chosen network and settings with the changes asked for."""
    start = None
    if arguments.preset:
        chosen = experiment(arguments.preset)
        named, spec, usual = f"--preset {chosen.name}", chosen.spec, chosen.config
    elif arguments.spec:
        named, spec, usual = f"--spec {arguments.spec}", load_spec(arguments.spec), TrainingConfig()
    else:
        start = load_model(arguments.start)
        named, spec, usual = f"--continue {arguments.start}", start.spec, TrainingConfig()
    if spec.input_shape != (1, 28, 28) or spec.class_names != tuple("0123456789"):
        raise UserError(
            text("{name} does not read digits of 28×28, which are all there is to learn from.", name=spec.name)
        )
    if not arguments.out.parent.is_dir():
        raise UserError(text("There is no folder {name}. Make it first, or choose another.", name=arguments.out.parent))
    check_writable(arguments.out)
    return _Task(named, spec, usual, changed_config(usual, arguments), start, arguments.out)


def _finish(task: _Task, message: Finished, pictures: Pictures, epochs: list[dict[str, Any]], report: Report) -> None:
    """Test the trained network, save it with its record, and say so."""
    network, extras = message.network, {}
    if task.named == f"--preset {_SHIPPED}" and pictures.validation:
        network, factor = calibrated(folded_network(network), pictures.validation)
        extras = {"logits_scaled_by": factor}
    assert pictures.test is not None
    accuracy = network_accuracy(network, pictures.test)
    record = TrainingRecord(
        dataset=task.config.dataset,
        epochs=len(epochs),
        train_seconds=message.train_seconds,
        test_accuracy=accuracy,
        config=task.config.to_json(),
        history=tuple(epochs),
        versions=_versions(),
    )
    record = continued_record(task.start, record) if task.start else record
    words = " ".join(["cnnstudio train", task.named, *command_words(task.config, task.usual)])
    save_model(replace(network, record={**record.to_json(), "command": words, **extras}), task.out)
    report.finished(
        {
            "test_accuracy": accuracy,
            "train_seconds": round(message.train_seconds, 3),
            "images_per_second": round(message.images_per_second),
            "seed": task.config.seed,
            "epoch": message.epoch,
            "out": str(task.out),
        }
    )


def _versions() -> dict[str, str]:
    import numpy
    import torch

    return {
        "cnnstudio": __version__,
        "python": platform.python_version(),
        "numpy": numpy.__version__,
        "torch": torch.__version__,
    }
