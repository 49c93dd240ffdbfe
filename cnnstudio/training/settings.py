"""What each training setting is called and what it can be; a sentence where it cannot be what it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TypeGuard

from cnnstudio.core.errors import UserError
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.training.config import (
    DATASETS,
    DEVICES,
    INITIALISATIONS,
    OPTIMIZERS,
    PRECISIONS,
    PREPROCESSINGS,
    SCHEDULES,
    TrainingConfig,
)


@dataclass(frozen=True)
class Setting:
    """What a setting is called, and the numbers or words it can be."""

    name: Text
    least: float = 0.0
    most: float = 0.0
    words: tuple[str, ...] = ()
    is_whole: bool = False


def _whole(name: Text, least: int, most: int) -> Setting:
    return Setting(name, least, most, is_whole=True)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "dataset": Setting(text("Data set"), words=DATASETS),
        "train_size": _whole(text("Training pictures"), 1, 60_000),
        "validation_size": _whole(text("Pictures kept back"), 0, 59_999),
        "test_size": _whole(text("Test pictures"), 1, 10_000),
        "rounds": _whole(text("Rounds an epoch"), 1, 100),
        "written": _whole(text("Generated digits"), 0, 1_000_000),
        "preprocessing": Setting(text("Preprocessing"), words=PREPROCESSINGS),
        "epochs": _whole(text("Epochs"), 1, 10_000),
        "batch_size": _whole(text("Batch size"), 1, 4_096),
        "optimizer": Setting(text("Optimiser"), words=OPTIMIZERS),
        "learning_rate": Setting(text("Learning rate"), 1e-6, 100.0),
        "momentum": Setting(text("Momentum"), 0.0, 0.9999),
        "beta1": Setting(text("First beta"), 0.0, 0.9999),
        "beta2": Setting(text("Second beta"), 0.0, 0.999999),
        "schedule": Setting(text("Schedule"), words=SCHEDULES),
        "schedule_factor": Setting(text("Schedule's factor"), 1e-6, 1.0),
        "schedule_epochs": _whole(text("Schedule's epochs"), 1, 10_000),
        "warm_up": Setting(text("Warm-up"), 0.001, 0.999),
        "initialisation": Setting(text("First weights"), words=INITIALISATIONS),
        "weight_decay": Setting(text("Weight decay"), 0.0, 10.0),
        "label_smoothing": Setting(text("Label smoothing"), 0.0, 0.9),
        "patience": _whole(text("Patience"), 1, 10_000),
        "seed": _whole(text("Seed"), 0, 2**31 - 1),
        "device": Setting(text("Device"), words=DEVICES),
        "precision": Setting(text("Precision"), words=PRECISIONS),
        "threads": _whole(text("Threads"), 1, 256),
    }
)
"""Every setting but those that are on or off, in the order of `TrainingConfig`."""


def config_from_json(data: object) -> TrainingConfig:
    """Read what `TrainingConfig.to_json` wrote; settings that are not named keep their usual values.

    Raises
    ------
    UserError
        Naming the setting that is unknown or cannot be what it is.

    """
    if not isinstance(data, Mapping):
        raise UserError(text("These are no training settings: they are not names with values."))
    known = {field.name for field in fields(TrainingConfig)}
    for name in data:
        if name not in known:
            raise UserError(text('There is no training setting called "{name}".', name=str(name)[:60]))
    config = TrainingConfig(**{str(name): value for name, value in data.items()})
    check_config(config)
    return config


def check_config(config: TrainingConfig) -> None:
    """Raise `UserError` naming the first setting that cannot be what it is, and what it can be."""
    for name, setting in SETTINGS.items():
        value = getattr(config, name)
        if not (name == "patience" and value is None):
            _check(setting, value)
    if type(config.is_augmented) is not bool:
        raise UserError(text('The training setting "{name}" is true or false.', name="is_augmented"))
    if config.patience is not None and not config.validation_size:
        raise UserError(text("Stopping early needs pictures to choose by. Keep at least 1 picture back."))


def _check(setting: Setting, value: object) -> None:
    problem = setting_problem(setting, value)
    if problem is not None:
        raise UserError(problem)


def setting_problem(setting: Setting, value: object) -> Text | None:
    """Return why a setting cannot be this value, and what it can be; None where it can."""
    if setting.words:
        return None if value in setting.words else refusal(setting, value)
    is_inside = _is_number(value, setting.is_whole) and setting.least <= value <= setting.most
    return None if is_inside else refusal(setting, value)


def refusal(setting: Setting, value: object) -> Text:
    """Return the sentence that answers a value, or what was typed for one, that the setting cannot be."""
    values: dict[str, object] = {"setting": setting.name, "value": str(value)[:40]}
    if setting.words:
        return text("{setting} cannot be {value}. Choose one of {words}.", words=", ".join(setting.words), **values)
    values |= {"least": written_number(setting.least), "most": written_number(setting.most)}
    if setting.is_whole:
        return text("{setting} cannot be {value}. Choose a whole number from {least} to {most}.", **values)
    return text("{setting} cannot be {value}. Choose a number from {least} to {most}.", **values)


def setting_from_words(setting: Setting, typed: str) -> object:
    """Return what was typed as a value of the setting; raises `UserError` where it is none."""
    typed = typed.strip()
    value: object = typed
    if not setting.words:
        with suppress(ValueError):  # what is no number is named in the sentence as it was typed
            value = int(typed) if setting.is_whole else float(typed)
    if setting_problem(setting, value) is not None:
        _check(setting, typed)
    return value


def written_number(number: float) -> str:
    r"""Return a number as it is typed: without a power of ten, thousands apart.

    >>> written_number(1e-06), written_number(60_000), written_number(0.9)
    ('0.000001', '60\xa0000', '0.9')
    """
    return grouped(int(number)) if number == int(number) else f"{number:.10f}".rstrip("0")


def _is_number(value: object, is_whole: bool) -> TypeGuard[float]:
    return type(value) is int or (type(value) is float and not is_whole and math.isfinite(value))
