from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cnnstudio.core.errors import UserError
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.settings import SETTINGS, check_config, config_from_json

USUAL = TrainingConfig()


def test_settings_go_through_json_and_back() -> None:
    config = TrainingConfig(optimizer="adam", learning_rate=1e-3, patience=3, seed=7)
    assert config_from_json(json.loads(json.dumps(config.to_json()))) == config


def test_settings_that_are_not_named_keep_their_usual_values() -> None:
    assert config_from_json({"epochs": 3}) == replace(USUAL, epochs=3)


def test_every_setting_but_switches_has_a_name_and_ends() -> None:
    assert SETTINGS.keys() | {"is_augmented"} == USUAL.to_json().keys()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"epochs": 0}, "Epochs cannot be 0. Choose a whole number from 1 to 10\N{NO-BREAK SPACE}000."),
        ({"epochs": 2.0}, "Epochs cannot be 2.0"),
        ({"learning_rate": float("nan")}, "Learning rate cannot be nan. Choose a number from 0.000001 to 100."),
        ({"learning_rate": "fast"}, "Learning rate cannot be fast"),
        ({"batch_size": True}, "Batch size cannot be True"),
        ({"optimizer": "newton"}, "Optimiser cannot be newton. Choose one of sgd, momentum"),
        ({"optimizer": ["sgd"]}, "Optimiser cannot be"),
        ({"is_augmented": 1}, "true or false"),
        ({"patience": 2, "validation_size": 0}, "Keep at least 1 picture back"),
        ({"rate": 1}, 'no training setting called "rate"'),
        ([1, 2], "no training settings"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(settings: object, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence.replace(".", r"\.")):
        config_from_json(settings)


def test_the_usual_settings_can_be() -> None:
    check_config(USUAL)
