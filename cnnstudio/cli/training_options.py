"""The options of `cnnstudio train`, each of which changes one setting of a preset."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cnnstudio.cli.parser import Say
from cnnstudio.core.texts import Text, text
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.settings import SETTINGS, check_config


@dataclass(frozen=True)
class Option:
    """An option and the setting that it changes."""

    flag: str
    setting: str
    kind: Callable[[str], object]
    purpose: Text

    @property
    def words(self) -> Sequence[str] | None:
        """What it can be, where that can be listed."""
        return SETTINGS[self.setting].words or None


OPTIONS = (
    Option("--seed", "seed", int, text("the same seed gives the same network (0)")),
    Option("--data", "dataset", str, text("what to learn from")),
    Option("--train", "train_size", int, text("how many training pictures to learn from")),
    Option("--validation", "validation_size", int, text("how many other training pictures to choose by")),
    Option("--test", "test_size", int, text("how many test pictures to test with")),
    Option("--written", "written", int, text("how many generated digits to learn from beside them")),
    Option("--preprocessing", "preprocessing", str, text("what is done to the pictures first")),
    Option("--epochs", "epochs", int, text("how often each picture is seen")),
    Option("--batch-size", "batch_size", int, text("pictures a step")),
    Option("--optimizer", "optimizer", str, text("how the weights are moved")),
    Option("--lr", "learning_rate", float, text("learning rate, the size of the steps")),
    Option("--momentum", "momentum", float, text("share of the last step that the next one keeps")),
    Option("--schedule", "schedule", str, text("how the learning rate changes")),
    Option("--initialisation", "initialisation", str, text("where the weights start")),
    Option("--weight-decay", "weight_decay", float, text("pull of the weights towards 0")),
    Option("--label-smoothing", "label_smoothing", float, text("share of the target spread over all classes")),
    Option("--patience", "patience", int, text("epochs without a better answer after which the run ends")),
    Option("--device", "device", str, text("what computes")),
    Option("--threads", "threads", int, text("threads of the processor (1)")),
)
"""In the order of the help."""


def add_options(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare them."""
    for option in OPTIONS:
        parser.add_argument(
            option.flag,
            dest=option.setting,
            type=option.kind,
            choices=option.words,
            metavar=None if option.words else "N",
            help=say(option.purpose),
        )


def changed_config(config: TrainingConfig, arguments: argparse.Namespace) -> TrainingConfig:
    """Return the settings with the changes asked for; raises `UserError` where one cannot be what it is."""
    asked = {option.setting: getattr(arguments, option.setting) for option in OPTIONS}
    changed = replace(config, **{name: value for name, value in asked.items() if value is not None})
    check_config(changed)
    return changed


def command_words(config: TrainingConfig, usual: TrainingConfig) -> list[str]:
    """Return the options that make `config` of `usual`, and the seed."""
    words: list[str] = []
    for option in OPTIONS:
        value = getattr(config, option.setting)
        if value is not None and (option.setting == "seed" or value != getattr(usual, option.setting)):
            words += [option.flag, str(value)]
    return words
