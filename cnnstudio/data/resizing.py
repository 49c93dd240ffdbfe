"""Grey pictures in other sizes, and averaged over squares.

Pillow is imported inside the functions, as in `photo`.
"""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray


def reduced(values: FloatArray, step: int) -> FloatArray:
    """Return the means of squares of `step` pixels; at the right and lower edge, of what is left."""
    if step == 1:
        return values
    from PIL import Image

    return np.asarray(Image.fromarray(np.ascontiguousarray(values, np.float32)).reduce(step))


def resized(values: FloatArray, shape: tuple[int, ...], step: float) -> FloatArray:
    """Return (H, W) = `shape`, interpolated from values that stand for squares of `step` pixels each."""
    height, width = shape
    if step == 1 and values.shape == (height, width):
        return values
    from PIL import Image

    image = Image.fromarray(np.ascontiguousarray(values, np.float32))
    part = (0, 0, min(width / step, image.width), min(height / step, image.height))
    return np.asarray(image.resize((width, height), Image.Resampling.BILINEAR, box=part))


def local_mean(values: FloatArray, reach: int) -> FloatArray:
    """Return (H, W) the mean over the square of 2·reach + 1 pixels about each pixel, the edge rows repeated."""
    window = 2 * reach + 1
    total = np.cumsum(np.pad(values, ((reach + 1, reach), (0, 0)), mode="edge"), axis=0, dtype=np.float64)
    rows = (total[window:] - total[:-window]) / window
    total = np.cumsum(np.pad(rows, ((0, 0), (reach + 1, reach)), mode="edge"), axis=1)
    return (total[:, window:] - total[:, :-window]) / window
