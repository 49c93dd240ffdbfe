"""Small changes to pictures that leave what they show the same, so that a network sees more than it is given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray


@dataclass(frozen=True)
class LightAffine:
    """Turn, lean, scale and move pictures by small random amounts, and thin or thicken their lines.

    Attributes
    ----------
    rotation
        Largest turn either way, degrees.
    shear
        Largest lean either way, pixels across per pixel down.
    scale
        Largest change of width and of height, each by itself: 0.1 is ± 10 %.
    shift
        Largest move across and down, pixels.
    thickness
        Largest step towards each pixel's brightest or darkest neighbour: 0 leaves lines as they are, 1 is one pixel.

    """

    rotation: float = 10.0
    shear: float = 0.15
    scale: float = 0.1
    shift: float = 0.7
    thickness: float = 0.4

    def __call__(self, pictures: FloatArray, rng: np.random.Generator) -> FloatArray:
        """Return (N, H, W) pictures, each changed in its own way."""
        count = len(pictures)
        moved = _warped(pictures, self._matrices(count, rng), rng.uniform(-self.shift, self.shift, (count, 2)))
        return _thickened(moved, rng.uniform(-self.thickness, self.thickness, count))

    def _matrices(self, count: int, rng: np.random.Generator) -> FloatArray:
        """Return (count, 2, 2): from a place in the changed picture to the place it is read from; x before y."""
        angle = np.radians(rng.uniform(-self.rotation, self.rotation, count))
        shear = rng.uniform(-self.shear, self.shear, count)
        across, down = rng.uniform(1 - self.scale, 1 + self.scale, (2, count))
        cosine, sine = np.cos(angle), np.sin(angle)
        rows = [[cosine / across, (shear * cosine - sine) / down], [sine / across, (shear * sine + cosine) / down]]
        return np.moveaxis(np.array(rows), 2, 0)


def _warped(pictures: FloatArray, matrices: FloatArray, shifts: FloatArray) -> FloatArray:
    """Return (N, H, W): each pixel read by bilinear interpolation; outside lies paper, 0."""
    count, height, width = pictures.shape
    y, x = np.mgrid[:height, :width].reshape(2, -1).astype(np.float32)
    middle = np.array([[(width - 1) / 2], [(height - 1) / 2]], np.float32)
    places = matrices.astype(np.float32) @ (np.stack([x, y]) - middle)  # (N, 2, H·W)
    places += middle + shifts.astype(np.float32)[:, :, None]
    # A margin of one pixel of paper on each side takes all that lies outside.
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1))).reshape(count, -1)
    x, y = np.clip(places[:, 0] + 1, 0, width + 0.999), np.clip(places[:, 1] + 1, 0, height + 0.999)
    left, top = x.astype(np.intp), y.astype(np.intp)
    right_share, low_share = x - left.astype(np.float32), y - top.astype(np.float32)
    corner = top * (width + 2) + left + np.arange(count)[:, None] * padded.shape[1]
    flat = padded.ravel()
    upper = flat[corner] * (1 - right_share) + flat[corner + 1] * right_share
    lower = flat[corner + width + 2] * (1 - right_share) + flat[corner + width + 3] * right_share
    warped: FloatArray = (upper * (1 - low_share) + lower * low_share).reshape(count, height, width)
    return warped


def _thickened(pictures: FloatArray, steps: FloatArray) -> FloatArray:
    """Return (N, H, W), each moved by its step towards the brightest (positive) or darkest of 5 pixels in a cross."""
    padded = np.pad(pictures, ((0, 0), (1, 1), (1, 1)))
    cross = (padded[:, :-2, 1:-1], padded[:, 2:, 1:-1], padded[:, 1:-1, :-2], padded[:, 1:-1, 2:])
    extreme = pictures.copy()
    thicker = steps > 0
    for neighbour in cross:
        extreme[thicker] = np.maximum(extreme[thicker], neighbour[thicker])
        extreme[~thicker] = np.minimum(extreme[~thicker], neighbour[~thicker])
    changed: FloatArray = pictures + np.abs(steps).astype(np.float32)[:, None, None] * (extreme - pictures)
    return changed
