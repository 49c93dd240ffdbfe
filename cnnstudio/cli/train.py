"""`cnnstudio train`: train a network by a preset and save it with a record of how it came about."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from cnnstudio import __version__
from cnnstudio.cli.parser import Say
from cnnstudio.core.texts import Text, Translator, system_language, text
from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.model_file import save_model
from cnnstudio.training.calibration import calibrated
from cnnstudio.training.evaluation import network_accuracy
from cnnstudio.training.examples import Examples
from cnnstudio.training.messages import BatchDone, EpochDone, Finished, Started
from cnnstudio.training.presets import PRESETS, Preset, load_examples

Report = Callable[[str, dict[str, object], Text | None], None]
"""Takes an event's name and values, and the sentence to say about it, if any."""


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--preset", choices=sorted(PRESETS), default="recogniser", help=say(text("what to train (recogniser)"))
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=say(text("where to save, .safetensors"))
    )
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help=say(text("the same seed gives the same network (0)"))
    )
    parser.add_argument("--epochs", type=_positive, metavar="N", help=say(text("how often each picture is seen")))
    parser.add_argument("--train", type=_positive, metavar="N", help=say(text("how many MNIST pictures to train with")))
    parser.add_argument(
        "--written", type=_positive, metavar="N", help=say(text("how many generated digits to train with"))
    )
    parser.add_argument(
        "--json", action="store_true", help=say(text("print one JSON object a line, on standard output"))
    )


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Train, test and save; returns the exit status. Progress goes to standard error, with --json to standard output.

    Raises
    ------
    UserError
        If MNIST cannot be read or the network not be saved.

    """
    import torch  # takes a second

    from cnnstudio.training.trainer import train

    torch.set_num_threads(1)  # more threads add in another order, and so give other weights
    preset = _preset(arguments)
    report = _report_json if arguments.json else _report_text
    report("preparing", {"written": preset.written}, text("Writing {count} digits …", count=preset.written))
    training, validation = load_examples(preset)
    for message in train(preset.spec, training, validation, preset.config):
        if isinstance(message, Finished):
            network, sureness = calibrated(message.network, validation)
            _finish(arguments, preset, replace(message, network=network), sureness, report)
        else:
            _report_progress(message, report)
    return 0


def _preset(arguments: argparse.Namespace) -> Preset:
    """Return the chosen preset with the changes asked for."""
    preset = PRESETS[arguments.preset]
    return replace(
        preset,
        config=replace(preset.config, seed=arguments.seed, epochs=arguments.epochs or preset.config.epochs),
        mnist=min(arguments.train or preset.mnist, preset.mnist),
        written=arguments.written or preset.written,
    )


def _report_progress(message: Started | BatchDone | EpochDone, report: Report) -> None:
    values = asdict(message)
    match message:
        case Started():
            sentence = text("Training with {images} pictures, {epochs} epochs.", **values)
            report("started", values, sentence)
        case BatchDone():
            report("batch", values, None)
        case EpochDone():
            percent = f"{100 * (message.validation_accuracy or 0):.2f}"
            kept = text(
                "Epoch {epoch}: reads {percent} % of the digits kept back.", epoch=message.epoch, percent=percent
            )
            report("epoch", values, kept)


def _finish(arguments: argparse.Namespace, preset: Preset, message: Finished, sureness: float, report: Report) -> None:
    """Test the trained network on MNIST's test part, save it with its record, and say so."""
    test = load_mnist("test")
    result = {
        "seed": arguments.seed,
        "test_accuracy": network_accuracy(message.network, Examples(test.images, test.labels)),
        "train_seconds": round(message.train_seconds, 1),
        "images_per_second": round(message.images_per_second),
    }
    save_model(
        replace(message.network, record=_record(arguments, preset, {**result, "sureness": sureness})), arguments.out
    )
    percent = f"{100 * float(result['test_accuracy']):.2f}"
    sentence = text("Saved {name}. It reads {percent} % of MNIST's test digits.", name=arguments.out, percent=percent)
    report("finished", {**result, "out": str(arguments.out)}, sentence)


def _record(arguments: argparse.Namespace, preset: Preset, result: dict[str, Any]) -> dict[str, Any]:
    """Return how the network came about, as far as it can be repeated: times are left out."""
    import numpy
    import torch

    return {
        "preset": arguments.preset,
        "command": f"cnnstudio train --preset {arguments.preset} --seed {arguments.seed}"
        f" --epochs {preset.config.epochs} --train {preset.mnist} --written {preset.written}",
        "config": asdict(preset.config),
        "pictures": {"mnist": preset.mnist, "mnist_rounds": preset.mnist_rounds, "written": preset.written},
        "logits_scaled_by": result["sureness"],
        "mnist_test_accuracy": result["test_accuracy"],
        "versions": {
            "cnnstudio": __version__,
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "torch": torch.__version__,
        },
    }


def _report_json(event: str, values: dict[str, object], sentence: Text | None) -> None:
    print(json.dumps({"event": event, **values}), flush=True)


def _report_text(event: str, values: dict[str, object], sentence: Text | None) -> None:
    if sentence is not None:
        print(Translator(system_language())(sentence), file=sys.stderr, flush=True)
