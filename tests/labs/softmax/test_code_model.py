"""The programs of the code card run by themselves and print what is on the screen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from cnnstudio.labs.softmax.code import numpy_code, torch_code
from cnnstudio.labs.softmax.computation import SoftmaxResult, compute

SETTINGS = [((2.2, 1.39, 0.85), 0, 1.0), ((2.2, 1.39, 0.85), 2, 2.5), ((-3.0, 0.125, 7.0, 1e-3), 1, 0.4)]


def run(program: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(program, "program", "exec"), names)
    return names


def check(names: dict[str, Any], result: SoftmaxResult) -> None:
    for name in ("probabilities", "cross_entropy", "kl_divergence", "squared_error"):
        value = names[name].detach().numpy() if hasattr(names[name], "detach") else names[name]
        assert np.asarray(value) == pytest.approx(getattr(result, name), abs=1e-12), name
    for name in ("gradient", "squared_error_gradient"):
        assert np.asarray(names[name]) == pytest.approx(getattr(result, name), abs=1e-12), name


@pytest.mark.parametrize("is_safe", [False, True])
@pytest.mark.parametrize("setting", SETTINGS)
def test_numpy(
    setting: tuple[tuple[float, ...], int, float], is_safe: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    result = compute(*setting)
    check(run(numpy_code(result, is_safe=is_safe)), result)
    assert f"{result.cross_entropy:.6f}"[:7] in capsys.readouterr().out


@pytest.mark.parametrize("setting", SETTINGS)
def test_torch(setting: tuple[tuple[float, ...], int, float]) -> None:
    pytest.importorskip("torch")
    result = compute(*setting)
    check(run(torch_code(result)), result)


def test_what_is_not_used_is_left_out() -> None:
    plain = numpy_code(compute((1.0, 2.0)), is_safe=False)
    assert "temperature" not in plain
    assert ".max()" not in plain
    assert ".max()" in numpy_code(compute((1.0, 2.0)), is_safe=True)


def test_the_safe_program_works_where_the_plain_one_does_not() -> None:
    result = compute((1000.0, 999.0, 998.0), target=2)
    check(run(numpy_code(result, is_safe=True)), result)
    with np.errstate(all="ignore"):
        assert np.isnan(run(numpy_code(result, is_safe=False))["probabilities"]).all()
