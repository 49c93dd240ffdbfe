"""A picture file opens, and every kind of bad file is told in a sentence that names it."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator
from cnnstudio.data.photo import load_picture, picture_from_bytes
from tests.data.pictures import encoded, stripes


def test_a_file_becomes_colour_and_luminance(tmp_path: Path) -> None:
    path = tmp_path / "stripes.png"
    stripes().save(path)
    picture = load_picture(path)
    assert (picture.name, picture.original_size, picture.note) == ("stripes.png", (40, 30), None)
    assert picture.colour.shape == (30, 40, 3)
    assert picture.colour.dtype == np.uint8
    assert picture.grey.shape == (30, 40)
    assert picture.grey.dtype == np.float32
    assert picture.colour[0, -1].tolist() == [255, 0, 0]
    assert picture.grey[[0, 0, 0, -1], [0, 20, -1, -1]] == pytest.approx([0, 1, 0.299, 1])


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "TIFF"])
def test_of_several_pictures_the_first_is_shown_and_that_is_said(kind: str) -> None:
    second = Image.new("RGB", (40, 30), (0, 0, 255))
    content = encoded(stripes(), kind, save_all=True, append_images=[second])
    picture = picture_from_bytes(content, "moving.gif")
    assert np.abs(picture.colour.astype(int) - np.asarray(stripes())).mean() < 4
    assert picture.note is not None
    assert Translator()(picture.note) == "moving.gif holds several pictures. This is the first."


def png(width: int, height: int, rows: bytes) -> bytes:
    """The bytes of a PNG file with one bit a pixel, whatever its rows hold."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


BAD_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "text": (lambda: b"Dear teacher,\nthis is no picture.\n", "is not a picture"),
    "zeros": (lambda: bytes(5000), "is not a picture"),
    "noise": (lambda: np.random.default_rng(3).bytes(5000), "is not a picture"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is in the format PDF"),
    "svg": (lambda: b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "is in the format SVG"),
    "heic": (lambda: b"\0\0\0\x24ftypheic\0\0\0\0mif1heic", "is in the format HEIC"),
    "eps": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\n", "is not a picture"),
    "truncated jpeg": (lambda: encoded(stripes(400, 300), "JPEG")[:1500], "is damaged or incomplete"),
    "truncated png": (lambda: encoded(stripes(400, 300))[:300], "is damaged or incomplete"),
    "only the first bytes": (lambda: encoded(stripes())[:12], "is"),
    "bomb": (lambda: png(30_000, 30_000, bytes(30_000 * 3_751)), "has too many pixels"),
    "only the header of a bomb": (lambda: png(2_000_000_000, 2_000_000_000, b""), "has too many pixels"),
    "no width, no height": (lambda: png(0, 0, b""), "is"),
    "no height": (lambda: png(10, 0, b""), "is"),
    "a gif of nothing": (lambda: b"GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff;", "is"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_told_by_its_name(kind: str, tmp_path: Path) -> None:
    content, sentence = BAD_FILES[kind]
    path = tmp_path / "homework.png"
    path.write_bytes(content())
    with pytest.raises(UserError, match=f"^homework.png {sentence}"):
        load_picture(path)


@given(
    st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP", "TGA", "JPEG2000", "ICO", "PCX"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=8),
    st.floats(0, 1),
)
def test_whatever_is_damaged_ends_as_a_picture_or_a_sentence(
    kind: str, damages: list[tuple[float, int]], kept: float
) -> None:
    content = bytearray(encoded(stripes(), kind))
    for place, value in damages:
        content[int(place * len(content))] = value
    try:
        picture = picture_from_bytes(bytes(content[: 1 + int(kept * len(content))]), "file")
    except UserError:
        return
    assert picture.grey.min() >= 0
    assert picture.grey.max() <= 1 + 1e-6


def test_pillow_is_imported_only_when_a_picture_is_read() -> None:
    code = "import sys, cnnstudio.data.photo; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
