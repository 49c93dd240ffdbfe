"""What tells the strokes of a digit from specks, blots, margins and shadows: measures of each connected part."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.data.components import BoolArray, Components, IndexArray, components

_LEAST_SIDE = 0.02
"""A digit's longer side is at least this share of the picture's, and at least 5 pixels; what is smaller is a speck."""

_MARGIN = 0.35
"""A part with this share of its outline on the picture's rim is the margin of a scan, the table or a shadow."""

_ON_RIM = 0.3
"""What else touches the rim is worth this much of what does not: a digit seldom does, a shadow or a line often."""


_BORDER = 0.1
"""A frame's ink lies within this share of the shorter side of its box from the edge, all but this share of it."""

_WITHIN = 0.15
"""What a frame is drawn round is worth at least this much of the frame."""


@dataclass(frozen=True, eq=False)
class Parts:
    """The connected parts of a mask, n of them.

    Attributes
    ----------
    pixels
        Where they are.
    contrasts
        (n,) mean contrast.
    sides
        (n,) longer side of the box around the part, pixels.
    widths
        (n,) width of the stroke that the part would be, pixels.
    on_rim
        (n,) share of the outline that lies on the picture's rim.
    worth
        (n,) how much like a digit it looks: long, strong, drawn in thin strokes, away from the rim; 0 for specks.
    frames
        (n,) whether it is a frame drawn round another part.

    """

    pixels: Components
    contrasts: FloatArray
    sides: FloatArray
    widths: FloatArray
    on_rim: FloatArray
    worth: FloatArray
    frames: BoolArray

    @property
    def areas(self) -> FloatArray:
        """(n,) pixels in each part."""
        return self.pixels.areas

    @property
    def boxes(self) -> IndexArray:
        """(n, 4) left, top, right, bottom of each part, right and bottom just outside."""
        return self.pixels.boxes

    def mask(self, chosen: BoolArray) -> BoolArray:
        """Return (H, W), true on the parts that `chosen`, (n,), names."""
        return self.pixels.mask(chosen)


def measured(mask: BoolArray, contrast: FloatArray, *, rim_counts: bool = True) -> Parts:
    """Return the parts of an (H, W) mask; where `rim_counts` is false, touching the rim makes no part worth less."""
    pixels = components(mask)
    boxes, areas = pixels.boxes, pixels.areas
    sides = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]).astype(np.float64)
    outline = _outline(mask)
    around = np.maximum(pixels.sums(outline), 1)
    on_rim = pixels.sums(outline & _rim(mask.shape)) / around
    # A stroke has two edges; one so short that it is all outline is as wide as its area says.
    widths = np.minimum(2 * areas / around, 2 * areas / sides)
    contrasts = pixels.sums(contrast) / areas
    thin = np.clip(1.6 - 3 * widths / sides, 0.05, 1)
    # Light on a black ground stands out without limit; beyond full ink it means nothing.
    worth = sides * np.minimum(contrasts, 1) * thin * (sides >= max(5, _LEAST_SIDE * max(mask.shape)))
    if rim_counts:
        worth = worth * np.where(on_rim > 0, _ON_RIM, 1.0) * np.clip(1 - on_rim / _MARGIN, 0, 1)
    frames = _frames(pixels, worth)
    return Parts(pixels, contrasts, sides, widths, on_rim, np.where(frames, 0.0, worth), frames)


def _frames(pixels: Components, worth: FloatArray) -> BoolArray:
    """Return (n,) whether a part runs along the edges of its own box and has another worthy part within."""
    frames = np.zeros(pixels.count, np.bool_)
    left, top, right, bottom = pixels.boxes.T
    for index in np.argsort(-worth)[:3]:
        border = 2 + int(_BORDER * min(right[index] - left[index], bottom[index] - top[index]))
        low_x, low_y = left[index] + border, top[index] + border
        high_x, high_y = right[index] - border, bottom[index] - border
        within = (left >= low_x) & (top >= low_y) & (right <= high_x) & (bottom <= high_y)
        if not (within & (worth > _WITHIN * worth[index])).any():
            continue
        alone = pixels.mask(np.arange(pixels.count) == index)
        frames[index] = np.count_nonzero(alone[low_y:high_y, low_x:high_x]) < _BORDER * pixels.areas[index]
    return frames


def _outline(mask: BoolArray) -> BoolArray:
    """Return the mask's pixels with a neighbour on one of the four sides outside it, or beyond the rim."""
    padded = np.pad(mask, 1)
    inside = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return mask & ~inside


def _rim(shape: tuple[int, ...]) -> BoolArray:
    """Return a mask of the outermost pixels."""
    rim = np.zeros(shape, np.bool_)
    rim[[0, -1]] = True
    rim[:, [0, -1]] = True
    return rim
