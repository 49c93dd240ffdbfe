"""A file remembers all training that its network has had, so that it can go on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cnnstudio.nets.model_file import load_model, network_digest, save_model
from cnnstudio.nets.presets import network_preset
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.nets.torch_network import build_module, load_weights, module_network
from cnnstudio.nets.training_record import TrainingRecord, continued_record, training_record
from tests.nets.sample_networks import random_network

RUN = TrainingRecord(
    dataset="mnist",
    epochs=2,
    train_seconds=3.5,
    test_accuracy=0.97,
    config={"batch_size": 64, "seed": 0},
    history=({"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": 0.2}),
    versions={"torch": "2.13.0"},
)


def test_a_record_comes_back_from_a_file(tmp_path: Path) -> None:
    network = replace(random_network(network_preset("blink")), record=RUN.to_json())
    save_model(network, tmp_path / "blink.safetensors")

    assert training_record(load_model(tmp_path / "blink.safetensors")) == RUN


def test_training_that_went_on_adds_up_and_names_what_it_went_on_from() -> None:
    first = replace(random_network(network_preset("blink")), record=RUN.to_json())
    run = TrainingRecord(epochs=1, train_seconds=1.5, config={"batch_size": 32}, history=({"epoch": 3, "loss": 0.1},))

    record = continued_record(first, run)
    again = continued_record(replace(first, record=record.to_json()), run)

    assert (record.epochs, record.train_seconds, record.config) == (3, 5.0, {"batch_size": 32})
    assert [entry["loss"] for entry in record.history] == [0.5, 0.2, 0.1]
    assert record.continued_from == (network_digest(first),)
    assert again.epochs == 4
    assert again.continued_from[0] == network_digest(first) != again.continued_from[1]


def test_a_network_from_a_file_can_be_trained_on_with_its_statistics(tmp_path: Path) -> None:
    """Batch normalisation and dropout are still there, and every number is that of the file."""
    network = random_network(network_preset("blink"))
    save_model(network, tmp_path / "blink.safetensors")
    loaded = load_model(tmp_path / "blink.safetensors")
    module = build_module(loaded.spec)

    load_weights(module, loaded)

    assert network_digest(module_network(loaded.spec, module)) == network_digest(network)


@pytest.mark.parametrize(
    "entries",
    [
        {"epochs": -1, "history": [1, 2], "config": "none", "test_accuracy": float("nan")},
        {"epochs": True, "continued_from": "abc", "train_seconds": "long", "dataset": 3, "versions": []},
    ],
)
def test_what_means_nothing_is_left_empty(entries: dict[str, object]) -> None:
    assert training_record(replace(random_network(network_preset("blink")), record=entries)) == TrainingRecord()


def test_the_shipped_file_says_what_it_can() -> None:
    record = training_record(load_model(shipped_model_path()))

    assert record.config["batch_size"] == 128
    assert record.epochs == 0
