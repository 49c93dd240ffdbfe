"""The sample pictures show what their names say, and the app's own network reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from cnnstudio.core.resources import resource_path
from cnnstudio.data.ink import find_ink
from cnnstudio.data.photo import load_picture
from cnnstudio.data.picture_recipe import prepare_picture
from cnnstudio.nets.inference import probabilities
from cnnstudio.nets.model_file import load_model
from cnnstudio.nets.shipped import shipped_model_path

PICTURES = sorted(path for path in resource_path("samples").iterdir() if path.suffix in {".jpg", ".png"})


@pytest.mark.parametrize("path", PICTURES, ids=[path.name for path in PICTURES])
def test_the_digit_in_the_name_is_read(path: Path) -> None:
    found = find_ink(load_picture(path))
    assert found.dark_ink == (not path.name.startswith("board"))
    shares = probabilities(load_model(shipped_model_path()), prepare_picture(found).pixels)
    assert shares.argmax() == int(path.stem[-1])
    assert shares.max() > 0.8


def test_there_are_three_small_ones() -> None:
    assert len(PICTURES) == 3
    assert sum(path.stat().st_size for path in PICTURES) < 200_000
    assert load_picture(PICTURES[1]).original_size == (800, 600)  # the photo, put upright
