"""All the pixels of a picture file, for the labs that show a photo at full size.

Reading takes up to a few seconds (a 4000 × 3000 JPEG about a quarter of one): call it away from the GUI thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from cnnstudio.core.specimen import FullPicture
from cnnstudio.core.texts import text
from cnnstudio.data.files import read_file
from cnnstudio.data.photo import MEGABYTES, Picture
from cnnstudio.data.photo_file import decode

MOST_PIXELS = 50_000_000
"""A picture of more pixels is shown smaller: with its luminance it would fill the memory of a small computer."""


@dataclass(frozen=True)
class PictureFile:
    """A picture that can be read in full when it is wanted: an `OriginalPicture` of the specimen.

    Attributes
    ----------
    name
        What to call it.
    source
        The file, or the bytes that were in it.
    size
        Width and height in the file, pixels, upright.

    """

    name: str
    source: Path | bytes
    size: tuple[int, int]

    def load(self) -> FullPicture:
        """Read all the pixels."""
        return load_full_picture(self.source, self.name)


def original_of(picture: Picture) -> PictureFile | None:
    """Return where a picture can be read in full; None for one that was computed."""
    if picture.source is None:
        return None
    return PictureFile(picture.name, picture.source, picture.original_size)


def load_full_picture(source: Path | str | bytes, name: str | None = None) -> FullPicture:
    """Return all the pixels in a file, or in the bytes of one, upright; more than 50 million are made fewer.

    Raises
    ------
    UserError
        If there is no such file (any more), it cannot be read, or it is not a picture that can be opened.

    """
    if isinstance(source, bytes):
        content, name = source, name or "?"
    else:
        content, name = read_file(Path(source), MEGABYTES), name or Path(source).name
    full = decode(content, name, _longest_side)
    height, width = full.grey.shape
    note = full.note
    if full.size != (width, height):
        millions = math.ceil(full.size[0] * full.size[1] / 1_000_000)
        note = text(
            "{name} has {count} million pixels. It is shown at {width} × {height}.",
            name=name,
            count=millions,
            width=width,
            height=height,
        )
    return FullPicture(name, full.grey, full.colour, note)


def _longest_side(width: int, height: int) -> int:
    return math.floor(max(width, height) * min(1.0, math.sqrt(MOST_PIXELS / max(1, width * height))))
