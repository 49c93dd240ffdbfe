"""The commands that draw pictures: render, tour, and the self-test, each in a process of its own, as they are used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from cnnstudio.cli.tour import FIVE, growing


def cnnstudio(*words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    """Run the command line where there is no display."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "cnnstudio", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=environment,
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_render_shows_a_digit_of_mnist(tmp_path: Path) -> None:
    out = tmp_path / "lab.png"

    done = cnnstudio("render", "draw", "--mnist", "test:30", "--size", "800x600", "--out", out, "--json")

    assert json.loads(done.stdout)["prediction"]["digit"] == 3
    with Image.open(out) as picture:
        assert picture.size == (1600, 1200)


def test_render_agrees_with_predict(tmp_path: Path) -> None:
    picture = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(picture).line([(60, 40), (140, 40), (80, 160)], fill=0, width=9)
    picture.save(tmp_path / "seven.png")

    rendered = cnnstudio("render", "draw", "--image", tmp_path / "seven.png", "--out", tmp_path / "lab.svg", "--json")
    predicted = cnnstudio("predict", tmp_path / "seven.png", "--json")

    shares = json.loads(rendered.stdout)["prediction"]["probabilities"]
    assert shares == pytest.approx(json.loads(predicted.stdout)["predictions"][0]["probabilities"], abs=1e-6)


def test_render_reads_strokes_the_right_way_up(tmp_path: Path) -> None:
    seven = {"digits": [{"strokes": [[[10, 90], [50, 90], [25, 10]]]}]}  # y upwards
    (tmp_path / "seven.json").write_text(json.dumps(seven))
    words = ("--strokes", tmp_path / "seven.json", "--json")

    rendered = json.loads(cnnstudio("render", "draw", "--out", tmp_path / "lab.png", *words).stdout)["prediction"]
    predicted = json.loads(cnnstudio("predict", *words).stdout)["predictions"][0]

    assert rendered["digit"] == predicted["digit"] == 7
    assert rendered["probabilities"] == pytest.approx(predicted["probabilities"], abs=1e-6)


def test_render_without_a_step_shows_recognition_fail(tmp_path: Path) -> None:
    strokes = {"digits": [{"strokes": [[[10, 90], [12, 90], [11, 84]]]}]}
    (tmp_path / "tiny.json").write_text(json.dumps(strokes))
    answers = []
    for steps in ((), ("--without", "crop", "--without", "center")):
        words = ("--strokes", tmp_path / "tiny.json", "--out", tmp_path / "lab.png", "--json", *steps)
        answers.append(json.loads(cnnstudio("render", "draw", *words).stdout)["prediction"]["probabilities"])

    assert answers[0] != answers[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--mnist", "test:99999"), "holds 10000 digits"),
        (("--mnist", "middle"), "written as test:30"),
        (("--size", "3x3"), "written as 1440x900"),
        (("--out", "lab.bmp"), "must end in .png, .svg or .pdf"),
        (("--image", "no-such-file.png"), "no-such-file.png"),
    ],
)
def test_what_render_cannot_do_is_one_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    done = cnnstudio("render", "draw", "--out", tmp_path / "lab.png", *words, code=1)

    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_tour_draws_stroke_by_stroke_and_recognises(tmp_path: Path) -> None:
    done = cnnstudio("tour", "--out", tmp_path / "tour", "--json")

    answers = json.loads(done.stdout)["answers"]
    assert len(answers) == 6
    assert answers[-1]["digit"] == 5
    assert answers[0]["digit"] != 5  # a third of the first stroke is no five yet
    names = {path.name for path in (tmp_path / "tour").iterdir()}
    assert names == {*(f"draw-{part}.png" for part in range(1, 7)), "draw-6.svg", "draw-6.pdf", "answers.png"}


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
    assert {check["check"] for check in outcome["checks"]} == {"data", "network", "torch", "window", "fonts"}
