"""Writes an animated GIF picture by picture, so that a long one needs no more memory than a short one.

Pillow writes the parts. Its own way to save several pictures at once keeps them all until the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

COLORS = 256
"""As many as a GIF can have."""


def common_palette(samples: Sequence[Image.Image]) -> Image.Image:
    """Return a picture that carries the colours that suit all the samples.

    One palette for the whole animation: what does not change keeps its colour exactly, and need not be stored again.
    """
    from PIL import Image

    width, height = samples[0].size
    sheet = Image.new("RGB", (width, height * len(samples)))
    for place, sample in enumerate(samples):
        sheet.paste(sample, (0, place * height))
    return sheet.quantize(COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def gif_parts(pictures: Iterable[Image.Image], palette: Image.Image, seconds: float) -> Iterator[bytes]:
    """Yield the bytes of an endlessly repeated animation, a part after each picture.

    Parameters
    ----------
    pictures
        RGB pictures of one size; of each only the rectangle that differs from the one before is stored.
    palette
        What `common_palette` returned.
    seconds
        How long each picture stands; the format counts in hundredths.

    """
    from PIL import Image, ImageChops
    from PIL.GifImagePlugin import getdata, getheader

    before: Image.Image | None = None
    for picture in pictures:
        shown = picture.quantize(palette=palette, dither=Image.Dither.NONE)
        if before is None:
            header, _ = getheader(shown.copy(), info={"loop": 0})
            yield b"".join(header)
            box: tuple[int, int, int, int] | None = (0, 0, *shown.size)
        else:
            box = ImageChops.difference(_indices(shown), _indices(before)).getbbox()
        # A picture that changes nothing still takes its time: one pixel is stored again.
        box = box or (0, 0, 1, 1)
        yield b"".join(getdata(shown.crop(box), box[:2], duration=max(2, round(100 * seconds)) * 10))
        before = shown
    yield b";"


def _indices(picture: Image.Image) -> Image.Image:
    """Return the places in the palette as if they were grey values."""
    from PIL import Image

    return Image.frombytes("L", picture.size, picture.tobytes())
