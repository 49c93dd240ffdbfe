"""The tour and the self-test, each in a process of its own, as they are used."""

from __future__ import annotations

import json
from pathlib import Path

from cnnstudio.cli.tour import FIVE, growing
from tests.cli.command import cnnstudio


def test_the_tour_draws_stroke_by_stroke_and_recognises(tmp_path: Path) -> None:
    done = cnnstudio("tour", "--out", tmp_path / "tour", "--json")

    said = json.loads(done.stdout)
    answers = said["answers"]
    assert len(answers) == 6
    assert answers[-1]["digit"] == 5
    assert answers[0]["digit"] != 5  # a third of the first stroke is no five yet
    names = {path.name for path in (tmp_path / "tour").iterdir()}
    drawn = {*(f"draw-{part}.png" for part in range(1, 7)), "draw-6.svg", "draw-6.pdf", "answers.png"}
    assert names == drawn | {step["picture"] for step in said["convolution"]}


def test_the_tour_convolves_what_it_drew(tmp_path: Path) -> None:
    done = cnnstudio("tour", "--out", tmp_path / "tour", "--json")

    steps = {step["picture"]: step for step in json.loads(done.stdout)["convolution"]}
    forward, product, backward, _ = steps.values()
    assert list(steps) == [f"convolution-{name}.png" for name in ("forward", "product", "backward", "pipeline")]
    assert forward["before"] == forward["output"] == forward["sum"] + forward["bias"] > 1
    assert 0 < product["product"] <= product["running"]
    assert backward["gradient"] == 1
    assert {(step["row"], step["column"]) for step in steps.values()} == {(forward["row"], forward["column"])}


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
        "window",
        "convolution",
        "pooling",
        "softmax",
        "path",
        "fonts",
    }
