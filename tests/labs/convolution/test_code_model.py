"""The programs that are taken away give the numbers of the lab, whatever the setting."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.worked_examples import worked_example
from cnnstudio.labs.convolution.code import INPUT_FILE, CodeSetting, numpy_code, torch_code
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d

_RANDOM = np.random.default_rng(7)
PICTURE = _RANDOM.normal(size=(2, 9, 11))
BANK = _RANDOM.normal(size=(3, 2, 3, 2))
PLAIN = CodeSetting(PICTURE, BANK, np.array([0.5, -1.0, 0.0]))

SETTINGS = {
    "plain": PLAIN,
    "whole numbers": CodeSetting(PICTURE.round(), BANK.round(), np.zeros(3)),
    "stride": replace(PLAIN, stride=(2, 3)),
    "dilation": replace(PLAIN, dilation=(3, 2)),
    "padding": replace(PLAIN, padding=((1, 1), (2, 2))),
    "uneven padding": replace(PLAIN, padding=((0, 1), (1, 2))),
    "reflect": replace(PLAIN, padding=((2, 2), (1, 1)), padding_mode="reflect"),
    "replicate": replace(PLAIN, padding=((2, 2), (1, 1)), padding_mode="replicate"),
    "flip": replace(PLAIN, flip=True),
    "tiny and huge": CodeSetting(PICTURE * 1e-9, BANK * 1e12, np.zeros(3)),
    "everything": replace(
        PLAIN,
        stride=(2, 1),
        dilation=(1, 3),
        padding=((3, 3), (1, 1)),
        padding_mode="reflect",
        flip=True,
        activation="leaky_relu",
    ),
    **{name: replace(PLAIN, activation=name) for name in ACTIVATIONS if name != "identity"},
}


def on_screen(setting: CodeSetting) -> FloatArray:
    maps = conv2d(
        setting.input[None],
        setting.weight,
        setting.bias,
        setting.stride,
        setting.padding,
        setting.dilation,
        setting.padding_mode,
        setting.flip,
    )[0]
    return ACTIVATIONS[setting.activation].function(maps)


def run(program: str) -> FloatArray:
    """What the program leaves in `output`."""
    names: dict[str, object] = {}
    exec(program, names)
    return np.asarray(names["output"], np.float64)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_numpy_gives_the_numbers_on_screen(setting: CodeSetting) -> None:
    assert np.allclose(run(numpy_code(setting)), on_screen(setting), rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_pytorch_gives_the_numbers_on_screen(setting: CodeSetting) -> None:
    pytest.importorskip("torch")
    assert np.allclose(run(torch_code(setting)), on_screen(setting), rtol=1e-6, atol=1e-6)


def test_a_simple_setting_makes_a_short_program() -> None:
    example = worked_example("diagonal_mask")
    program = numpy_code(CodeSetting(example.input, example.weight, example.bias))
    assert "x = np.array([[[1, 0, 1, 0],\n" in program
    assert not any(word in program for word in ("dilation", "pad", "180", "maximum"))
    assert len(program.splitlines()) < 30
    assert "F.conv2d(x[None], weight, bias)" in torch_code(CodeSetting(example.input, example.weight, example.bias))


def test_lines_are_not_longer_than_a_page_is_wide() -> None:
    for setting in SETTINGS.values():
        assert max(len(line) for line in numpy_code(setting).splitlines()) <= 120
        assert max(len(line) for line in torch_code(setting).splitlines()) <= 120


@pytest.mark.parametrize("code", [numpy_code, torch_code])
def test_a_large_input_is_loaded(
    code: Callable[[CodeSetting], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code is torch_code:
        pytest.importorskip("torch")
    setting = replace(PLAIN, input=np.random.default_rng(1).random((2, 41, 40)), padding=((1, 1), (1, 1)))
    program = code(setting)
    assert setting.loads_input
    assert len(program) < 3000
    np.save(tmp_path / INPUT_FILE, setting.input)
    monkeypatch.chdir(tmp_path)
    assert np.allclose(run(program), on_screen(setting), rtol=1e-9, atol=1e-9)


def test_a_picture_of_40_by_40_is_written_out() -> None:
    assert not replace(PLAIN, input=np.zeros((2, 40, 40))).loads_input


def test_the_program_stands_alone_and_prints_the_maps(tmp_path: Path) -> None:
    example = worked_example("diagonal_mask")
    path = tmp_path / "convolution.py"
    path.write_text(numpy_code(CodeSetting(example.input, example.weight, example.bias)), encoding="utf-8")
    answer = subprocess.run([sys.executable, path], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert answer.stdout == "[[[2. 1. 1.]\n  [0. 2. 2.]\n  [0. 1. 1.]]]\n"
