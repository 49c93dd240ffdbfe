"""`cnnstudio pool` from its words to its numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from cnnstudio.cli.main import main

P1 = "1 0 1 0; 0 4 2 0; 0 1 6 1; 0 0 1 0"

Output = pytest.CaptureFixture[str]


def asked(output: Output, *words: str) -> dict[str, Any]:
    assert main(["pool", *words, "--json"]) == 0
    answer = json.loads(output.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def complaint(output: Output, *words: str) -> str:
    assert main(["pool", *words, "--language", "en"]) == 1
    captured = output.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def saved(folder: Path, array: object) -> str:
    np.save(folder / "input.npy", np.asarray(array, float))
    return str(folder / "input.npy")


def test_the_example_of_the_course(capsys: Output) -> None:
    answer = asked(capsys, "--input", P1)
    assert answer["output"] == [[4, 2], [1, 6]]
    assert (answer["shape"], answer["output_size"], answer["input_shape"]) == ([2, 2], [2, 2], [4, 4])
    assert (answer["kind"], answer["size"], answer["stride"]) == ("max", [2, 2], [2, 2])
    assert (answer["padding"], answer["unused"], answer["dropped"]) == ([[0, 0], [0, 0]], [0, 0], 0.75)
    assert answer["winners"] == [[[1, 1], [1, 2]], [[2, 1], [2, 2]]]


def test_the_other_poolings(capsys: Output) -> None:
    assert asked(capsys, "--input", P1, "--kind", "average")["output"] == [[1.25, 0.75], [0.25, 2]]
    answer = asked(capsys, "--input", "3 4 0; 0 0 5; 1 1 1", "--kind", "l2")
    assert (answer["output"], answer["unused"]) == ([[5]], [1, 1])
    assert answer["dropped"] == pytest.approx(5 / 9)


def test_overlapping_windows_as_in_alexnet(capsys: Output, tmp_path: Path) -> None:
    answer = asked(capsys, "--input", saved(tmp_path, np.ones((55, 55))), "--size", "3", "--stride", "2")
    assert answer["output_size"] == [27, 27]


@pytest.mark.parametrize("shape", [(8, 7), (2, 8, 7), (3, 2, 8, 7)])
@pytest.mark.parametrize("include", ["--count-include-pad", "--no-count-include-pad"])
def test_output_and_gradient_are_those_of_torch(
    capsys: Output, tmp_path: Path, shape: tuple[int, ...], include: str
) -> None:
    x = torch.from_numpy(np.random.default_rng(0).normal(size=shape)).requires_grad_()
    words = ("--input", saved(tmp_path, x.detach().numpy()), "--size", "3,2", "--stride", "2", "--padding", "1,0")
    maps = x[(None,) * (4 - x.ndim)]
    for kind in ("max", "average"):
        y = (
            F.max_pool2d(maps, (3, 2), 2, (1, 0))
            if kind == "max"
            else F.avg_pool2d(maps, (3, 2), 2, (1, 0), count_include_pad=include == "--count-include-pad")
        )
        x.grad = None
        y.sum().backward()
        answer = asked(capsys, *words, "--kind", kind, include, "--backward")
        np.testing.assert_allclose(answer["output"], y.detach().numpy().reshape(answer["shape"]), atol=1e-12)
        assert x.grad is not None
        np.testing.assert_allclose(answer["dx"], x.grad.numpy(), atol=1e-12)


def test_global_pooling(capsys: Output) -> None:
    answer = asked(capsys, "--input", P1, "--kind", "average", "--global")
    assert (answer["output"], answer["size"]) == ([[17 / 16]], [4, 4])
    assert "Leave --size" in complaint(capsys, "--input", P1, "--global", "--size", "2")


def test_a_cell_taken_apart(capsys: Output) -> None:
    answer = asked(
        capsys, "--input", P1, "--padding", "1", "--trace", "0,1", "--backward", "--grad", "1 2 0; 0 0 0; 0 0 0"
    )
    trace = answer["trace"]
    assert (trace["inputs"], trace["counted"]) == ([[None, None], [0, 1]], [[False, False], [True, True]])
    assert (trace["running"], trace["winner"]) == ([[None, None], [0, 1]], [1, 1])
    assert (trace["sum"], trace["output"], trace["row"], trace["column"]) == (1, 1, 0, 1)
    assert answer["trace_backward"]["share"] == [[0, 0], [0, 2]]
    assert answer["dx"][0] == [1, 0, 2, 0]


def test_what_is_printed_for_people(capsys: Output) -> None:
    assert main(["pool", "--input", P1, "--kind", "l2", "--trace", "1,1", "--language", "en"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Height  ⌊(4 − 2 + 0 + 0) / 2⌋ + 1 = 2\n")
    assert "0 % of the input's cells lie under no window." in printed
    assert "√38 = 6.16441" in printed
    assert main(["pool", "--input", P1, "--padding", "1", "--trace", "0,0", "--backward", "--language", "en"]) == 0
    printed = capsys.readouterr().out
    assert "% of the input's cells win nowhere and are dropped." in printed
    assert "−∞" in printed
    assert "Gradient of the input, dx\n" in printed


COMPLAINTS = {
    "no input": ((), "Name the input"),
    "kind": (("--input", P1, "--kind", "min"), '"min" is none of max, average, l2.'),
    "size": (("--input", P1, "--size", "two"), '"two" is not a whole number'),
    "too large": (("--input", P1, "--size", "5"), "The 5×5 window does not fit the 4×4 input. Choose padding 1"),
    "padding": (("--input", P1, "--padding", "2"), "With padding 2 the 2×2 window has places with nothing to pool."),
    "stride": (("--input", P1, "--stride", "0"), "A stride of 0 never moves."),
    "cell": (("--input", P1, "--trace", "2,0"), "the output has rows 0 to 1"),
    "channel": (("--input", P1, "--trace", "0,0", "--channel", "1"), "none of the channels 0 to 0"),
    "grad alone": (("--input", P1, "--grad", "1"), "--grad goes with --backward."),
    "grad": (("--input", P1, "--backward", "--grad", "1"), "Give it the shape of the output."),
    "huge": (("--input", "1e200 1; 1 1", "--kind", "l2"), "The numbers are too large to be pooled."),
    "patience": (("--input", P1, "--size", "5000", "--padding", "3000"), "Windows have up to 1\xa0000\xa0000 cells."),
    "memory": (("--input", P1, "--size", "20000", "--padding", "9999"), "That would take 400 million numbers."),
}


@pytest.mark.parametrize("name", COMPLAINTS)
def test_what_means_nothing_is_answered_with_a_sentence(capsys: Output, name: str) -> None:
    words, sentence = COMPLAINTS[name]
    assert sentence in complaint(capsys, *words)
