"""The colours of an animated GIF, of which it can have 256."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import ByteArray

IntArray = NDArray[np.int32]

_COLORS = 256

_EXACT = 112
"""So many of the commonest colours stay exactly what they are: paper, panels, cells. The others, mostly the smooth
edges of type, share what is left."""

_CHUNK = 4096
"""So many colours are compared with the palette at a time."""


class GifPalette:
    """One palette for all pictures of an animation, so that what does not move keeps its colour exactly.

    Parameters
    ----------
    samples
        (H, W, 3) pictures from the whole of the animation.

    """

    def __init__(self, samples: Iterable[ByteArray]) -> None:
        counts: Counter[int] = Counter()
        for sample in samples:
            codes, numbers = np.unique(_codes(sample), return_counts=True)
            counts.update(dict(zip(codes.tolist(), numbers.tolist(), strict=True)))
        commonest = _colors(np.array([code for code, _ in counts.most_common()], np.int32))
        others = _representatives(commonest[_EXACT:], _COLORS - _EXACT)
        self.colors: ByteArray = np.concatenate([commonest[:_EXACT], others])
        # The place in the palette of every colour there is; −1 where nobody asked yet.
        self._places = np.full(1 << 24, -1, np.int16)

    def places(self, picture: ByteArray) -> ByteArray:
        """Return (H, W) places in the palette for an (H, W, 3) picture: of each pixel's nearest colour."""
        codes = _codes(picture)
        found = self._places[codes]
        new = np.unique(codes[found < 0])
        if new.size:
            self._places[new] = self._nearest(new)
            found = self._places[codes]
        return found.astype(np.uint8)

    def _nearest(self, codes: IntArray) -> ByteArray:
        palette = self.colors.astype(np.float32)
        nearest = np.empty(codes.size, np.uint8)
        for start in range(0, codes.size, _CHUNK):
            colors = _colors(codes[start : start + _CHUNK]).astype(np.float32)
            # |c − p|² without |c|², which is the same for all p.
            nearest[start : start + _CHUNK] = ((palette**2).sum(axis=1) - 2 * colors @ palette.T).argmin(axis=1)
        return nearest


def _codes(picture: ByteArray) -> IntArray:
    """Return (H, W) numbers, one for each colour, from (H, W, 3) bytes."""
    red, green, blue = (picture[:, :, channel].astype(np.int32) for channel in range(3))
    return red << 16 | green << 8 | blue


def _colors(codes: IntArray) -> ByteArray:
    """Return (N, 3) bytes from the numbers of N colours."""
    return np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(np.uint8)


def _representatives(colors: ByteArray, count: int) -> ByteArray:
    """Return at most `count` colours to one of which each is near."""
    from PIL import Image

    if len(colors) <= count:
        return colors
    row = Image.fromarray(colors[None])
    palette = row.quantize(count, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette() or []
    return np.array(palette, np.uint8).reshape(-1, 3)[:count]
