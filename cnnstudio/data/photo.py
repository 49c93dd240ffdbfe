"""Reading a picture file, of whatever kind, into a small colour copy and its luminance.

Everything that can be wrong with a file ends as one plain sentence; nothing that Pillow raises gets out. A file is
decoded in a few seconds at worst: read large ones away from the GUI thread. Pillow's own limit of 178 megapixels,
checked before anything is decoded, is kept.

Pillow is imported inside the functions: it adds about 30 ms, which the start of the app does not have to wait for.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.data.files import read_file
from cnnstudio.data.photo_pixels import LUMINANCE, opaque, orientation, plain, scaled, shrunk, turned

WORKING_SIDE = 1024
"""The longer side of the copy that is kept is at most this many pixels, where nothing else is asked for."""

_MEGABYTES = 1000
"""Larger files are not read."""

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "PPM", "JPEG2000", "ICO", "TGA", "PCX", "QOI")
"""What is opened, the likely first. Not what runs another program (EPS) or is no picture by itself (MPEG, HDF5)."""

_OTHER_FORMATS = {b"%PDF": "PDF", b"<svg": "SVG", b"ftypheic": "HEIC", b"ftypheix": "HEIC", b"ftypmif1": "HEIC"}
"""What is found near the beginning of files that people try to open, and what they call the format."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture as it came, at most as large as was asked for, upright.

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

    """

    name: str
    colour: ByteArray
    grey: FloatArray
    original_size: tuple[int, int]
    note: Text | None = None


def load_picture(path: Path | str, longest: int = WORKING_SIDE) -> Picture:
    """Return the picture in a file, shrunk to at most `longest` pixels on its longer side.

    Raises
    ------
    UserError
        If there is no such file, it cannot be read, or it is not a picture that can be opened.

    """
    path = Path(path)
    return picture_from_bytes(read_file(path, _MEGABYTES), path.name, longest)


def picture_from_bytes(content: bytes, name: str, longest: int = WORKING_SIDE) -> Picture:
    """Return the picture in the bytes of a file, such as the clipboard hands over; `name` is what to call it.

    It is shrunk to at most `longest` pixels on its longer side.

    Raises
    ------
    UserError
        If it is not a picture that can be opened.

    """
    if not content:
        raise UserError(text("{name} is empty.", name=name))
    from PIL import Image, UnidentifiedImageError

    try:
        # What Pillow warns of (odd metadata, many pixels) concerns nobody who only wants to see the picture.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decoded(content, name, longest)
    except UnidentifiedImageError as error:
        raise UserError(_unknown(content, name)) from error
    except (Image.DecompressionBombError, MemoryError) as error:
        raise UserError(text("{name} has too many pixels to open. Open a smaller copy.", name=name)) from error
    # A damaged file makes the decoders raise almost anything: OSError, SyntaxError, KeyError, struct.error …
    except Exception as error:
        raise UserError(text("{name} is damaged or incomplete and cannot be opened.", name=name)) from error


def _unknown(content: bytes, name: str) -> Text:
    """Return the sentence for a file that no decoder recognises."""
    kind = next((kind for mark, kind in _OTHER_FORMATS.items() if mark in content[:1024]), None)
    if kind is None:
        return text("{name} is not a picture that can be opened. Choose a PNG or JPEG file.", name=name)
    return text("{name} is in the format {kind}. Save it as PNG or JPEG first and open that.", name=name, kind=kind)


def _decoded(content: bytes, name: str, longest: int) -> Picture:
    """Return the picture, or let out whatever the decoder raises."""
    from PIL import Image

    Image.init()
    with Image.open(io.BytesIO(content), formats=[known for known in _FORMATS if known in Image.OPEN]) as image:
        width, height = image.size
        # A JPEG can be decoded at 1/2, 1/4 or 1/8 of its size, which is quicker; others stay as they are.
        image.draft(None, (2 * longest, 2 * longest))
        # The second picture in a telephone's JPEG is the same scene (its depth, a smaller copy): no news.
        several = getattr(image, "is_animated", False) and image.format != "MPO"
        image.load()
        turn = orientation(image)
        upright = turned(shrunk(plain(image), longest), turn)
    # Turns from 5 on exchange the sides.
    size = (height, width) if turn >= 5 else (width, height)
    note = text("{name} holds several pictures. This is the first.", name=name) if several else None
    if upright.mode == "F":
        grey = scaled(np.asarray(upright, np.float32), image.mode)
        colour = np.repeat(np.rint(grey * 255).astype(np.uint8)[:, :, None], 3, axis=2)
    else:
        colour = opaque(np.asarray(upright))
        grey = colour @ (LUMINANCE / 255)
    return Picture(name, colour, grey, size, note)
