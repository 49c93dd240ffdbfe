"""A photo can be had with all its pixels, and what cannot be is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.data import full_picture
from cnnstudio.data.full_picture import PictureFile, load_full_picture, original_of
from cnnstudio.data.photo import Picture, load_picture, picture_from_bytes
from tests.data.pictures import encoded, stripes

SIZE = 1600, 1200
"""Larger than the copy that is kept of every picture."""


def test_a_file_is_read_at_full_size(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    stripes(*SIZE).save(path)

    full = load_full_picture(path)

    assert (full.name, full.note) == ("photo.png", None)
    np.testing.assert_array_equal(full.colour, np.asarray(stripes(*SIZE)))
    assert full.grey.dtype == np.float32
    assert full.grey[[0, 0, 0, -1], [0, 800, -1, -1]] == pytest.approx([0, 1, 0.299, 1], abs=1e-6)
    colours = full.channels(in_colour=True)
    assert colours.shape == (3, 1200, 1600)
    assert colours.dtype == np.float32
    assert colours[:, 0, -1].tolist() == [1, 0, 0]
    np.testing.assert_array_equal(full.channels(in_colour=False), full.grey[None])


def test_a_turned_photo_is_upright_in_full_too() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    stored = stripes(*SIZE).transpose(Image.Transpose.ROTATE_90)

    full = load_full_picture(encoded(stored, exif=exif), "photo")

    np.testing.assert_array_equal(full.colour, np.asarray(stripes(*SIZE)))


def test_the_small_copy_knows_where_the_rest_is(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    stripes(*SIZE).save(path)
    original = original_of(load_picture(path))

    assert original == PictureFile("photo.png", path, SIZE)
    assert original.load().grey.shape == (1200, 1600)


def test_a_pasted_picture_can_be_had_in_full() -> None:
    pasted = picture_from_bytes(encoded(stripes(*SIZE)), "Pasted picture")
    original = original_of(pasted)

    assert pasted.grey.shape == (768, 1024)
    assert original is not None
    assert original == original_of(pasted)
    assert (original.load().name, original.load().grey.shape) == ("Pasted picture", (1200, 1600))


def test_a_computed_picture_has_nothing_behind_it() -> None:
    white = np.full((4, 4), 255, np.uint8)
    assert original_of(Picture("white", np.dstack([white] * 3), white / np.float32(255), (4, 4))) is None


def test_a_file_that_is_gone_meanwhile_is_told(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    stripes().save(path)
    original = original_of(load_picture(path))
    assert original is not None
    path.unlink()

    with pytest.raises(UserError, match="There is no file .*photo.png"):
        original.load()


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.png"
    path.write_text("Dear teacher", encoding="utf-8")

    with pytest.raises(UserError, match="letter.png is not a picture"):
        load_full_picture(path)


def test_too_many_pixels_are_made_fewer_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_picture, "MOST_PIXELS", 480_000)

    full = load_full_picture(encoded(stripes(*SIZE)), "photo")

    assert full.grey.shape == (600, 800)
    assert full.note is not None
    assert Translator()(full.note) == "photo has 2 million pixels. It is shown at 800 × 600."


@pytest.mark.parametrize("paper", [0, 255])
def test_transparency_is_decided_for_the_whole_picture_at_once(monkeypatch: pytest.MonkeyPatch, paper: int) -> None:
    monkeypatch.setattr("cnnstudio.data.photo_pixels._BAND", 40 * 7)
    ink = 255 - paper
    image = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    image.paste((ink, ink, ink, 255), (5, 2, 35, 20))

    full = load_full_picture(encoded(image), "drawing")

    expected = np.full((30, 40), paper, np.uint8)
    expected[2:20, 5:35] = ink
    np.testing.assert_array_equal(full.colour, np.dstack([expected] * 3))
    assert full.grey == pytest.approx(expected / 255)
