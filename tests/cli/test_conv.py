"""`cnnstudio conv` from its words to its numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cnnstudio.cli.main import main
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.ops.conv2d import conv2d, conv2d_backward

INPUT = "1 0 1 0; 0 1 1 0; 0 0 1 1; 0 0 1 0"
MASK = "1 0; 0 1"

Output = pytest.CaptureFixture[str]


def asked(output: Output, *words: str) -> dict[str, Any]:
    assert main(["conv", *words, "--json"]) == 0
    answer = json.loads(output.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def complaint(output: Output, *words: str) -> str:
    assert main(["conv", *words, "--language", "en"]) == 1
    captured = output.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    return captured.err


def saved(folder: Path, name: str, array: object) -> str:
    np.save(folder / name, np.asarray(array, float))
    return str(folder / name)


def test_the_example_of_the_course(capsys: Output) -> None:
    answer = asked(capsys, "--input", INPUT, "--kernel", MASK)
    assert answer["output"] == [[2, 1, 1], [0, 2, 2], [0, 1, 1]]
    assert answer["shape"] == [3, 3]
    assert (answer["input_shape"], answer["kernel_shape"]) == ([4, 4], [2, 2])
    assert (answer["stride"], answer["padding"], answer["dilation"]) == ([1, 1], [[0, 0], [0, 0]], [1, 1])


def test_the_curve_detector_finds_its_curve(capsys: Output, tmp_path: Path) -> None:
    picture = "0 0 0 0 0 0 30; 0 0 0 0 50 50 50; 0 0 0 20 50 0 0" + "; 0 0 0 50 50 0 0" * 4
    assert asked(capsys, "--input", picture, "--preset", "curve")["output"] == [[6600]]


@pytest.mark.parametrize("kernel", ["-1,0;0,1", "-1 0; 0 1", "−1 0; 0 1", "[[-1, 0], [0, 1]]"])
def test_a_kernel_may_begin_with_a_minus(capsys: Output, kernel: str) -> None:
    assert asked(capsys, "--input", "1 2; 3 5", "--kernel", kernel)["output"] == [[4]]


def test_csv_files_give_what_is_typed(capsys: Output, tmp_path: Path) -> None:
    (tmp_path / "input.csv").write_text("1,0,1,0\n0,1,1,0\n0,0,1,1\n0,0,1,0\n")
    (tmp_path / "kernel.csv").write_text("1;0\n0;1\n")
    words = ("--input", str(tmp_path / "input.csv"), "--kernel", str(tmp_path / "kernel.csv"))
    assert asked(capsys, *words)["output"] == [[2, 1, 1], [0, 2, 2], [0, 1, 1]]


def test_a_picture_is_its_luminance_or_three_channels(capsys: Output, tmp_path: Path) -> None:
    path = str(tmp_path / "red.png")
    Image.new("RGB", (5, 4), (255, 0, 0)).save(path)
    assert asked(capsys, "--input", path, "--kernel", "1")["output"][3][4] == pytest.approx(0.299)
    answer = asked(capsys, "--input", path, "--colour", "--kernel", "[[[1]], [[10]], [[100]]]")
    assert (answer["shape"], answer["output"][0][3][4]) == ([1, 4, 5], 1)


SHAPES = [
    ((6, 7), (2, 3), (5, 5)),
    ((6, 7), (1, 2, 3), (5, 5)),
    ((6, 7), (1, 1, 2, 3), (5, 5)),
    ((6, 7), (4, 2, 3), (4, 5, 5)),
    ((6, 7), (4, 1, 2, 3), (4, 5, 5)),
    ((3, 6, 7), (2, 3), (1, 5, 5)),
    ((3, 6, 7), (3, 2, 3), (1, 5, 5)),
    ((3, 6, 7), (4, 3, 2, 3), (4, 5, 5)),
    ((1, 6, 7), (2, 2, 3), (2, 5, 5)),
    ((2, 3, 6, 7), (2, 3), (2, 1, 5, 5)),
    ((2, 3, 6, 7), (3, 2, 3), (2, 1, 5, 5)),
    ((2, 3, 6, 7), (4, 3, 2, 3), (2, 4, 5, 5)),
]


@pytest.mark.parametrize(("input_shape", "kernel_shape", "shape"), SHAPES)
def test_the_output_has_the_axes_of_the_input_and_gradients_the_shapes_of_what_was_given(
    capsys: Output,
    tmp_path: Path,
    input_shape: tuple[int, ...],
    kernel_shape: tuple[int, ...],
    shape: tuple[int, ...],
) -> None:
    random = np.random.default_rng(3)
    x, kernel = random.normal(size=input_shape), random.normal(size=kernel_shape)
    words = ("--input", saved(tmp_path, "x.npy", x), "--kernel", saved(tmp_path, "kernel.npy", kernel), "--backward")
    answer = asked(capsys, *words)
    output = np.array(answer["output"])
    assert output.shape == tuple(answer["shape"]) == shape
    assert np.shape(answer["dx"]) == input_shape
    assert np.shape(answer["dw"]) == kernel_shape
    # The gradient of the sum of all outputs, which is linear in the kernel and in the input.
    assert np.sum(np.array(answer["dw"]) * kernel) == pytest.approx(output.sum())
    assert np.sum(np.array(answer["dx"]) * x) == pytest.approx(output.sum())


def test_every_setting_reaches_the_computation(capsys: Output, tmp_path: Path) -> None:
    random = np.random.default_rng(5)
    x, weight, bias = random.normal(size=(2, 2, 9, 8)), random.normal(size=(3, 2, 3, 2)), np.array([0.5, -1, 2])
    keywords: dict[str, Any] = {
        "stride": (2, 1),
        "padding": (1, 3),
        "dilation": (2, 3),
        "padding_mode": "reflect",
        "flip": True,
    }
    before = conv2d(x, weight, bias, **keywords)
    grad = random.normal(size=before.shape)
    gradients = conv2d_backward(grad * ACTIVATIONS["tanh"].derivative(before), x, weight, **keywords)
    files = {name: saved(tmp_path, f"{name}.npy", value) for name, value in {"x": x, "w": weight, "g": grad}.items()}
    answer = asked(
        capsys,
        *("--input", files["x"], "--kernel", files["w"], "--bias", "0.5,-1,2", "--stride", "2,1", "--padding", "1,3"),
        *("--dilation", "2,3", "--mode", "reflect", "--flip", "--activation", "tanh", "--backward"),
        *("--grad", files["g"]),
    )
    assert np.allclose(answer["output"], np.tanh(before), rtol=0, atol=1e-12)
    assert np.allclose(answer["dx"], gradients.dx, rtol=0, atol=1e-12)
    assert np.allclose(answer["dw"], gradients.dw, rtol=0, atol=1e-12)
    assert np.allclose(answer["db"], gradients.db, rtol=0, atol=1e-12)
    assert answer["padding"] == [[1, 1], [3, 3]]
    assert (answer["padding_mode"], answer["flip"], answer["activation"]) == ("reflect", True, "tanh")


@pytest.mark.parametrize(
    ("padding", "expected"), [("same", [[0, 1], [1, 1]]), ("valid", [[0, 0], [0, 0]]), ("1,0", [[1, 1], [0, 0]])]
)
def test_padding_has_names(capsys: Output, padding: str, expected: list[list[int]]) -> None:
    answer = asked(capsys, "--input", INPUT, "--preset", "box", "--size", "2,3", "--padding", padding)
    assert answer["padding"] == expected
    assert (answer["shape"] == [4, 4]) == (padding == "same")


def test_a_preset_comes_in_its_usual_size_or_another(capsys: Output) -> None:
    assert asked(capsys, "--input", INPUT, "--preset", "sobel_x")["output"] == [[3, -1], [4, 1]]
    assert asked(capsys, "--input", INPUT, "--preset", "box", "--size", "4")["output"] == [[7 / 16]]


def test_the_trace_is_the_hand_calculation(capsys: Output) -> None:
    words = ("--input", "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", "--kernel", "[[[1, 0], [0, 1]], [[0, 2], [0, 0]]]")
    more = ("--bias", "-20", "--activation", "leaky_relu", "--trace", "0,0", "--backward")
    answer = asked(capsys, *words, *more)
    trace = answer["trace"]
    assert (trace["filter"], trace["row"], trace["column"], trace["rows"], trace["columns"]) == (
        0,
        0,
        0,
        [0, 1],
        [0, 1],
    )
    assert trace["inputs"] == [[[1, 2], [3, 4]], [[5, 6], [7, 8]]]
    assert trace["weights"] == [[[1, 0], [0, 1]], [[0, 2], [0, 0]]]
    assert trace["products"] == [[[1, 0], [0, 4]], [[0, 12], [0, 0]]]
    assert trace["running"] == [[[1, 1], [1, 5]], [[5, 17], [17, 17]]]
    assert trace["channel_sums"] == [5, 12]
    assert (trace["sum"], trace["bias"], trace["before"], trace["after"]) == (17, -20, -3, pytest.approx(-0.3))
    assert answer["output"] == [[[trace["after"]]]]
    back = answer["trace_backward"]
    assert (back["grad"], back["slope"], back["delta"]) == (1, 0.1, 0.1)
    assert np.allclose(back["dw_share"], answer["dw"])
    assert np.allclose(back["dx_share"], answer["dx"])


def test_the_trace_follows_the_filter(capsys: Output) -> None:
    words = ("--input", INPUT, "--kernel", "[[[1]], [[10]]]", "--trace", "1,2")
    assert asked(capsys, *words)["trace"]["after"] == 1
    assert asked(capsys, *words, "--filter", "1")["trace"]["after"] == 10


def test_there_is_no_zero_below_zero(capsys: Output) -> None:
    assert main(["conv", "--input", "0 1", "--kernel", "-1", "--json"]) == 0
    assert "-0.0" not in capsys.readouterr().out


def test_people_get_a_table_and_a_calculation(capsys: Output) -> None:
    words = ["conv", "--input", "1.5 2; −10 4", "--kernel", "2 1", "--bias", "1", "--trace", "1,0", "--language", "en"]
    assert main([*words, "--activation", "relu", "--backward"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Height  ⌊(2 − 1 + 0 + 0) / 1⌋ + 1 = 2",
        "Width  ⌊(2 − 2 + 0 + 0) / 1⌋ + 1 = 1",
        "",
        "Output",
        "6",
        "0",
        "",
        "Row 1, column 0, counted from 0",
        "                   Σ",
        "−10  × 2  = −20  −20",
        "  4  × 1    = 4  −16",
        "sum −16 + bias 1 = −15",
        "relu(−15) = 0",
        "",
        "δ = gradient 1 × slope 0 = 0",
        "",
        "share of dw: δ × inputs",
        "0  0",
        "",
        "share of dx: δ × weights",
        "0  0",
        "",
        "Gradient of the input, dx",
        "2  1",
        "0  0",
        "",
        "Gradient of the kernel, dw",
        "1.5  2",
        "",
        "Gradient of the bias, db",
        "1",
    ]


def test_several_maps_are_numbered_and_large_ones_summed_up(capsys: Output, tmp_path: Path) -> None:
    path = saved(tmp_path, "x.npy", np.arange(2 * 10_100).reshape(2, 1, 101, 100))
    assert main(["conv", "--input", path, "--kernel", "[[[[1]]], [[[-1]]]]", "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Output, image 1, map 1" in lines
    assert "101 × 100 numbers from −20199 to −10100. --json prints all of them." in lines


def test_channel_sums_are_told_where_there_are_several(capsys: Output) -> None:
    words = ["conv", "--input", "[[[3]], [[4]]]", "--kernel", "2", "--trace", "0,0", "--language", "en"]
    assert main(words) == 0
    assert "channel sums: 6 + 8 = 14" in capsys.readouterr().out


WRONG = {
    "no input": (("--kernel", "1"), "Name the input with --input"),
    "no kernel": (("--input", INPUT), "Give a kernel"),
    "two kernels": (("--input", INPUT, "--kernel", "1", "--preset", "box"), "Give a kernel"),
    "bad input": (("--input", "1 0; 2 abc", "--kernel", "1"), 'Row 2, column 2: "abc" is not a number'),
    "unknown preset": (("--input", INPUT, "--preset", "gabor"), '"gabor" is none of identity, box'),
    "size of a kernel": (("--input", INPUT, "--kernel", "1", "--size", "3"), "A size goes with --preset"),
    "size 0": (("--input", INPUT, "--preset", "box", "--size", "0"), "Choose size 1 or more"),
    "size 12": (("--input", INPUT, "--preset", "box", "--size", "12"), "up to 11×11"),
    "too large": (("--input", INPUT, "--preset", "box", "--size", "5"), "Choose padding 1 or size 4"),
    "stride 0": (("--input", INPUT, "--kernel", MASK, "--stride", "0"), "A stride of 0 never moves"),
    "stride 0, same": (("--input", INPUT, "--kernel", MASK, "--stride", "0", "--padding", "same"), "never moves"),
    "half a stride": (("--input", INPUT, "--kernel", MASK, "--stride", "0.5"), '--stride: "0.5" is not a whole'),
    "three strides": (("--input", INPUT, "--kernel", MASK, "--stride", "1,1,1"), "--stride"),
    "dilation 0": (("--input", INPUT, "--kernel", MASK, "--dilation", "0"), "A dilation of 0"),
    "padding −1": (("--input", INPUT, "--kernel", MASK, "--padding", "-1"), "A padding of −1"),
    "mirror": (("--input", INPUT, "--kernel", MASK, "--padding", "4", "--mode", "reflect"), "mirrors more cells"),
    "too much": (("--input", INPUT, "--kernel", MASK, "--padding", "9999999"), "million numbers"),
    "mode": (("--input", INPUT, "--kernel", MASK, "--mode", "wrap"), "--mode"),
    "activation": (("--input", INPUT, "--kernel", MASK, "--activation", "gelu"), "none of identity, relu"),
    "bias": (("--input", INPUT, "--kernel", MASK, "--bias", "1,2"), "--bias"),
    "nan bias": (("--input", INPUT, "--kernel", MASK, "--bias", "nan"), "--bias"),
    "slices": (("--input", "[[[1]], [[1]]]", "--kernel", "[[[1]], [[1]], [[1]]]"), "3 slices, the input 2 channels"),
    "no such row": (("--input", INPUT, "--kernel", MASK, "--trace", "3,0"), "rows 0 to 2 and columns 0 to 2"),
    "half a cell": (("--input", INPUT, "--kernel", MASK, "--trace", "1"), "rows 0 to 2"),
    "no such filter": (("--input", INPUT, "--kernel", MASK, "--trace", "1,1", "--filter", "1"), "--filter"),
    "grad alone": (("--input", INPUT, "--kernel", MASK, "--grad", "1"), "--grad goes with --backward"),
    "grad's shape": (("--input", INPUT, "--kernel", MASK, "--backward", "--grad", "1 1"), "the output 3 × 3"),
    "infinite": (("--input", "1e300", "--kernel", "1e300"), "too large"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_followed_is_told_in_a_sentence(capsys: Output, name: str) -> None:
    words, sentence = WRONG[name]
    assert sentence in complaint(capsys, *words)


def test_an_output_gradient_may_be_typed(capsys: Output) -> None:
    answer = asked(capsys, "--input", "1 2 3", "--kernel", "1 1", "--backward", "--grad", "10 1")
    assert answer["dx"] == [[10, 11, 1]]
    assert answer["dw"] == [[12, 23]]
    assert answer["db"] == [11]
