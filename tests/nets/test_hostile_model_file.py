"""Model files with a right checksum and hostile content: each is answered with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.presets import SIMPLE_CONVNET
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, MaxPool2d, NetworkSpec
from tests.nets.foreign_model_files import SMALL, WEIGHTS, forged, refusal


def test_what_is_forged_here_would_be_opened_if_it_were_right(tmp_path: Path) -> None:
    (tmp_path / "right.safetensors").write_bytes(forged())

    assert load_model(tmp_path / "right.safetensors").spec == SMALL


def test_a_file_of_a_newer_version_is_named_as_such(tmp_path: Path) -> None:
    sentence = refusal(tmp_path, forged(format_="cnnstudio-network-2"))

    assert sentence == "broken.safetensors was made by a newer version of this app. Update to open it."


@pytest.mark.parametrize(
    ("weights", "complaint"),
    [
        ({"extra": np.zeros(3, np.float32)}, "Weights are missing, or belong to no layer: extra"),
        ({"../../evil": np.zeros(3, np.float32)}, "Weights are missing, or belong to no layer: ../../evil"),
        ({"0.bias": np.array([1, np.nan], np.float32)}, "0.bias holds numbers that are not finite"),
        ({"0.bias": np.array([1, -np.inf], np.float32)}, "0.bias holds numbers that are not finite"),
        ({"0.bias": np.zeros(2)}, "0.bias is float64 2, not float32 2"),
        ({"0.bias": np.zeros((2, 1), np.float32)}, "0.bias is float32 2×1, not float32 2"),
        ({"0.bias": np.zeros(0, np.float32)}, "0.bias is float32 0, not float32 2"),
    ],
)
def test_wrong_weights_are_named(tmp_path: Path, weights: Mapping[str, np.ndarray], complaint: str) -> None:
    sentence = refusal(tmp_path, forged(weights={**WEIGHTS, **weights}))

    assert sentence == f"The network in broken.safetensors does not fit together: {complaint}."


@pytest.mark.parametrize(
    ("description", "complaint"),
    [
        ("[" * 100_000, "Its description cannot be read."),
        ("{", "Its description cannot be read."),
        ([], "Its layers or its training record are missing."),
        ({"spec": SMALL.to_json(), "record": 7}, "Its layers or its training record are missing."),
        ({"spec": 7, "record": {}}, "This describes no network."),
        ({"spec": SMALL.to_json(), "record": {}, "preprocessing": {"recipe": "eval"}}, "unknown way"),
        ({"spec": SMALL.to_json() | {"name": "../up"}, "record": {}}, "no slash"),
        ({"spec": SMALL.to_json() | {"input_shape": [1, 10_000, 10_000]}, "record": {}}, "are the most"),
        ({"spec": SIMPLE_CONVNET.to_json(), "record": {}}, "Weights are missing, or belong to no layer"),
        ({"spec": SMALL.to_json() | {"class_names": ["a", "b"]}, "record": {}}, "the network has 2 classes"),
    ],
)
def test_wrong_descriptions_are_told(tmp_path: Path, description: object, complaint: str) -> None:
    sentence = refusal(tmp_path, forged(description))

    assert complaint in sentence


def test_a_network_that_would_take_a_day_to_compute_is_refused(tmp_path: Path) -> None:
    """Few weights, but maps beyond all measure."""
    spec = NetworkSpec("slow", (1, 9_000, 9_000), (Conv2d(100_000, 1), MaxPool2d(1000), Flatten(), Dense(10)))

    assert "are the most" in refusal(tmp_path, forged({"spec": spec.to_json(), "record": {}}))
