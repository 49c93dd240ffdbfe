"""How bright the bare ground is everywhere in a picture, and how far each pixel stands out from it.

The ground is the picture with its strokes taken out by a grey closing: the largest value in a window about each pixel,
and of these the smallest (Serra 1982, "Image analysis and mathematical morphology"). It follows slow light, the edge of
a shadow and the edge of the sheet, and forgets whatever is narrower than the window.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray

_REACH = 0.14
"""Half the window's side, as a share of the longer side of the picture: strokes are narrower than the window."""

_DIMMEST_PAPER = 0.4
"""Below this brightness the ground counts as that bright, so that the grain of a dark table does not become ink."""

_BOARD_LIGHT = 0.25
"""Added to the brightness of a board, which is never quite 0, before chalk is compared with it."""

_CHALK = 0.6
"""Makes the contrast of chalk about 1, as that of ink on paper."""


def ground(grey: FloatArray, *, dark_ink: bool) -> FloatArray:
    """Return (H, W) the brightness of paper or board without what is written on it."""
    reach = max(1, round(_REACH * max(grey.shape)))
    if dark_ink:
        return -sliding_maximum(-sliding_maximum(grey, reach), reach)
    return sliding_maximum(-sliding_maximum(-grey, reach), reach)


def contrast(grey: FloatArray, bare: FloatArray, *, dark_ink: bool) -> FloatArray:
    """Return (H, W) how far each pixel stands out from its ground: 0 = not at all, about 1 = full ink.

    Paper reflects a share of the light that falls on it and ink a smaller one, so that their ratio is the same in a
    shadow; for chalk on a board the ratio is taken with some stray light added.
    """
    if dark_ink:
        return (bare - grey) / np.maximum(bare, np.float32(_DIMMEST_PAPER))
    return (grey - bare) * np.float32(_CHALK) / (bare + np.float32(_BOARD_LIGHT))


def sliding_maximum(values: FloatArray, reach: int) -> FloatArray:
    """Return (H, W) the largest value in the square of 2·reach + 1 pixels about each pixel, the edge rows repeated."""
    rows = _along_rows(values, reach)
    return np.ascontiguousarray(_along_rows(np.ascontiguousarray(rows.T), reach).T)


def _along_rows(values: FloatArray, reach: int) -> FloatArray:
    """Return the largest of each 2·reach + 1 neighbours down the columns.

    The maxima of w rows, taken together with those w rows further on, are the maxima of 2·w rows.
    """
    window, width = 2 * reach + 1, 1
    maxima = np.pad(values, ((reach, reach), (0, 0)), mode="edge")
    while width < window:
        step = min(width, window - width)
        maxima = np.maximum(maxima[:-step], maxima[step:])
        width += step
    return maxima
