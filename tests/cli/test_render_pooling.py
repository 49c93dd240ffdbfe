"""`cnnstudio render pooling`: the numbers that the picture shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cnnstudio.cli.main import main

P1 = "1 0 1 0; 0 4 2 0; 0 1 6 1; 0 0 1 0"

Output = pytest.CaptureFixture[str]


def shown(output: Output, out: Path, *words: str) -> dict[str, Any]:
    assert main(["render", "pooling", "--out", str(out), "--json", "--language", "en", *words]) == 0
    answer: dict[str, Any] = json.loads(output.readouterr().out)
    return answer


def test_a_step_of_the_example(capsys: Output, tmp_path: Path) -> None:
    out = tmp_path / "lab.png"
    answer = shown(capsys, out, "--input", P1, "--step", "4", "--window-size", "2", "--stage-only")
    assert (answer["step"], answer["of"], answer["row"], answer["column"]) == (4, 4, 1, 1)
    assert (answer["output"], answer["winner"], answer["dropped"]) == (6, [0, 0], 0.75)
    with Image.open(out) as picture:
        assert min(picture.size) > 300


def test_backward_and_by_value(capsys: Output, tmp_path: Path) -> None:
    answer = shown(capsys, tmp_path / "a.png", "--input", P1, "--kind", "average", "--view", "backward", "--step", "2")
    assert (answer["gradient"], answer["share"]) == (1, [[0.25, 0.25], [0.25, 0.25]])
    answer = shown(capsys, tmp_path / "b.png", "--input", P1, "--unit", "term", "--step", "6")
    assert (answer["of"], answer["taken"], answer["column"]) == (16, 2, 1)


def test_the_shift_test_and_the_stride_on_a_digit(capsys: Output, tmp_path: Path) -> None:
    words = ("--mnist", "test:30", "--view")
    answer = shown(capsys, tmp_path / "a.png", *words, "shift", "--shift", "0,1")
    stages = answer["stages"]
    assert [stages[name]["cells"] for name in ("input", "convolution", "pooled", "dense")] == [784, 576, 144, 10]
    assert stages["input"]["changed"] == 110
    answer = shown(capsys, tmp_path / "b.png", *words, "strided")
    assert answer["pooled"]["multiplications"] == 4 * answer["strided"]["multiplications"] == 14_400


COMPLAINTS = {
    "window": (("--input", P1, "--window-size", "5"), "The 5×5 window does not fit the 4×4 input."),
    "view": (("--view", "sideways"), '"sideways" is none of forward, backward, shift, strided.'),
    "channel": (("--input", P1, "--channel", "1"), "none of the channels 0 to 0"),
    "shift": (("--view", "shift", "--shift", "0,9"), "--shift moves by up to 5 pixels"),
    "step": (("--input", P1, "--step", "5"), "There are 4 steps"),
    "inputs": (("--input", P1, "--mnist", "test:1"), "Choose one of --input"),
}


@pytest.mark.parametrize("name", COMPLAINTS)
def test_what_cannot_be_shown_is_answered(capsys: Output, tmp_path: Path, name: str) -> None:
    words, sentence = COMPLAINTS[name]
    assert main(["render", "pooling", "--out", str(tmp_path / "lab.png"), "--language", "en", *words]) == 1
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "lab.png").exists()
