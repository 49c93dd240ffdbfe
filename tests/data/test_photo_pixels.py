"""Every mode, turn, depth and transparency becomes upright, opaque pixels of a workable size."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from cnnstudio.data.photo import WORKING_SIDE, picture_from_bytes
from tests.data.pictures import encoded, stripes

MODES = {
    "PNG": "1 L LA P RGB RGBA I;16",
    "JPEG": "L RGB CMYK YCbCr",
    "GIF": "L P",
    "BMP": "1 L P RGB RGBA",
    "TIFF": "1 L LA P RGB RGBA CMYK YCbCr I;16 I F",
    "WEBP": "RGB RGBA",
    "AVIF": "RGB RGBA",
    "PPM": "1 L RGB I",
    "JPEG2000": "L LA RGB RGBA I;16",
    "TGA": "1 L LA P RGB RGBA",
    "PCX": "1 L P RGB",
}


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes.split()])
def test_every_mode_that_a_format_knows_opens(kind: str, mode: str) -> None:
    source = stripes(64, 48).convert("L")
    deep = np.asarray(source).astype(np.uint16) * 257
    with_more_than_8_bits = {
        "I;16": Image.fromarray(deep),
        "I": Image.fromarray(deep).convert("I"),
        "F": Image.fromarray((deep / 65535).astype(np.float32)),
    }
    image = with_more_than_8_bits.get(mode) or source.convert("RGB").convert(mode)
    picture = picture_from_bytes(encoded(image, kind), "a picture")
    assert picture.grey.shape == (48, 64)
    assert picture.grey[5:43, 2:14].max() < 0.08
    assert picture.grey[20:43, 20:60].min() > 0.92


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_turned_photo_is_put_upright(orientation: int, kind: str) -> None:
    as_held = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]  # the opposite turn, of Image.Transpose
    upright = stripes()
    stored = upright if as_held is None else upright.transpose(Image.Transpose(as_held))
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = picture_from_bytes(encoded(stored, kind, exif=exif), "photo")
    assert picture.original_size == (40, 30)
    assert np.abs(picture.colour.astype(int) - np.asarray(upright)).mean() < 4


@pytest.mark.parametrize("orientation", [0, 9, 40_000])
def test_an_orientation_that_makes_no_sense_is_ignored(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    assert picture_from_bytes(encoded(stripes(), "JPEG", exif=exif), "photo").original_size == (40, 30)


def test_exif_data_that_is_rubbish_is_ignored() -> None:
    content = encoded(stripes(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff rubbish")
    assert picture_from_bytes(content, "photo").original_size == (40, 30)


@pytest.mark.parametrize(("ink", "paper"), [((0, 0, 0), 1.0), ((250, 240, 90), 0.0), ((120, 120, 120), 1.0)])
def test_transparent_paper_is_white_behind_dark_ink_and_black_behind_light_ink(
    ink: tuple[int, int, int], paper: float
) -> None:
    image = Image.new("RGBA", (30, 30), (0, 0, 0, 0))
    image.paste((*ink, 255), (10, 5, 15, 25))
    picture = picture_from_bytes(encoded(image), "drawing")
    assert picture.grey[0, 0] == paper
    assert picture.colour[10, 12].tolist() == list(ink)


def test_a_palette_with_a_transparent_colour_shows_white_there() -> None:
    image = Image.new("P", (20, 20), 0)
    image.putpalette([9, 9, 9, 0, 0, 200])
    image.paste(1, (5, 5, 10, 15))
    picture = picture_from_bytes(encoded(image, "GIF", transparency=0), "drawing")
    assert picture.colour[0, 0].tolist() == [255, 255, 255]
    assert picture.colour[8, 8].tolist() == [0, 0, 200]


@pytest.mark.parametrize(("size", "expected"), [((3000, 1500), (1024, 512)), ((5, 4000), (1, 1024)), ((3, 2), (3, 2))])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_copy_is_at_most_1024_long(size: tuple[int, int], expected: tuple[int, int], kind: str) -> None:
    picture = picture_from_bytes(encoded(stripes(*size), kind), "large")
    width, height = expected
    assert picture.colour.shape == (height, width, 3)
    assert picture.grey.shape == (height, width)
    assert picture.original_size == size
    assert max(picture.grey.shape) <= WORKING_SIDE


def test_sixteen_bits_keep_their_fine_steps() -> None:
    ramp = np.linspace(0, 65535, 40 * 30).astype(np.uint16).reshape(30, 40)
    picture = picture_from_bytes(encoded(Image.fromarray(ramp)), "scan")
    assert np.unique(picture.grey).size == 1200
    assert picture.grey == pytest.approx(ramp / 65535, abs=1e-6)


@pytest.mark.parametrize(("low", "high"), [(-3.0, 8.0), (0.0, 1e6), (5.0, 5.0)])
def test_numbers_beyond_0_to_1_are_stretched(low: float, high: float) -> None:
    values = np.linspace(low, high, 12, dtype=np.float32).reshape(3, 4)
    values[1, 1] = np.nan
    grey = picture_from_bytes(encoded(Image.fromarray(values), "TIFF"), "measurement").grey
    assert grey.min() >= 0
    assert grey.max() <= 1
    if low < 0 < high:
        assert (grey[0, 0], grey[-1, -1]) == (0, 1)
