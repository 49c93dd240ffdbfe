from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.cli.evaluate import add_arguments as add_evaluate_arguments
from cnnstudio.cli.evaluate import run as run_evaluate
from cnnstudio.cli.main import main
from cnnstudio.cli.train import add_arguments, run
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.presets import BLINK
from cnnstudio.nets.training_record import training_record
from tests.cli.command import cnnstudio

SMALL = ["--train", "480", "--validation", "100", "--test", "200", "--epochs", "1", "--seed", "3"]
QUICK = ["--preset", "blink", "--batch-size", "48", *SMALL]


def train(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser, Translator("en"))
    return run(parser.parse_args(words))


def evaluate(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_evaluate_arguments(parser, Translator("en"))
    return run_evaluate(parser.parse_args(words))


def test_with_json_every_event_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(*QUICK, "--json", "--out", str(tmp_path / "net.safetensors")) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds == ["preparing", "started", *["batch"] * 10, "epoch", "finished"]
    assert {"loss", "accuracy", "learning_rate", "images_per_second"} <= events[2].keys()
    assert {"test_accuracy", "train_seconds", "images_per_second", "seed"} <= events[-1].keys()
    assert events[-1]["seed"] == 3
    assert 0 < events[-1]["train_seconds"] < 30


def test_the_same_command_gives_the_same_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "a.safetensors", tmp_path / "b.safetensors"]
    for file in files:
        assert train(*QUICK, "--out", str(file)) == 0
    said = capsys.readouterr().err
    assert "Training with 480 pictures, 1 epoch, on cpu." in said
    assert "a.safetensors" in said
    assert "\r" not in said  # no terminal, no line that writes over itself
    first, again = map(load_model, files)
    assert all(np.array_equal(first.weights[name], again.weights[name]) for name in first.weights)


def test_the_file_remembers_how_it_came_about(tmp_path: Path) -> None:
    out = tmp_path / "net.safetensors"
    train(*QUICK, "--optimizer", "adam", "--lr", "0.002", "--batch-size", "40", "--out", str(out))
    network = load_model(out)
    record = training_record(network)
    assert record.config["optimizer"] == "adam"
    assert record.config["batch_size"] == 40
    assert record.epochs == 1
    assert record.history[0]["epoch"] == 1
    assert record.test_accuracy is not None
    assert network.record["command"] == (
        "cnnstudio train --preset blink --seed 3 --train 480 --validation 100 --test 200"
        " --batch-size 40 --optimizer adam --lr 0.002"
    )


def test_training_goes_on_from_a_file(tmp_path: Path) -> None:
    first, second = tmp_path / "one.safetensors", tmp_path / "two.safetensors"
    train(*QUICK, "--out", str(first))
    train("--continue", str(first), *SMALL, "--lr", "0.05", "--out", str(second))
    record = training_record(load_model(second))
    assert record.epochs == 2
    assert len(record.continued_from) == 1
    assert load_model(second).spec == BLINK


def test_a_network_of_ones_own_layers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layers = tmp_path / "net.json"
    own = [{"kind": "flatten"}, {"kind": "dense", "units": 10}]
    layers.write_text(json.dumps({"name": "own", "input_shape": [1, 28, 28], "layers": own}), encoding="utf-8")
    out = tmp_path / "net.safetensors"
    assert train("--spec", str(layers), *SMALL, "--out", str(out)) == 0
    assert evaluate(str(out), "--test", "100", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["images"] == np.sum(answer["confusion"]) == 100
    assert answer["test_accuracy"] == np.trace(answer["confusion"]) / 100
    assert answer["top5_accuracy"] >= answer["test_accuracy"] > 0.2


def test_evaluate_says_the_commonest_mistakes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    train(*QUICK, "--out", str(tmp_path / "net.safetensors"))
    evaluate(str(tmp_path / "net.safetensors"), "--test", "300")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("of 300 test digits.")
    assert " read as " in lines[1]


def test_the_shipped_recipe_folds_and_calibrates(tmp_path: Path) -> None:
    out = tmp_path / "net.safetensors"
    train("--preset", "recogniser", *SMALL, "--written", "130", "--out", str(out))
    network = load_model(out)
    assert [layer.kind for layer in network.spec.layers[:3]] == ["conv2d", "activation", "max_pool2d"]
    assert 0.5 <= network.record["logits_scaled_by"] <= 5
    assert network.record["command"].startswith("cnnstudio train --preset recogniser --seed 3")


def test_steps_that_lead_nowhere_end_in_a_failure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "net.safetensors"
    words = ["--optimizer", "sgd", "--lr", "100", "--schedule", "constant", "--epochs", "9"]
    assert train(*QUICK, *words, "--json", "--out", str(out)) == 1
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["event"] == "failed"
    assert "Try a learning rate of 0.1." in last["reason"]
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--epochs", "0"], "Epochs cannot be 0"),
        (["--train", "-3"], "Training pictures cannot be -3"),
        (["--train", "10"], "do not fill a batch"),
        (["--preset", "unknown"], "no preset called unknown"),
        (["--spec", "nowhere.json"], "There is no file nowhere.json."),
        (["--out", "no/folder/x.safetensors"], "no folder"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(tmp_path: Path, words: list[str], sentence: str) -> None:
    named = [] if words[0] in ("--preset", "--spec") else ["--preset", "blink"]
    with pytest.raises(UserError, match=sentence):
        train(*named, "--out", str(tmp_path / "x.safetensors"), *words)


def test_a_place_that_takes_no_file_is_refused_before_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    blocked = tmp_path / "net.safetensors"
    (tmp_path / "net.safetensors.part").mkdir()  # what a read-only folder is to those who are not root
    for out, sentence in (
        (tmp_path / "folder", "folder is a folder."),
        (blocked, "net.safetensors could not be saved"),
    ):
        with pytest.raises(UserError, match=sentence):
            train(*QUICK, "--out", str(out))
    assert capsys.readouterr().err == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "net.safetensors.part"]


def test_all_that_is_missing_is_named_at_once() -> None:
    example = "For example: cnnstudio train --preset blink --out digits.safetensors"
    for words, missing in (
        ((), "--preset | --spec | --continue, --out"),
        (("--preset", "blink"), "--out"),
        (("--out", "x.safetensors"), "--preset | --spec | --continue"),
    ):
        done = cnnstudio("--language", "en", "train", *words, code=2)
        assert f"Missing here: {missing}. {example}" in done.stderr


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--lr", "abc"], "Learning rate cannot be abc. Choose a number from 0.000001 to 100."),
        (["--lr", "1000"], "Learning rate cannot be 1000. Choose a number from 0.000001 to 100."),
        (["--epochs", "0"], "Epochs cannot be 0. Choose a whole number from 1 to 10\N{NO-BREAK SPACE}000."),
        (["--epochs", "1.5"], "Epochs cannot be 1.5. Choose a whole number from 1 to 10\N{NO-BREAK SPACE}000."),
        (
            ["--batch-size", "99999"],
            "Batch size cannot be 99999. Choose a whole number from 1 to 4\N{NO-BREAK SPACE}096.",
        ),
        (
            ["--schedule", "often"],
            "Schedule cannot be often. Choose one of constant, step, exponential, cosine, one-cycle.",
        ),
        (
            ["--patience", "3", "--validation", "0"],
            "Stopping early needs pictures to choose by. Keep at least 1 picture back.",
        ),
    ],
)
def test_an_option_that_cannot_be_is_answered_by_one_sentence_and_status_2(
    words: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.safetensors"
    assert main(["--language", "en", "train", "--preset", "blink", "--out", str(out), *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"cnnstudio: {sentence}\n")


@pytest.mark.parametrize("typed", ["abc", "0", "10001"])
def test_evaluate_answers_in_the_same_way(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "evaluate", "net.safetensors", "--test", typed]) == 2
    most = "10\N{NO-BREAK SPACE}000"
    expected = f"cnnstudio: Test pictures cannot be {typed}. Choose a whole number from 1 to {most}.\n"
    assert capsys.readouterr().err == expected
