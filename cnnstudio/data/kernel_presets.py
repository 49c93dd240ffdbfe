"""Kernels with a name: what each one looks for, made in any size.

Three rows of numbers build most of them, n cells long:

- smoothing, binomial: g(n) = (1 1)^(n−1) / 2^(n−1), here (1 1) to a power is repeated convolution with itself;
- slope: d(n) = (−1 1) ∗ (1 1)^(n−2), which is (−1 0 1) for n = 3;
- bend: (1 −2 1) ∗ g(n−2), which is (1 −2 1) for n = 3.

Where a size has no room for the pattern (a slope needs 2 cells, a bend 3) the kernel, honestly, is zero there.

Source: Gonzalez, Woods, "Digital Image Processing" (4th edition, 2018), sections 3.5, 3.6 and 10.2; for the sizes above
3×3, Jähne, "Digital Image Processing" (6th edition, 2005), chapters 11 and 12 (binomial smoothing, its derivatives).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text

LARGEST_SIZE = 11
"""Kernels are edited up to 11×11."""

_STRONGEST_SLOPE = 4.0
"""What the classical 3×3 kernels answer to a step from 0 to 1; larger ones are scaled to answer the same."""


@dataclass(frozen=True)
class KernelPreset:
    """A kernel with a name.

    Attributes
    ----------
    id
        What the command line and saved sessions call it.
    name, sentence
        What it is called, and what it does to a picture.
    make
        Returns the (height, width) weights, float64, for a height and a width of 1 or more.
    usual_size
        The height and width in which it is known.

    """

    id: str
    name: Text
    sentence: Text
    make: Callable[[int, int], FloatArray]
    usual_size: int = 3


def preset(id: str) -> KernelPreset:
    """Return the preset with this id.

    Raises
    ------
    KeyError
        If there is none.

    """
    return _BY_ID[id]


def _power(length: int) -> FloatArray:
    """Return the binomial coefficients (1 1)^(length−1); the single 1 for a length of 1."""
    row = np.ones(1)
    for _ in range(length - 1):
        row = np.convolve(row, [1.0, 1.0])
    return row


def _smoothing(length: int) -> FloatArray:
    return _power(length) / 2.0 ** (length - 1)


def _slope(length: int) -> FloatArray:
    return np.convolve([-1.0, 1.0], _power(length - 1)) if length >= 2 else np.zeros(1)


def _bend(length: int) -> FloatArray:
    return np.convolve([1.0, -2.0, 1.0], _smoothing(length - 2)) if length >= 3 else np.zeros(length)


def _middle(length: int) -> FloatArray:
    """Return the smoothing that goes with a bend along the other axis, narrower by the two cells the bend takes."""
    return np.pad(_smoothing(length - 2), 1) if length >= 3 else _smoothing(length)


def _limited(kernel: FloatArray) -> FloatArray:
    """Return the kernel scaled down, if need be, so that its positive weights sum to no more than 4."""
    return kernel * min(1.0, _STRONGEST_SLOPE / max(float(kernel[kernel > 0].sum()), 1e-9))


def _identity(height: int, width: int) -> FloatArray:
    kernel = np.zeros((height, width))
    # With an even size there is no middle; this cell goes with 'same' padding, whose odd ring comes last.
    kernel[(height - 1) // 2, (width - 1) // 2] = 1.0
    return kernel


def _box(height: int, width: int) -> FloatArray:
    return np.full((height, width), 1.0 / (height * width))


def _gaussian(height: int, width: int) -> FloatArray:
    return np.outer(_smoothing(height), _smoothing(width))


def _sobel_x(height: int, width: int) -> FloatArray:
    return _limited(np.outer(_power(height), _slope(width)))


def _sobel_y(height: int, width: int) -> FloatArray:
    return _sobel_x(width, height).T.copy()


def _laplacian(height: int, width: int) -> FloatArray:
    """Return the bend downwards plus the bend across: at 3×3 the classical cross, above it a smoothed one."""
    return np.outer(_bend(height), _middle(width)) + np.outer(_middle(height), _bend(width))


def _sharpen(height: int, width: int) -> FloatArray:
    return _identity(height, width) - _laplacian(height, width)


def _emboss(height: int, width: int) -> FloatArray:
    """Return the picture itself plus a ramp that falls towards the upper left, as if light came from there."""
    rows, columns = np.arange(height) - (height - 1) / 2, np.arange(width) - (width - 1) / 2
    return _identity(height, width) + _limited(rows[:, None] + columns)


def _line(on: FloatArray) -> FloatArray:
    """Return 2 where the line runs and, elsewhere, the equal share of minus their sum: an even area answers 0."""
    cells = int(np.count_nonzero(on))
    return np.where(on > 0, 2.0, -2.0 * cells / max(on.size - cells, 1))


def _diagonal_down(height: int, width: int) -> FloatArray:
    on = np.zeros((height, width))
    longer = max(height, width)
    steps = (np.arange(longer) + 0.5) / longer
    on[(steps * height).astype(int), (steps * width).astype(int)] = 1
    return _line(on)


def _diagonal_up(height: int, width: int) -> FloatArray:
    return _diagonal_down(height, width)[:, ::-1].copy()


def _corner(height: int, width: int) -> FloatArray:
    on = np.zeros((height, width))
    row, column = (height - 1) // 2, (width - 1) // 2
    on[row, column:] = on[row:, column] = 1
    return _line(on)


def _curve(height: int, width: int) -> FloatArray:
    """Return 30 along the curve of a well-known 7×7 detector, upright below and bending to the upper right.

    Source: Deshpande, "A Beginner's Guide To Understanding Convolutional Neural Networks" (2016).
    """
    kernel = np.zeros((height, width))
    rows = (np.arange(height) + 0.5) * 7 / height - 0.5  # where each row lies in the 7×7 original
    columns = np.where(rows < 2, 5 - rows, 3)
    kernel[np.arange(height), ((columns + 0.5) * width / 7).astype(int)] = np.where(rows < 5.5, 30.0, 0.0)
    return kernel


def _random(height: int, width: int) -> FloatArray:
    """Return weights between −1 and 1, the same each time for a size."""
    return np.round(np.random.default_rng((height, width)).uniform(-1, 1, (height, width)), 2)


PRESETS = (
    KernelPreset("identity", text("Identity"), text("Leaves the picture as it is."), _identity),
    KernelPreset("box", text("Box blur"), text("Blurs: each cell becomes the mean of its window."), _box),
    KernelPreset("gaussian", text("Gaussian blur"), text("Blurs softly: near cells count more."), _gaussian),
    KernelPreset("sharpen", text("Sharpen"), text("Makes edges stronger and leaves even areas as they are."), _sharpen),
    KernelPreset("sobel_x", text("Vertical"), text("Answers where ink begins from left to right."), _sobel_x),
    KernelPreset("sobel_y", text("Horizontal"), text("Answers where ink begins from top to bottom."), _sobel_y),
    KernelPreset("laplacian", text("Laplacian"), text("Answers at edges in every direction."), _laplacian),
    KernelPreset("emboss", text("Emboss"), text("Makes ink look raised, lit from one corner."), _emboss),
    KernelPreset("diagonal_down", text("Diagonal ╲"), text("Answers on lines that fall to the right."), _diagonal_down),
    KernelPreset("diagonal_up", text("Diagonal ╱"), text("Answers on lines that rise to the right."), _diagonal_up),
    KernelPreset(
        "corner", text("Corner"), text("Answers where two lines meet as in a box's upper left corner."), _corner
    ),
    KernelPreset("curve", text("Curve"), text("Answers where a line bends as this one does."), _curve, 7),
    KernelPreset("random", text("Random"), text("Looks for nothing yet: this is how training begins."), _random),
)
"""All presets, in the order in which they are offered."""

_BY_ID = {known.id: known for known in PRESETS}
