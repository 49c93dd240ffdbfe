"""Writes an animated GIF picture by picture, so that a long one needs no more memory than a short one.

Pillow writes the parts. Its own way to save several pictures at once keeps them all until the end, and finds their
colours only roughly in a palette that they share.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from cnnstudio.app.gif_palette import GifPalette
from cnnstudio.core.arrays import ByteArray

if TYPE_CHECKING:
    from PIL import Image


def gif_parts(pictures: Iterable[ByteArray], palette: GifPalette, seconds: float) -> Iterator[bytes]:
    """Yield the bytes of an endlessly repeated animation, a part after each picture.

    Parameters
    ----------
    pictures
        (H, W, 3) bytes, all of one size; of each only the rectangle that differs from the one before is stored.
    palette
        The colours of them all.
    seconds
        How long each picture stands; the format counts in hundredths.

    """
    from PIL.GifImagePlugin import getdata, getheader

    milliseconds = max(2, round(100 * seconds)) * 10
    before: ByteArray | None = None
    for picture in pictures:
        shown = palette.places(picture)
        if before is None:
            header, _ = getheader(_image(shown, palette), info={"loop": 0})
            yield b"".join(header)
        rows, columns = _changed(before, shown)
        part = _image(shown[rows, columns], palette)
        yield b"".join(getdata(part, (columns.start, rows.start), duration=milliseconds))
        before = shown
    yield b";"


def _changed(before: ByteArray | None, shown: ByteArray) -> tuple[slice, slice]:
    """Return the rows and columns between which two pictures differ."""
    if before is None:
        return slice(0, shown.shape[0]), slice(0, shown.shape[1])
    differs = before != shown
    rows, columns = (np.flatnonzero(differs.any(axis=axis)) for axis in (1, 0))
    # A picture that changes nothing still takes its time: one pixel is stored again.
    if not rows.size:
        return slice(0, 1), slice(0, 1)
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _image(places: ByteArray, palette: GifPalette) -> Image.Image:
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(places))
    image.putpalette(palette.colors.tobytes())
    return image
