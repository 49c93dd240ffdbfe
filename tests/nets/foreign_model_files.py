"""Model files that someone else wrote, and the sentence with which they are refused."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from cnnstudio.core.errors import UserError
from cnnstudio.nets.model_file import FORMAT, load_model
from cnnstudio.nets.spec import Conv2d, Dense, Flatten, MaxPool2d, NetworkSpec
from tests.nets.sample_networks import random_network

SMALL = NetworkSpec("small", (1, 28, 28), (Conv2d(2, 3), MaxPool2d(2), Flatten(), Dense(10)))
WEIGHTS = random_network(SMALL).weights


def refusal(folder: Path, content: bytes) -> str:
    """Return the sentence with which the content of a file is refused."""
    file = folder / "broken.safetensors"
    file.write_bytes(content)
    with pytest.raises(UserError) as caught:
        load_model(file)
    sentence = str(caught.value)
    assert "broken.safetensors" in sentence
    assert sentence.endswith(".")
    assert len(sentence) < 400
    assert file.read_bytes() == content
    return sentence


def forged(
    description: object = None, weights: Mapping[str, np.ndarray] = WEIGHTS, *, format_: str = FORMAT, **changes: Any
) -> bytes:
    """Return a file that someone else wrote, with a digest that is right."""
    described = {"spec": SMALL.to_json(), "record": {}, **changes} if description is None else description
    words = described if isinstance(described, str) else json.dumps(described)
    digest = hashlib.sha256(words.encode())
    for name in sorted(weights):
        digest.update(f"{name}{weights[name].shape}{weights[name].dtype}".encode())
        digest.update(np.ascontiguousarray(weights[name]).tobytes())
    return save(dict(weights), {"format": format_, "network": words, "sha256": digest.hexdigest()})
