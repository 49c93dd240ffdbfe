"""`cnnstudio render softmax`: pictures of the lab, the numbers that they show, and a sentence where there are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cnnstudio.cli.main import main
from cnnstudio.labs.softmax.tabs import TABS
from tests.cli.command import cnnstudio


def shown(capsys: pytest.CaptureFixture[str], out: Path, *words: str) -> dict[str, Any]:
    """Return what a picture of the lab is said to show."""
    assert main(["render", "softmax", "--out", str(out), "--json", "--language", "en", *words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("view", [tab.id for tab in TABS])
def test_every_view_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str], view: str) -> None:
    answer = shown(capsys, tmp_path / "view.svg", "--mnist", "test:30", "--view", view, "--stage-only")

    assert answer["target"] == 3
    assert len(answer["probabilities"]) == 10
    assert (tmp_path / "view.svg").read_text().count("<text") > 10


@pytest.mark.usefixtures("qapp")
def test_the_numbers_are_those_of_the_command_softmax(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    setting = ("--target", "2", "--temperature", "0.5", "--safe")
    main(["softmax", "-1", "2.5", "0.25", *setting, "--json"])
    computed = json.loads(capsys.readouterr().out)

    answer = shown(capsys, tmp_path / "a.png", "--logits", "-1 2.5 0.25", *setting, "--step", "4", "--size", "900x600")

    assert computed.items() <= answer.items()
    assert (answer["step"], answer["of"]) == (4, 5 * 3 + 1)
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1800, 1200)


@pytest.mark.usefixtures("qapp")
def test_without_a_step_all_of_it_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = shown(capsys, tmp_path / "a.png", "--unit", "column")

    assert answer["logits"] == [2.2, 1.39, 0.85]
    assert answer["step"] == answer["of"] == 3


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--logits", "1 two"), '"two" is not a number'),
        (("--logits", "1"), "at least two scores"),
        (("--logits", "1 2", "--target", "2"), "no class 2"),
        (("--temperature", "0"), "must be above 0"),
        (("--step", "11"), "There are 10 steps"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    assert main(["render", "softmax", "--out", str(tmp_path / "a.png"), "--language", "en", *words]) == 1

    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--view", "sideways"), '"sideways" is none of softmax, loss, two_classes'),
        (("--logits", "1 2", "--mnist", "test:3"), "Choose one of --logits, --image and --mnist"),
    ],
)
def test_a_wish_that_means_nothing_is_one_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    done = cnnstudio("render", "softmax", "--out", tmp_path / "lab.png", "--language", "en", *words, code=1)

    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []
