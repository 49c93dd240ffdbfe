"""`cnnstudio render training`: a short training, and the picture of it at any moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cnnstudio.cli.main import main
from tests.cli.command import cnnstudio

SHORT = ("--train", "480", "--validation", "100", "--test", "200", "--seed", "3", "--batch-size", "48")


def shown(capsys: pytest.CaptureFixture[str], out: Path, *words: str) -> dict[str, Any]:
    """Return what a picture of the lab is said to show."""
    assert main(["render", "training", "--out", str(out), "--json", "--language", "en", *words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.usefixtures("qapp")
def test_the_curves_of_a_run_are_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run.svg"
    answer = shown(capsys, out, *SHORT, "--mnist", "test:30", "--stage-only")
    assert (answer["preset"], answer["seed"], answer["batch"], answer["of"]) == ("blink", 3, 10, 10)
    assert 0.2 < answer["test_accuracy"] < 1
    assert answer["digit"] == max(range(10), key=answer["probabilities"].__getitem__)
    assert "validation" in out.read_text()


@pytest.mark.usefixtures("qapp")
def test_any_moment_and_view_can_be_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = shown(capsys, tmp_path / "run.png", *SHORT, "--view", "mistakes", "--batch", "0")
    assert (answer["batch"], answer["view"], answer["digit"]) == (0, "mistakes", None)
    assert answer["loss"] > 1.5
    assert answer["test_accuracy"] is None
    assert (tmp_path / "run.png").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["--lr", "abc"], 2, "Learning rate cannot be abc."),
        (["--preset", "cats-dogs"], 1, "cats-dogs learns from photos"),
        ([*SHORT, "--batch", "11"], 1, "--batch is a number from 0 to 10."),
        (["--train", "60000"], 1, "Use at most 59"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_no_picture(
    tmp_path: Path, words: list[str], status: int, sentence: str
) -> None:
    done = cnnstudio("--language", "en", "render", "training", "--out", tmp_path / "x.png", *words, code=status)
    assert sentence in done.stderr
    assert not (tmp_path / "x.png").exists()
