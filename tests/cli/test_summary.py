"""`summary` shows presets, model files and layers written as JSON, as a table and as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cnnstudio.cli.main import main
from cnnstudio.nets.presets import network_preset
from cnnstudio.nets.shipped import shipped_model_path
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, NetworkSpec, Parallel


def test_the_table_has_a_line_a_layer_and_the_totals(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "simple-convnet", "--language", "en"]) == 0

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == "simple-convnet: a picture of 1×28×28 goes in, 10 classes come out."
    assert "1 convolution 5×5, 30 filters 30×24×24 780 432 000 69.1 kB" in lines
    assert "4 flatten 4320" in lines
    assert "altogether, with the picture 433 890 865 000 90.0 kB" in lines


def test_json_of_a_preset_has_every_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "keras-convnet", "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["total_parameters"] == sum(layer["parameters"] for layer in answer["layers"]) == 93_322
    assert [layer["kind"] for layer in answer["layers"][:3]] == ["conv2d", "activation", "max_pool2d"]
    assert answer["layers"][0]["output_shape"] == [32, 26, 26]
    assert "record" not in answer


def test_json_of_a_model_file_has_its_record(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", str(shipped_model_path()), "--json"]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert answer["total_parameters"] == 119_386
    assert answer["record"]["preset"] == "recogniser"


def test_layers_written_by_hand_are_summed_up_block_by_block(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layers = (Parallel(((Conv2d(2, 1),), (Conv2d(3, 1),))), Flatten(), Dense(10))
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(NetworkSpec("mine", (1, 2, 2), layers).to_json()), encoding="utf-8")

    assert main(["summary", str(file), "--language", "en"]) == 0

    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "1 2 branches side by side 5×2×2 10 20 160 B" in lines
    assert "1.2.1 convolution 1×1, 3 filters 3×2×2 6 12 48 B" in lines


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("{", "mine.json is not JSON: see line 1."),
        ("[" * 100_000, "mine.json is not a file with the layers of a network."),
        ("[1, 2]", 'mine.json: This describes no network. It needs "name", "input_shape" and "layers".'),
        (
            json.dumps(network_preset("dense").to_json() | {"layers": [{"kind": "conv2d"}]}),
            "mine.json: Layer 1 (conv2d) lacks filters.",
        ),
        (
            json.dumps(NetworkSpec("dear", (1, 28, 28), (Flatten(), Dense(100_000), Dense(100_000))).to_json()),
            "mine.json: The last layer gives 100000, but the network has 10 classes.",
        ),
        (
            json.dumps(NetworkSpec("dear", (1, 28, 28), (Flatten(), Dense(99_999), Dense(9_999), Dense(10))).to_json()),
            "mine.json: The network has 1\xa0078\xa04",
        ),
    ],
)
def test_layers_that_cannot_be_read_are_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, complaint: str
) -> None:
    (tmp_path / "mine.json").write_text(content, encoding="utf-8")

    assert main(["summary", str(tmp_path / "mine.json"), "--language", "en"]) == 1

    assert capsys.readouterr().err.startswith(f"cnnstudio: {complaint}")


def test_an_unknown_name_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "alexnet", "--language", "en"]) == 1
    assert "There is no network called alexnet. Choose one of blink, fast" in capsys.readouterr().err


def test_no_torch_is_loaded_for_it() -> None:
    program = "import sys; from cnnstudio.cli.main import main; main(['summary', 'cnn']); print('torch' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "False"
