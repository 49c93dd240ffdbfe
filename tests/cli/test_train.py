import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.cli.train import add_arguments, run
from cnnstudio.core.texts import Translator
from cnnstudio.nets.model_file import load_model

SMALL = ["--train", "400", "--written", "200", "--epochs", "1", "--seed", "3"]


def train(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser, Translator("en"))
    return run(parser.parse_args(words))


@pytest.fixture
def a_small_test_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Test with 200 pictures, so that a run takes a second or two."""
    from cnnstudio.cli import train as module
    from cnnstudio.data.mnist import MnistSplit, load_mnist

    def load(part: str) -> MnistSplit:
        whole = load_mnist("test")
        return MnistSplit("test", whole.images[:200], whole.labels[:200])

    monkeypatch.setattr(module, "load_mnist", load)


@pytest.mark.usefixtures("a_small_test_part")
def test_with_json_every_event_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert train(*SMALL, "--json", "--out", str(tmp_path / "net.safetensors")) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    kinds = [event["event"] for event in events]
    assert kinds[:2] == ["preparing", "started"]
    assert set(kinds[2:-2]) == {"batch"}
    assert kinds[-2:] == ["epoch", "finished"]
    assert {"test_accuracy", "train_seconds", "images_per_second", "seed"} <= events[-1].keys()


@pytest.mark.usefixtures("a_small_test_part")
def test_the_same_command_gives_the_same_network(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "a.safetensors", tmp_path / "b.safetensors"]
    for file in files:
        assert train(*SMALL, "--out", str(file)) == 0
    assert "a.safetensors" in capsys.readouterr().err
    first, again = map(load_model, files)
    assert all(np.array_equal(first.weights[name], again.weights[name]) for name in first.weights)
    assert first.record == again.record
    record = first.record
    assert record["pictures"]["mnist"] == 400
    assert record["pictures"]["written"] == 200
    assert record["command"] == "cnnstudio train --preset recogniser --seed 3 --epochs 1 --train 400 --written 200"


@pytest.mark.parametrize("words", [["--epochs", "0"], ["--train", "-3"], ["--preset", "unknown"]])
def test_what_cannot_be_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        train("--out", "x.safetensors", *words)
    assert words[0] in capsys.readouterr().err
