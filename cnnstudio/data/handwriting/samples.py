"""Pictures of written digits, as many as wanted, to train with."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.data.handwriting.writer import write_digit
from cnnstudio.data.recipe import PEN_DIAMETER, SIDE
from cnnstudio.data.stroke_recipe import prepare_strokes

_OWN_PEN_SHARE = 0.6
"""Share of pictures drawn with the recipe's pen; the rest look as photographed or scanned digits do."""


def written_digits(count: int, rng: np.random.Generator) -> tuple[ByteArray, ByteArray]:
    """Return (count, 28, 28) pictures, 0 = paper, 255 = ink, made by the recipe, and their (count,) digits."""
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    labels = rng.integers(0, 10, count).astype(np.uint8)
    for image, label in zip(images, labels, strict=True):
        drawing = write_digit(int(label), rng, looseness=float(rng.uniform(0.4, 1.6)))
        if rng.random() < _OWN_PEN_SHARE:
            pixels = prepare_strokes(drawing, pen_diameter=PEN_DIAMETER * float(rng.uniform(0.85, 1.15))).pixels
        else:
            pen_diameter = float(np.exp(rng.uniform(np.log(0.9), np.log(4.8))))
            pixels = _photographed(prepare_strokes(drawing, pen_diameter=pen_diameter).pixels, rng)
        image[...] = np.rint(pixels * 255)
    return images, labels


def _photographed(pixels: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Blur the ink a little, and make it paler or darker."""
    amount = rng.uniform(0, 0.9)
    for axis in (0, 1):
        neighbours = (np.roll(pixels, 1, axis) + np.roll(pixels, -1, axis)) / 2
        pixels = (1 - amount / 2) * pixels + amount / 2 * neighbours
    photographed: FloatArray = np.clip(pixels / pixels.max() * rng.uniform(0.75, 1.5), 0, 1)
    return photographed
