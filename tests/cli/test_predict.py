"""`predict` answers for pictures and pen strokes, in words and as JSON, and tells what it could not read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnnstudio.cli.main import main
from cnnstudio.cli.predict import Prediction, accuracy
from cnnstudio.nets.model_file import load_model, save_model
from cnnstudio.nets.preprocessing import Preprocessing
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.nets.spec import Dense, Flatten, NetworkSpec

SEVEN = [[[100, 400], [300, 400], [180, 100]]]
ONE = [[[200, 400], [200, 100]]]


@pytest.fixture
def seven(tmp_path: Path) -> str:
    image = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(image).line([(100, 120), (190, 120), (140, 260)], fill=(20, 40, 160), width=9)
    image.save(tmp_path / "seven.png")
    return str(tmp_path / "seven.png")


def strokes_file(folder: Path, *digits: dict[str, object]) -> str:
    path = folder / "pen.json"
    path.write_text(json.dumps({"digits": digits}), encoding="utf-8")
    return str(path)


def test_a_picture_is_read(seven: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", seven]) == 0
    assert capsys.readouterr().out.startswith(f"{seven}: 7 (")


def test_json_holds_every_probability(seven: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", seven, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer.keys() == {"predictions"}
    (prediction,) = answer["predictions"]
    assert prediction.keys() == {"source", "digit", "probability", "probabilities"}
    assert (prediction["source"], prediction["digit"]) == (seven, 7)
    assert prediction["probabilities"][7] == prediction["probability"] > 0.5
    assert sum(prediction["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_strokes_are_read_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = strokes_file(tmp_path, {"label": 7, "strokes": SEVEN}, {"label": 4, "strokes": ONE}, {"strokes": ONE})
    assert main(["predict", "--strokes", path, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [prediction["digit"] for prediction in answer["predictions"]] == [7, 1, 1]
    assert [prediction.get("label") for prediction in answer["predictions"]] == [7, 4, None]
    assert [prediction["source"] for prediction in answer["predictions"]] == [f"{path}:{n}" for n in (1, 2, 3)]
    assert answer["accuracy"] == 0.5


def test_in_words_the_accuracy_comes_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = strokes_file(tmp_path, {"label": 7, "strokes": SEVEN}, {"label": 4, "strokes": ONE})
    assert main(["predict", "--strokes", path, "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert lines[1].endswith("it is a 4")
    assert lines[2] == "accuracy: 1 of 2, 50.00%"


def test_without_labels_there_is_no_accuracy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "--strokes", strokes_file(tmp_path, {"strokes": ONE})]) == 0
    assert "accuracy" not in capsys.readouterr().out


def test_what_cannot_be_read_does_not_keep_the_rest_from_being_read(
    seven: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("L", (200, 200), 240).save(tmp_path / "blank.png")
    (tmp_path / "essay.png").write_text("no picture")
    words = ["predict", str(tmp_path / "blank.png"), str(tmp_path / "essay.png"), seven, "--json", "--language", "en"]
    assert main(words) == 1
    captured = capsys.readouterr()
    assert [prediction["digit"] for prediction in json.loads(captured.out)["predictions"]] == [7]
    first, second = captured.err.splitlines()
    assert "blank.png: no digit was found" in first
    assert "essay.png is not a picture" in second


def test_naming_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["predict", "--language", "en"]) == 1
    assert "Name a picture of a digit" in capsys.readouterr().err


def test_another_network_can_be_asked(seven: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    network = load_model(shipped_model_path())
    last = max(int(name.split(".")[0]) for name in network.weights)
    bias = network.weights[f"{last}.bias"].copy()
    bias[3] += 1000
    save_model(replace(network, weights={**network.weights, f"{last}.bias": bias}), tmp_path / "threes.safetensors")
    assert main(["predict", seven, "--model", str(tmp_path / "threes.safetensors"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["predictions"][0]["digit"] == 3


@pytest.mark.parametrize(("side", "classes"), [(14, 10), (28, 3)])
def test_a_network_for_something_else_is_refused(
    seven: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], side: int, classes: int
) -> None:
    names = tuple(str(number) for number in range(classes))
    spec = NetworkSpec("other", (1, side, side), (Flatten(), Dense(classes)), names)
    weights = {"1.weight": np.zeros((classes, side * side), np.float32), "1.bias": np.zeros(classes, np.float32)}
    save_model(replace(load_model(shipped_model_path()), spec=spec, weights=weights), tmp_path / "other.safetensors")
    assert main(["predict", seven, "--model", str(tmp_path / "other.safetensors"), "--language", "en"]) == 1
    assert "does not read digits" in capsys.readouterr().err


def test_a_network_for_whole_pictures_is_refused(
    seven: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    network = replace(load_model(shipped_model_path()), preprocessing=Preprocessing("picture"))
    save_model(network, tmp_path / "clothes.safetensors")
    assert main(["predict", seven, "--model", str(tmp_path / "clothes.safetensors"), "--language", "en"]) == 1
    assert "clothes.safetensors does not read digits" in capsys.readouterr().err


def test_accuracy_counts_only_digits_that_say_what_they_are() -> None:
    sure = np.eye(10)
    predictions = [Prediction("a", sure[3], 3), Prediction("b", sure[4], 9), Prediction("c", sure[5])]
    assert accuracy(predictions) == 0.5
    assert accuracy(predictions[2:]) is None
