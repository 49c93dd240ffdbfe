"""Thinning a stroke, however thick, to the line along its middle.

Guo and Hall 1989, "Parallel thinning with two-subiteration algorithms", Communications of the ACM 32 (3), 359–373,
algorithm A1. A pixel may go if its eight neighbours, seen without it, still hang together and it is not the end of a
line; the two halves of a round look at the edge from opposite sides, so that the line stays in the middle.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import ByteArray
from cnnstudio.data.components import BoolArray


def _may_go(half: int) -> BoolArray:
    """Return (256,) whether a pixel may go, by its neighbours: bit 0 above, then clockwise."""
    codes = np.arange(256)
    n, ne, e, se, s, sw, w, nw = ((codes >> bit) & 1 for bit in range(8))
    branches = ((1 - n) & (ne | e)) + ((1 - e) & (se | s)) + ((1 - s) & (sw | w)) + ((1 - w) & (nw | n))
    pairs = (nw | n) + (ne | e) + (se | s) + (sw | w)
    other_pairs = (n | ne) + (e | se) + (s | sw) + (w | nw)
    neighbours = np.minimum(pairs, other_pairs)
    facing = (s | sw | (1 - nw)) & w if half == 0 else (n | ne | (1 - se)) & e
    answer: BoolArray = (branches == 1) & (neighbours >= 2) & (neighbours <= 3) & (facing == 0)
    return answer


_MAY_GO = (_may_go(0), _may_go(1))


def thinned(mask: BoolArray) -> BoolArray:
    """Return (H, W) the lines, one pixel wide, along the middle of what is true in the mask."""
    # With a margin of one pixel, and as numbers, so that the neighbours of all pixels are slices that can be packed.
    sheet = np.pad(mask.astype(np.uint8), 1)
    pixels, count = sheet[1:-1, 1:-1], -1
    while (left := int(pixels.sum())) != count:
        count = left
        for may_go in _MAY_GO:
            pixels[may_go[_neighbours(sheet)]] = 0
    return pixels.astype(np.bool_)


def _neighbours(sheet: ByteArray) -> ByteArray:
    """Return (H, W) the eight neighbours of each pixel as bits: bit 0 above, then clockwise."""
    around = (
        sheet[:-2, 1:-1],
        sheet[:-2, 2:],
        sheet[1:-1, 2:],
        sheet[2:, 2:],
        sheet[2:, 1:-1],
        sheet[2:, :-2],
        sheet[1:-1, :-2],
        sheet[:-2, :-2],
    )
    codes = np.zeros(around[0].shape, np.uint8)
    for bit, neighbour in enumerate(around):
        codes |= neighbour << np.uint8(bit)
    return codes
