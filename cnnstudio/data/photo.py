"""Reading a picture file, of whatever kind, into a small colour copy and its luminance."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.texts import Text
from cnnstudio.data.files import read_file
from cnnstudio.data.photo_file import decode

WORKING_SIDE = 1024
"""The longer side of the copy that is kept is at most this many pixels."""

MEGABYTES = 1000
"""Larger files are not read."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as it came, at most 1024 pixels on the longer side, upright.

    Attributes
    ----------
    name
        What to call it: the file's name.
    colour
        (H, W, 3) bytes, red, green, blue.
    grey
        (H, W) float32 luminance, 0 = black, 1 = white.
    original_size
        Width and height in the file, pixels, upright.
    note
        Something the user should know, such as that only the first of several pictures is shown.
    source
        Where all its pixels can be read again, see `full_picture`: the file, or what was in it where the picture came
        without one; None for a picture that was computed.

    """

    name: str
    colour: ByteArray
    grey: FloatArray
    original_size: tuple[int, int]
    note: Text | None = None
    source: Path | bytes | None = None


def load_picture(path: Path | str) -> Picture:
    """Return the picture in a file.

    Raises
    ------
    UserError
        If there is no such file, it cannot be read, or it is not a picture that can be opened.

    """
    path = Path(path)
    return _small_copy(read_file(path, MEGABYTES), path.name, path)


def picture_from_bytes(content: bytes, name: str) -> Picture:
    """Return the picture in the bytes of a file, such as the clipboard hands over; `name` is what to call it.

    Raises
    ------
    UserError
        If it is not a picture that can be opened.

    """
    return _small_copy(content, name, content)


def _small_copy(content: bytes, name: str, source: Path | bytes) -> Picture:
    copy = decode(content, name, lambda width, height: WORKING_SIDE)
    return Picture(name, copy.colour, copy.grey, copy.size, copy.note, source)
