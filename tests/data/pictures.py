"""Pictures that the tests open."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image


def stripes(width: int = 40, height: int = 30) -> Image.Image:
    """A white picture whose left quarter is black and whose upper right corner is red."""
    pixels = np.full((height, width, 3), 255, np.uint8)
    pixels[:, : width // 4] = 0
    pixels[: height // 3, -width // 4 :] = (255, 0, 0)
    return Image.fromarray(pixels)


def encoded(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    with io.BytesIO() as file:
        image.save(file, kind, **options)
        return file.getvalue()
