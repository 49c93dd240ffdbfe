"""The programs that are taken away give the numbers of the lab, whatever the setting."""

from __future__ import annotations

import subprocess
import sys
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import text
from cnnstudio.data.handover import Handover
from cnnstudio.data.lab_numbers import PoolingNumbers
from cnnstudio.data.pooling_examples import POOLING_EXAMPLES, PoolingExample
from cnnstudio.labs.pooling.code import INPUT_FILE, LARGEST_WRITTEN, programs
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingResult

_RANDOM = np.random.default_rng(7)
MAPS = _RANDOM.normal(size=(3, 9, 11))
"""Half of the numbers are below 0: padding must not win over them."""

WINDOWS = {
    "side by side": {"size": (2, 2), "stride": (2, 2)},
    "overlapping": {"size": (3, 3), "stride": (2, 2)},
    "higher than wide": {"size": (4, 2), "stride": (1, 3)},
    "skipping": {"size": (2, 2), "stride": (3, 4)},
}
PADDINGS = ((0, 0), (1, 1), (1, 0))


def pooled(maps: FloatArray = MAPS, **settings: object) -> PoolingResult:
    """Return what the lab makes of maps."""
    model = PoolingModel(Specimen(), Handover())
    model.take(PoolingNumbers(text("Maps"), maps))
    model.update(**settings)
    assert model.problem is None
    return model.result


def run(program: str) -> FloatArray:
    """Return what the program leaves in `output`."""
    names: dict[str, object] = {}
    exec(program, names)
    return np.asarray(names["output"], np.float64)


def assert_programs_agree(result: PoolingResult) -> None:
    both = programs(result)
    np.testing.assert_allclose(run(both.numpy), result.output, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(run(both.torch), result.output, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("counts", [True, False], ids=["padding counts", "padding left out"])
@pytest.mark.parametrize("kind", ["max", "average", "l2"])
@pytest.mark.parametrize(("window", "padding"), [*product(WINDOWS, PADDINGS)])
def test_numpy_and_pytorch_give_the_numbers_on_screen(
    window: str, padding: tuple[int, int], kind: str, counts: bool
) -> None:
    assert_programs_agree(pooled(MAPS, **WINDOWS[window], padding=padding, kind=kind, count_include_pad=counts))


@pytest.mark.parametrize("kind", ["max", "average", "l2"])
def test_global_pooling_leaves_one_number_a_map(kind: str) -> None:
    result = pooled(kind=kind, is_global=True, padding=(1, 1))
    assert result.output.shape == (3, 1, 1)
    assert_programs_agree(result)


@pytest.mark.parametrize("example", POOLING_EXAMPLES, ids=lambda example: example.id)
def test_every_worked_example_runs(example: PoolingExample) -> None:
    window = {name: getattr(example, name) for name in ("kind", "size", "stride", "padding")}
    maps = example.input[:, :20, :20]  # of AlexNet's map as much as is written out
    assert_programs_agree(pooled(maps, **window))


@pytest.mark.parametrize("padding", [(0, 0), (1, 1)])
def test_padding_never_wins_over_numbers_below_zero(padding: tuple[int, int]) -> None:
    result = pooled(np.full((1, 4, 4), -3.0), size=(3, 3), stride=(1, 1), padding=padding)
    assert set(result.output.ravel()) == {-3.0}
    assert_programs_agree(result)


def test_what_a_setting_does_not_use_is_left_out() -> None:
    plain = programs(pooled())
    assert "pad" not in plain.numpy
    assert "pad" not in plain.torch
    assert "inside" not in programs(pooled(kind="average", padding=(1, 1), size=(3, 3))).torch


@pytest.mark.parametrize("language", ["numpy", "torch"])
def test_a_large_map_is_loaded_from_a_file_beside_the_program(tmp_path: Path, language: str) -> None:
    side = 41
    result = pooled(np.arange(2.0 * side * side).reshape(2, side, side), kind="average")
    assert result.input[0].size > LARGEST_WRITTEN
    both = programs(result)
    for name, array in both.arrays.items():
        np.save(tmp_path / name, array)
    check = 'import numpy\nnumpy.save("answer.npy", numpy.asarray(output))\n'
    (tmp_path / "program.py").write_text(getattr(both, language) + check)
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    assert list(both.arrays) == [INPUT_FILE]
    np.testing.assert_allclose(np.load(tmp_path / "answer.npy"), result.output)


def test_a_program_ends_with_what_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    run(programs(pooled(np.array([[[1.0, 0], [0, 4]]]))).numpy)
    assert capsys.readouterr().out == "[[[4.]]]\n"
