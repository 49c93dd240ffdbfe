"""From a decoded image of any mode to upright, opaque pixels of a workable size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray

if TYPE_CHECKING:
    from PIL import Image

LUMINANCE = np.array([0.299, 0.587, 0.114], np.float32)
"""Weights of red, green and blue (ITU-R BT.601)."""

_BAND = 1_000_000
"""About so many pixels are computed at a time."""


def plain(image: Image.Image) -> Image.Image:
    """Return the image with 8 bits a channel as RGB or RGBA, or with more than 8 bits as "F"."""
    if image.mode.startswith("I") or image.mode == "F":
        mode = "F"
    else:
        mode = "RGBA" if image.has_transparency_data else "RGB"
    # Converting copies, even where nothing is to be done, and some pictures fill half the memory.
    return image if image.mode == mode else image.convert(mode)


def shrunk(image: Image.Image, longest: int) -> Image.Image:
    """Return the image with its longer side at most `longest` pixels, averaged where it shrinks."""
    from PIL.Image import Resampling

    if max(image.size) <= longest:
        return image
    scale = longest / max(image.size)
    width, height = (max(1, round(side * scale)) for side in image.size)
    return image.resize((width, height), Resampling.BILINEAR, reducing_gap=2.0)


def orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1…8 as EXIF counts; 1, upright, where nothing sensible is said."""
    try:
        orientation = int(image.getexif().get(0x0112, 1))
    # Metadata written by all kinds of programs: whatever is wrong in it must not keep the picture from opening.
    except Exception:
        return 1
    return orientation if 1 <= orientation <= 8 else 1


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Return the image upright."""
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def scaled(values: FloatArray, mode: str) -> FloatArray:
    """Return grey values of more than 8 bits as 0…1: by the full 16 bits, else from their smallest to their largest."""
    values = np.nan_to_num(values, posinf=0.0, neginf=0.0)
    low, high = (0.0, 65535.0) if mode.startswith("I") else (0.0, 1.0)
    if values.min() < low or values.max() > high:
        low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / max(high - low, 1e-30), np.float32)


def luminance(colour: ByteArray) -> FloatArray:
    """Return (H, W) float32 luminance, 0 = black, 1 = white, of (H, W, 3) bytes."""
    grey = np.empty(colour.shape[:2], np.float32)
    for rows in _bands(colour):
        grey[rows] = colour[rows] @ (LUMINANCE / 255)
    return grey


def opaque(pixels: ByteArray) -> ByteArray:
    """Return (H, W, 3) from RGB or RGBA: on white paper, or on black where what is opaque is light."""
    if pixels.shape[2] == 3:
        return pixels
    covered, light = 0.0, 0.0
    for rows in _bands(pixels):
        alpha = pixels[rows, :, 3] / np.float32(255)
        covered += float(alpha.sum())
        light += float((pixels[rows, :, :3] @ LUMINANCE * alpha).sum())
    paper = 0.0 if light > 127.5 * covered else 255.0
    colour = np.empty((*pixels.shape[:2], 3), np.uint8)
    for rows in _bands(pixels):
        alpha = pixels[rows, :, 3:] / np.float32(255)
        colour[rows] = np.rint(pixels[rows, :, :3] * alpha + paper * (1 - alpha))
    return colour


def _bands(pixels: ByteArray) -> Iterator[slice]:
    """Yield rows some at a time: the real numbers between need far more memory than the bytes."""
    height, width = pixels.shape[:2]
    step = max(1, _BAND // max(1, width))
    for start in range(0, height, step):
        yield slice(start, start + step)
