"""`cnnstudio render path`: the numbers of the way there and back, beside a picture of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnstudio.cli.main import main
from cnnstudio.data.mnist import load_mnist
from cnnstudio.nets.inference import forward
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.network import Network, with_weight
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.ops.cross_entropy import cross_entropy
from cnnstudio.ops.one_hot import one_hot
from tests.cli.command import cnnstudio

DIGIT = ("--mnist", "test:115")


def shown(capsys: pytest.CaptureFixture[str], out: Path, *words: str) -> dict[str, Any]:
    """Return what a picture of the path is said to show."""
    assert main(["render", "path", "--out", str(out), "--json", "--language", "en", *words]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


def loss_of(network: Network, target: int) -> float:
    """Return the loss of the digit, worked out without the lab."""
    mnist = load_mnist("test")
    picture = (mnist.images[115].astype(np.float32) / np.float32(255)).astype(np.float64)[None, None]
    logits = forward(network, picture)[-1].values[0]
    return float(cross_entropy(logits, one_hot(target, 10)))


def exact_network() -> Network:
    network = load_model(shipped_model_path())
    return Network(network.spec, {name: array.astype(np.float64) for name, array in network.weights.items()})


def test_it_needs_no_display(tmp_path: Path) -> None:
    out = tmp_path / "path.png"
    done = cnnstudio("render", "path", *DIGIT, "--size", "1280x720", "--theme", "dark", "--out", out, "--json")

    answer = json.loads(done.stdout)
    assert (answer["stage"], answer["of"], answer["target"]) == (16, 17, 4)
    with Image.open(out) as picture:
        assert picture.size == (2560, 1440)


@pytest.mark.usefixtures("qapp")
def test_the_numbers_are_those_of_a_gradient_step(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (*DIGIT, "--kernel", "7", "--cell", "2,0", "--learning-rate", "0.05", "--target", "9")
    answer = shown(capsys, tmp_path / "path.png", *words)
    index, network = (6, 0, 2, 0), exact_network()
    weight = float(network.weights["0.weight"][index])
    losses = [loss_of(with_weight(network, "0.weight", index, weight + h), 9) for h in (1e-5, -1e-5)]

    assert (answer["kernel"], answer["cell"], answer["target"]) == (7, [2, 0], 9)
    assert answer["weight"] == weight
    assert answer["loss"] == pytest.approx(loss_of(network, 9), rel=1e-12)
    assert answer["gradient"] == pytest.approx((losses[0] - losses[1]) / 2e-5, rel=1e-6)
    assert answer["new_weight"] == pytest.approx(weight - 0.05 * answer["gradient"])
    stepped = with_weight(network, "0.weight", index, answer["new_weight"])
    assert answer["loss_after"] == pytest.approx(loss_of(stepped, 9), rel=1e-12)
    assert answer["loss_after"] < answer["loss"]
    assert sum(answer["probabilities"]) == pytest.approx(1)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("stage", ["1", "9", "17"])
def test_every_stage_can_be_pictured(tmp_path: Path, capsys: pytest.CaptureFixture[str], stage: str) -> None:
    out = tmp_path / "path.svg"
    answer = shown(capsys, out, *DIGIT, "--stage", stage, "--stage-only")

    assert answer["stage"] == int(stage)
    assert "Specimen" in out.read_text(encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_the_kernel_and_the_loss_are_those_of_the_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "path.svg"
    answer = shown(capsys, out, *DIGIT, "--kernel", "13", "--stage", "17", "--stage-only")
    written = re.findall(r">([^<>]+)</text>", out.read_text(encoding="utf-8"))

    assert answer["kernel"] == 13
    assert "Kernel 13 of 16" in written
    assert answer["loss"] == answer["loss_after"] < answer["loss_before"]
    assert f"= {answer['loss']:.4f}" in written
    assert f"{answer['probabilities'][4]:.3f}" in written


@pytest.mark.usefixtures("qapp")
def test_an_empty_sheet_has_no_loss(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, tmp_path / "path.png")["loss"] is None


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--target", "10"), "--target is a number from 0 to 9"),
        (("--kernel", "17"), "--kernel is a number from 1 to 16"),
        (("--kernel", "0"), "--kernel is a number from 1 to 16"),
        (("--cell", "5,0"), "from 0,0 to 4,4"),
        (("--cell", "middle"), "from 0,0 to 4,4"),
        (("--stage", "18"), "There are 17 steps"),
        (("--learning-rate", "-1"), "A learning rate is above 0"),
        (("--learning-rate", "nan"), "A learning rate is above 0"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    out = tmp_path / "path.png"
    status = main(["render", "path", "--out", str(out), "--language", "en", *DIGIT, *words])

    assert status == 1
    assert sentence in capsys.readouterr().err
    assert not out.exists()
