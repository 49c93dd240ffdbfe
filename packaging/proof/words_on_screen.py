"""Whether words are to be read in a picture of a screen: they are drawn in the app's font and looked for in it.

Where the picture is correlated with the word, drawn in each size that the app uses, the letters themselves give more
than 0.95, a title that shares most of its letters 0.8, and other words and the boxes for missing letters about half.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from proof.display import Pixels

SIZES = range(12, 30)
WEIGHTS = ("Regular", "SemiBold")
CERTAIN = 0.9
Numbers = NDArray[np.float64]


def likeness(picture: Pixels, word: str, fonts: Path) -> float:
    """Return the largest correlation, at most 1, of a word with any place of a picture.

    Parameters
    ----------
    picture
        (height, width, 3).
    word
        What is looked for.
    fonts
        The folder with the app's fonts.

    """
    grey = picture.mean(axis=2)
    spectrum, sums = np.fft.rfft2(grey), _running_sums(grey)
    best = 0.0
    for weight in WEIGHTS:
        for size in SIZES:
            drawn = draw_word(word, fonts / f"Pretendard-{weight}.otf", size)
            if drawn.shape[0] < grey.shape[0] and drawn.shape[1] < grey.shape[1]:
                best = max(best, _best_correlation(spectrum, sums, grey.shape, drawn))
    return best


def draw_word(word: str, font: Path, size: int) -> Numbers:
    """Return a word, letters 1 on 0, cut to its ink."""
    letters = ImageFont.truetype(str(font), size)
    left, top, right, bottom = letters.getbbox(word)
    image = Image.new("L", (int(right - left) + 2, int(bottom - top) + 2))
    ImageDraw.Draw(image).text((1 - left, 1 - top), word, fill=255, font=letters)
    return np.asarray(image, np.float64) / 255


def _running_sums(grey: Numbers) -> tuple[Numbers, Numbers]:
    """Return sums of values and of squares over all rectangles from the corner, with a row and column of zeros."""
    padded = [np.pad(values, ((1, 0), (1, 0))) for values in (grey, grey**2)]
    return padded[0].cumsum(0).cumsum(1), padded[1].cumsum(0).cumsum(1)


def _best_correlation(
    spectrum: NDArray[np.complex128], sums: tuple[Numbers, Numbers], shape: tuple[int, ...], word: Numbers
) -> float:
    """Return the largest absolute correlation of a word with the picture, light on dark or dark on light."""
    height, width = word.shape
    rows, columns = shape[0] - height + 1, shape[1] - width + 1
    centred = word - word.mean()
    covariance = np.fft.irfft2(spectrum * np.conj(np.fft.rfft2(centred, shape)), shape)[:rows, :columns]
    total, squares = (_windows(values, height, width) for values in sums)
    spread = squares - total**2 / word.size
    is_plain = spread < word.size  # less than a grey level: paper
    scale = np.sqrt(np.where(is_plain, 1.0, spread) * (centred**2).sum())
    return float(np.abs(np.where(is_plain, 0.0, covariance / scale)).max())


def _windows(sums: Numbers, height: int, width: int) -> Numbers:
    """Return the sum over the window at each place."""
    return sums[height:, width:] - sums[:-height, width:] - sums[height:, :-width] + sums[:-height, :-width]
