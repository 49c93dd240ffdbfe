"""The options of `cnnstudio train`, each of which changes one setting of a preset."""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from typing import Any

from cnnstudio.cli.parser import Say, WrongOption
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.settings import SETTINGS, check_config, setting_from_words


@dataclass(frozen=True)
class Option:
    """An option and the setting that it changes."""

    flag: str
    setting: str
    purpose: Text

    @property
    def metavar(self) -> str:
        """What stands for its value in the help: the words it can be, or N for a number."""
        words = SETTINGS[self.setting].words
        return f"{{{','.join(words)}}}" if words else "N"


OPTIONS = (
    Option("--seed", "seed", text("the same seed gives the same network (0)")),
    Option("--data", "dataset", text("what to learn from")),
    Option("--train", "train_size", text("how many training pictures to learn from")),
    Option("--validation", "validation_size", text("how many other training pictures to choose by")),
    Option("--test", "test_size", text("how many test pictures to test with")),
    Option("--written", "written", text("how many generated digits to learn from beside them")),
    Option("--preprocessing", "preprocessing", text("what is done to the pictures first")),
    Option("--epochs", "epochs", text("how often each picture is seen")),
    Option("--batch-size", "batch_size", text("pictures a step")),
    Option("--optimizer", "optimizer", text("how the weights are moved")),
    Option("--lr", "learning_rate", text("learning rate, the size of the steps")),
    Option("--momentum", "momentum", text("share of the last step that the next one keeps")),
    Option("--schedule", "schedule", text("how the learning rate changes")),
    Option("--initialisation", "initialisation", text("where the weights start")),
    Option("--weight-decay", "weight_decay", text("pull of the weights towards 0")),
    Option("--label-smoothing", "label_smoothing", text("share of the target spread over all classes")),
    Option("--patience", "patience", text("epochs without a better answer after which the run ends")),
    Option("--device", "device", text("what computes")),
    Option("--precision", "precision", text("how wide numbers are while training")),
    Option("--threads", "threads", text("threads of the processor (1)")),
)
"""In the order of the help."""


def add_options(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare them; what they can be is checked by `changed_config`, whose sentences are those of the lab."""
    for option in OPTIONS:
        parser.add_argument(option.flag, dest=option.setting, metavar=option.metavar, help=say(option.purpose))


def changed_config(config: TrainingConfig, arguments: argparse.Namespace) -> TrainingConfig:
    """Return the settings with the changes asked for; raises `WrongOption` where one cannot be what it is."""
    asked = {option.setting: getattr(arguments, option.setting) for option in OPTIONS}
    known: dict[str, Any] = {name: option_value(name, typed) for name, typed in asked.items() if typed is not None}
    changed = replace(config, **known)
    try:
        check_config(changed)
    except UserError as error:
        raise WrongOption(error.message) from None
    return changed


def option_value(setting: str, typed: str) -> object:
    """Return what was typed for a setting; raises `WrongOption` where it can be no such value."""
    try:
        return setting_from_words(SETTINGS[setting], typed)
    except UserError as error:
        raise WrongOption(error.message) from None


def command_words(config: TrainingConfig, usual: TrainingConfig) -> list[str]:
    """Return the options that make `config` of `usual`, and the seed."""
    words: list[str] = []
    for option in OPTIONS:
        value = getattr(config, option.setting)
        if value is not None and (option.setting == "seed" or value != getattr(usual, option.setting)):
            words += [option.flag, str(value)]
    return words
