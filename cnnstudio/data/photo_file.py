"""From the bytes of a picture file, of whatever kind, to an upright image.

Everything that can be wrong with a file ends as one plain sentence; nothing that Pillow raises gets out. A file is
decoded in a few seconds at worst: read large ones away from the GUI thread. Pillow's own limit of 178 megapixels,
checked before anything is decoded, is kept.

Pillow is imported inside the functions: it adds about 30 ms, which the start of the app does not have to wait for.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, text
from cnnstudio.data.photo_pixels import luminance, opaque, orientation, plain, scaled, shrunk, turned

if TYPE_CHECKING:
    from PIL import Image

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "PPM", "JPEG2000", "ICO", "TGA", "PCX", "QOI")
"""What is opened, the likely first. Not what runs another program (EPS) or is no picture by itself (MPEG, HDF5)."""

_OTHER_FORMATS = {b"%PDF": "PDF", b"<svg": "SVG", b"ftypheic": "HEIC", b"ftypheix": "HEIC", b"ftypmif1": "HEIC"}
"""What is found near the beginning of files that people try to open, and what they call the format."""

LongestSide = Callable[[int, int], int]
"""How many pixels the longer side may keep, given the two sides in the file."""


@dataclass(frozen=True, eq=False)
class Decoded:
    """What a file held.

    Attributes
    ----------
    colour
        (H, W, 3) bytes, red, green, blue.
    grey
        (H, W) float32 luminance, 0 = black, 1 = white.
    size
        Width and height in the file, upright.
    note
        That only the first of several pictures is there.

    """

    colour: ByteArray
    grey: FloatArray
    size: tuple[int, int]
    note: Text | None


def decode(content: bytes, name: str, longest_side: LongestSide) -> Decoded:
    """Return the picture in the bytes of a file, upright and opaque; `name` is what to call it.

    Raises
    ------
    UserError
        If it is not a picture that can be opened.

    """
    if not content:
        raise UserError(text("{name} is empty.", name=name))
    with _told_plainly(content, name):
        return _decoded(content, name, longest_side)


@contextmanager
def _told_plainly(content: bytes, name: str) -> Iterator[None]:
    """Turn whatever a decoder raises into a sentence."""
    from PIL import Image, UnidentifiedImageError

    try:
        # What Pillow warns of (odd metadata, many pixels) concerns nobody who only wants to see the picture.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
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


def _decoded(content: bytes, name: str, longest_side: LongestSide) -> Decoded:
    """Return the picture, or let out whatever the decoder raises."""
    from PIL import Image

    Image.init()
    with Image.open(io.BytesIO(content), formats=[known for known in _FORMATS if known in Image.OPEN]) as image:
        width, height = image.size
        longest = longest_side(width, height)
        if longest < max(width, height):
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
    colour, grey = _pixels(upright, image.mode)
    return Decoded(colour, grey, size, note)


def _pixels(image: Image.Image, mode_in_file: str) -> tuple[ByteArray, FloatArray]:
    """Return (H, W, 3) colour and (H, W) luminance."""
    if image.mode != "F":
        colour = opaque(np.asarray(image))
        return colour, luminance(colour)
    grey = scaled(np.asarray(image, np.float32), mode_in_file)
    return np.repeat(np.rint(grey * 255).astype(np.uint8)[:, :, None], 3, axis=2), grey
