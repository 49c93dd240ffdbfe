"""The tour and the self-test, each in a process of its own, as they are used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cnnstudio.cli.tour_drawing import FIVE, growing
from tests.cli.command import cnnstudio


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tour's pictures are."""
    return tmp_path_factory.mktemp("pictures") / "tour"


@pytest.fixture(scope="module")
def said(folder: Path) -> dict[str, Any]:
    """What the tour prints."""
    printed: dict[str, Any] = json.loads(cnnstudio("tour", "--out", folder, "--json").stdout)
    return printed


def test_the_tour_draws_stroke_by_stroke_and_recognises(folder: Path, said: dict[str, Any]) -> None:
    answers = said["answers"]
    assert len(answers) == 6
    assert answers[-1]["digit"] == 5
    assert answers[0]["digit"] != 5  # a third of the first stroke is no five yet
    names = {path.name for path in folder.iterdir()}
    drawn = {*(f"draw-{part}.png" for part in range(1, 7)), "draw-6.svg", "draw-6.pdf", "answers.png"}
    labs = ("convolution", "pooling", "softmax", "path", "training")
    assert names == drawn | {stop["picture"] for lab in labs for stop in said[lab]}


def test_the_tour_convolves_what_it_drew(said: dict[str, Any]) -> None:
    steps = {step["picture"]: step for step in said["convolution"]}
    forward, product, backward, _ = steps.values()
    assert list(steps) == [f"convolution-{name}.png" for name in ("forward", "product", "backward", "pipeline")]
    assert forward["before"] == forward["output"] == forward["sum"] + forward["bias"] > 1
    assert 0 < product["product"] <= product["running"]
    assert backward["gradient"] == 1
    assert {(step["row"], step["column"]) for step in steps.values()} == {(forward["row"], forward["column"])}


def test_the_tour_goes_on_to_the_loss_and_back(said: dict[str, Any]) -> None:
    forward, backward, shift, strided = said["pooling"]
    assert forward["output"] == max(step["output"] for step in said["convolution"])
    assert (forward["dropped"], backward["gradient"], sum(map(sum, backward["share"]))) == (0.75, 1, 1)
    assert shift["shift"] == [0, 1]
    assert 0 < shift["stages"]["pooled"]["changed"] < shift["stages"]["input"]["changed"]
    assert strided["strided"]["multiplications"] * 4 == strided["pooled"]["multiplications"]
    power, softmax, loss = said["softmax"]
    assert power["step"] < softmax["step"] == softmax["of"]
    assert sum(loss["probabilities"]) == pytest.approx(1)
    walk = said["path"]
    assert [halt["stage"] for halt in walk] == sorted(halt["stage"] for halt in walk)
    assert walk[-1]["stage"] == walk[-1]["of"]
    assert walk[0]["loss"] == pytest.approx(loss["cross_entropy"])
    assert walk[-1]["loss"] < walk[-1]["loss_before"]


def test_the_tour_ends_with_a_network_that_learns(said: dict[str, Any]) -> None:
    learned, start, mistakes = said["training"]
    assert (start["batch"], start["test_accuracy"]) == (0, None)
    assert learned["batch"] == learned["of"] > 0
    assert learned["loss"] < start["loss"]
    assert learned["test_accuracy"] > 0.9
    assert learned["digit"] == 5  # the five that was drawn at the beginning
    assert learned["probabilities"][5] > start["probabilities"][5]
    assert mistakes == learned | {"picture": "training-mistakes.png"}


def test_the_tour_speaks_korean(tmp_path: Path) -> None:
    done = cnnstudio("--language", "ko", "tour", "--out", tmp_path / "tour")

    assert "신경망의 답은 5" in done.stdout


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    done = cnnstudio("tour", "--out", tmp_path / "file" / "tour", code=1)

    assert "could not be made" in done.stderr


def test_a_drawing_grows_until_it_is_whole() -> None:
    parts = list(growing(FIVE))

    lengths = [sum(len(stroke.points) for stroke in part) for part in parts]
    assert lengths == sorted(set(lengths))
    assert lengths[-1] == sum(len(stroke.points) for stroke in FIVE)


def test_the_self_test_passes_here() -> None:
    outcome = json.loads(cnnstudio("selftest", "--json").stdout)

    assert outcome["passed"]
    assert {check["check"] for check in outcome["checks"]} == {
        "data",
        "network",
        "torch",
        "training",
        "model file",
        "window",
        "labs",
        "convolution",
        "pooling",
        "softmax",
        "path",
        "photos",
        "animation",
        "plots",
        "icons",
        "fonts",
    }
