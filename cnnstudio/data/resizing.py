"""Grey pictures in other sizes, and averaged over squares.

Pillow is imported inside the functions, as in `photo`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cnnstudio.core.arrays import FloatArray


def reduced(values: FloatArray, step: int) -> FloatArray:
    """Return the means of squares of `step` pixels; at the right and lower edge, of what is left."""
    if step == 1:
        return values
    from PIL import Image

    return np.asarray(Image.fromarray(np.ascontiguousarray(values, np.float32)).reduce(step))


def resized(values: FloatArray, shape: tuple[int, ...], scale: float, start: Sequence[float] = (0, 0)) -> FloatArray:
    """Return (H, W) = `shape` pixels, each side of an old pixel as long as `scale` of the new ones.

    `start` is the x, y, in old pixels, where the first new one begins. Shrinking averages, growing interpolates. Where
    the new pixels reach beyond the old ones, the old are stretched to fill them.
    """
    height, width = shape
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(values, np.float32))
    x, y = start
    box = (x, y, min(x + width / scale, image.width), min(y + height / scale, image.height))
    filtered = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
    return np.asarray(image.resize((width, height), filtered, box=box))


def local_mean(values: FloatArray, reach: int) -> FloatArray:
    """Return (H, W) the mean over the square of 2·reach + 1 pixels about each pixel, the edge rows repeated."""
    window = 2 * reach + 1
    total = np.cumsum(np.pad(values, ((reach + 1, reach), (0, 0)), mode="edge"), axis=0, dtype=np.float64)
    rows = (total[window:] - total[:-window]) / window
    total = np.cumsum(np.pad(rows, ((0, 0), (reach + 1, reach)), mode="edge"), axis=1)
    return (total[:, window:] - total[:, :-window]) / window
