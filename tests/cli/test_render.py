"""`cnnstudio render`: pictures of the labs, the numbers that they show, and a sentence where nothing can be shown."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnnstudio.cli.main import main
from cnnstudio.labs.convolution.tabs import TABS
from tests.cli.command import cnnstudio

INPUT = "1 0 1 0; 0 1 1 0; 0 0 1 1; 0 0 1 0"
MASK = "1 0; 0 1"


def shown(capsys: pytest.CaptureFixture[str], out: Path, *words: str) -> dict[str, Any]:
    """Return what a picture of the convolution lab is said to show."""
    assert main(["render", "convolution", "--out", str(out), "--json", "--language", "en", *words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


# -- draw


def test_it_shows_a_digit_of_mnist(tmp_path: Path) -> None:
    out = tmp_path / "lab.png"

    done = cnnstudio("render", "draw", "--mnist", "test:30", "--size", "800x600", "--out", out, "--json")

    assert json.loads(done.stdout)["prediction"]["digit"] == 3
    with Image.open(out) as picture:
        assert picture.size == (1600, 1200)


def test_it_agrees_with_predict(tmp_path: Path) -> None:
    picture = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(picture).line([(60, 40), (140, 40), (80, 160)], fill=0, width=9)
    picture.save(tmp_path / "seven.png")

    rendered = cnnstudio("render", "draw", "--image", tmp_path / "seven.png", "--out", tmp_path / "lab.svg", "--json")
    predicted = cnnstudio("predict", tmp_path / "seven.png", "--json")

    shares = json.loads(rendered.stdout)["prediction"]["probabilities"]
    assert shares == pytest.approx(json.loads(predicted.stdout)["predictions"][0]["probabilities"], abs=1e-6)


def test_it_reads_strokes_the_right_way_up(tmp_path: Path) -> None:
    seven = {"digits": [{"strokes": [[[10, 90], [50, 90], [25, 10]]]}]}  # y upwards
    (tmp_path / "seven.json").write_text(json.dumps(seven))
    words = ("--strokes", tmp_path / "seven.json", "--json")

    rendered = json.loads(cnnstudio("render", "draw", "--out", tmp_path / "lab.png", *words).stdout)["prediction"]
    predicted = json.loads(cnnstudio("predict", *words).stdout)["predictions"][0]

    assert rendered["digit"] == predicted["digit"] == 7
    assert rendered["probabilities"] == pytest.approx(predicted["probabilities"], abs=1e-6)


def test_without_a_step_of_the_recipe_recognition_can_be_seen_to_fail(tmp_path: Path) -> None:
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
def test_a_digit_that_cannot_be_shown_is_one_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    done = cnnstudio("render", "draw", "--out", tmp_path / "lab.png", *words, code=1)

    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


# -- convolution


def test_a_step_of_a_convolution_has_no_need_of_a_display(tmp_path: Path) -> None:
    out = tmp_path / "step.png"

    done = cnnstudio(
        *("render", "convolution", "--input", INPUT, "--kernel", MASK, "--step", "3"),
        *("--size", "900x600", "--theme", "dark", "--zoom", "150", "--out", out),
    )

    assert str(out) in done.stdout
    with Image.open(out) as picture:
        assert picture.size == (1800, 1200)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("view", [tab.id for tab in TABS])
def test_every_view_is_shown_at_its_step(tmp_path: Path, capsys: pytest.CaptureFixture[str], view: str) -> None:
    words = ("--mnist", "test:30", "--step", "348", "--view", view, "--stage-only")

    answer = shown(capsys, tmp_path / "view.svg", *words)

    assert (answer["row"], answer["column"]) == (12, 11)
    assert answer["output"] == pytest.approx(2.8804, abs=1e-4)
    assert (tmp_path / "view.svg").read_text().count("<text") > 10


@pytest.mark.usefixtures("qapp")
def test_the_numbers_are_those_of_the_command_conv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    random = np.random.default_rng(0)
    np.save(tmp_path / "x.npy", random.normal(size=(2, 9, 8)))
    np.save(tmp_path / "kernel.npy", random.normal(size=(3, 2, 3, 2)))
    setting = [
        *("--input", str(tmp_path / "x.npy"), "--kernel", str(tmp_path / "kernel.npy")),
        *("--stride", "2,1", "--padding", "1,2", "--dilation", "1,2", "--bias", "0.5,-1,2"),
        *("--mode", "reflect", "--flip", "--activation", "tanh"),
    ]
    main(["conv", "--json", *setting])
    maps = np.array(json.loads(capsys.readouterr().out)["output"])

    answer = shown(capsys, tmp_path / "step.png", *setting, "--filter", "2", "--step", "17")

    assert answer["of"] == maps[2].size
    assert answer["output"] == pytest.approx(maps[2].flat[16], abs=1e-12)
    assert maps[2, answer["row"], answer["column"]] == maps[2].flat[16]


@pytest.mark.usefixtures("qapp")
def test_a_product_is_a_step_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = shown(
        capsys, tmp_path / "a.png", "--input", "1 2; 3 4", "--kernel", "5 6; 7 8", "--unit", "product", "--step", "3"
    )

    assert answer["product"] == 21
    assert answer["running"] == 5 + 12 + 21
    assert answer["of"] == 4


@pytest.mark.usefixtures("qapp")
def test_the_gradient_of_the_step_is_told_backward(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--mnist", "test:30", "--view", "backward", "--step")

    assert shown(capsys, tmp_path / "a.png", *words, "348")["gradient"] == 1
    assert shown(capsys, tmp_path / "a.png", *words, "1")["gradient"] == 0  # ReLU lets nothing back from there


@pytest.mark.usefixtures("qapp")
def test_a_photo_is_convolved_at_its_full_size(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ramp = np.add.outer(np.arange(700), np.zeros(500)) % 256
    Image.fromarray(ramp.astype(np.uint8)).save(tmp_path / "photo.png")

    words = ("--input", str(tmp_path / "photo.png"), "--preset", "sobel_y", "--step", "1000")
    answer = shown(capsys, tmp_path / "a.png", *words)

    assert answer["of"] == 698 * 498  # large enough to be computed beside the window
    assert answer["output"] == pytest.approx(8 / 255, abs=1e-6)


def test_a_pdf_has_its_text_as_text(tmp_path: Path) -> None:
    cnnstudio("render", "convolution", "--input", INPUT, "--kernel", MASK, "--stage-only", "--out", tmp_path / "a.pdf")

    content = (tmp_path / "a.pdf").read_bytes()
    drawn = [
        zlib.decompressobj().decompress(stream)
        for stream in re.findall(rb"FlateDecode.*?stream\r?\n(.*?)endstream", content, re.S)
    ]
    assert b"/FontFile" in content
    assert sum(stream.count(b" Tj") for stream in drawn) > 20


PAIR = "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]"

WRONG = {
    "preset": (("--preset", "gabor"), '"gabor" is none of identity, box'),
    "size of a preset": (("--preset", "box", "--kernel-size", "12"), "up to 11×11"),
    "size of a kernel": (("--kernel", MASK, "--kernel-size", "2"), "A size goes with --preset"),
    "kernel and preset": (("--kernel", MASK, "--preset", "box"), "either its weights"),
    "step": (("--mnist", "test:30", "--step", "785"), "There are 784 steps"),
    "step 0": (("--mnist", "test:30", "--step", "0"), "There are 784 steps"),
    "filter": (("--mnist", "test:30", "--filter", "1"), "none of the filters 0 to 0"),
    "stride": (("--stride", "0"), "A stride of 0 never moves"),
    "kernel that is too large": (("--input", "1 2; 3 4"), "Choose padding 1 or size 2"),
    "slices": (("--input", PAIR, "--kernel", "[[[1]], [[2]], [[3]]]"), "3 slices, the input 2 channels"),
    "no number": (("--input", "1 2; 3 x"), 'Row 2, column 2: "x" is not a number'),
    "no file": (("--input", "no-such-file.npy"), "There is no file no-such-file.npy"),
    "too much padding": (("--padding", "99999"), "million numbers"),
    "too large sums": (("--input", "1e300", "--kernel", "1e300"), "too large"),
    "zoom": (("--zoom", "20"), "100 to 200"),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", WRONG)
def test_a_convolution_that_cannot_be_shown_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    words, sentence = WRONG[name]

    assert main(["render", "convolution", "--out", str(tmp_path / "a.png"), "--language", "en", *words]) == 1

    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--view", "sideways"), '"sideways" is none of forward, backward'),
        (("--input", INPUT, "--mnist", "test:30"), "Choose one of --input, --image and --mnist"),
    ],
)
def test_a_wish_that_means_nothing_is_one_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    done = cnnstudio("render", "convolution", "--out", tmp_path / "lab.png", "--language", "en", *words, code=1)

    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("qapp")
def test_gradients_of_a_photo_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("L", (200, 200), 255).save(tmp_path / "photo.png")
    words = ["--input", str(tmp_path / "photo.png"), "--view", "backward", "--out", str(tmp_path / "a.png")]

    assert main(["render", "convolution", "--language", "en", *words]) == 1

    assert "up to 128 × 128 cells" in capsys.readouterr().err


def test_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["render", "convolution", "--help", "--language", "en"])

    assert not end.value.code
    said = " ".join(capsys.readouterr().out.split())
    assert all(f"--{name} " in said for name in ("input", "kernel-size", "mode", "flip", "view", "unit", "step"))
    assert "receptive_field" in said
