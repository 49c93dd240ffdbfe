"""The recipe for pictures: the same steps as for pen strokes, on ink that was found in a photo or scan.

For the pen step the strokes are thinned to the line along their middle, and that line is drawn with a pen as thick as
in MNIST, whatever pen it was written with: what the recipe for strokes does with the path of the pen.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.ink import FoundInk
from cnnstudio.data.recipe import PEN_DIAMETER, SIDE, Prepared, Recipe, empty, finished
from cnnstudio.data.resizing import resized
from cnnstudio.data.thinning import thinned

_FINE = 160
"""Pixels of the digit's longer side while it is thinned: 8 to one of the network's."""

_EDGE = 0.4
"""What has this share of full ink is stroke."""

_Box = tuple[int, int, int, int]


def prepare_picture(found: FoundInk, recipe: Recipe | None = None) -> Prepared:
    """Return the 28 × 28 picture of the digit that was found in a picture.

    Parameters
    ----------
    found
        The ink. Without cropping, the whole picture is used.
    recipe
        Which steps are done, by default all.

    """
    recipe = recipe or Recipe()
    box = _ink_box(found.ink)
    if box is None:
        return empty()
    pixels = _redrawn(found.ink, box, recipe) if recipe.pen else _shrunk(found.ink, box, recipe)
    return finished(pixels, recipe)


def _ink_box(ink: FloatArray) -> _Box | None:
    """Return left, top, right, bottom of the ink, whole pixels; None without any."""
    rows, columns = (np.flatnonzero((ink >= _EDGE).any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _shrunk(ink: FloatArray, box: _Box, recipe: Recipe) -> FloatArray:
    """Return the (28, 28) picture of the cut as it is, its strokes as thick as they come out."""
    height, width = ink.shape
    left, top, right, bottom = box if recipe.crop else (0, 0, width, height)
    # The square of the picture that becomes the whole sheet, with the middle of the cut in its middle.
    side = max(right - left, bottom - top) * SIDE / recipe.side
    first = np.array([(left + right - side) / 2, (top + bottom - side) / 2])
    low = np.floor(first).astype(int)
    size = int(np.ceil(side)) + 1
    sheet = np.zeros((size, size), np.float32)
    x, y = low
    rows, columns = slice(max(0, y), min(height, y + size)), slice(max(0, x), min(width, x + size))
    sheet[rows.start - y : rows.stop - y, columns.start - x : columns.stop - x] = ink[rows, columns]
    return resized(sheet, (SIDE, SIDE), SIDE / side, start=tuple(first - low))


def _redrawn(ink: FloatArray, box: _Box, recipe: Recipe) -> FloatArray:
    """Return the (28, 28) picture of the line along the middle of the strokes, drawn with MNIST's pen."""
    line = _middle_line(ink, box)
    if recipe.crop:
        low, high = line.min(axis=0), line.max(axis=0)
        middle, extent, room = (low + high) / 2, float((high - low).max()), recipe.side - PEN_DIAMETER
    else:
        height, width = ink.shape
        middle, extent, room = np.array([width / 2, height / 2]), float(max(height, width)), float(recipe.side)
    scale = room / extent if extent > 0 else 1.0
    return _drawn((line - middle) * scale + SIDE / 2)


def _middle_line(ink: FloatArray, box: _Box) -> FloatArray:
    """Return (n, 2) points x, y, in the picture's pixels, along the middle of the strokes in the box."""
    left, top, right, bottom = box
    cut = np.pad(ink[top:bottom, left:right], 1)
    scale = _FINE / max(cut.shape)
    height, width = (max(1, round(size * scale)) for size in cut.shape)
    fine = resized(cut, (height, width), scale)
    # A stroke thinner than a fine pixel is nowhere full.
    full = float(np.quantile(fine[fine > 0.05], 0.95))
    rows, columns = np.nonzero(thinned(fine >= _EDGE * full))
    points: FloatArray = np.stack([columns + 0.5, rows + 0.5], axis=1) / scale + (left - 1, top - 1)
    return points


def _drawn(points: FloatArray) -> FloatArray:
    """Return (28, 28) ink of a round pen set down on (n, 2) points, close together, in pixels.

    The edge is the one that `stroke_recipe.draw_strokes` gives.
    """
    centers = np.arange(SIDE) + 0.5
    across = (points[:, :1] - centers) ** 2  # (n, 28)
    down = (points[:, 1:] - centers) ** 2
    nearest = np.sqrt((down[:, :, None] + across[:, None, :]).min(axis=0))
    pixels: FloatArray = np.clip(PEN_DIAMETER / 2 + 0.5 - nearest, 0.0, 1.0)
    return pixels
