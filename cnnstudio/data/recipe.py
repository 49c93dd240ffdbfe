"""How a drawing becomes the 28 × 28 picture that an MNIST network expects: the steps and the result.

MNIST's digits were cropped, fitted into a box of 20 × 20 pixels, and moved so that their centre of mass lies in the
middle of 28 × 28 (LeCun, Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition",
section III.A). Whoever skips a step shows the network something it has never seen. Each step can be switched off here
so that a learner can watch recognition fail. `stroke_recipe` follows the steps for pen strokes, `picture_recipe` for
pictures.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray

SIDE = 28
"""Height and width of the network's input, pixels."""

BOX = 20
"""Side of the box into which a digit is fitted, pixels."""

PEN_DIAMETER = 2.2
"""Width of a pen stroke in MNIST, pixels."""

MASS_PLACE = 14.5
"""Where MNIST's digits have their centre of mass, across and down: the middle of pixel 14, counted from 0.

Measured over the training set: 14.50 ± 0.29 across, 14.49 ± 0.29 down, as whole-pixel shifts leave it.
"""


@dataclass(frozen=True)
class Recipe:
    """Which steps are done.

    Attributes
    ----------
    crop
        Cut to the ink; otherwise the whole canvas is used.
    fit
        Scale the longer side to 20 pixels; otherwise to all 28.
    center
        Move the centre of mass to the middle; otherwise the middle of the cut stays there.
    pen
        Draw with a pen as thick as in MNIST; otherwise the pen shrinks with the drawing.

    """

    crop: bool = True
    fit: bool = True
    center: bool = True
    pen: bool = True

    @property
    def side(self) -> int:
        """Pixels that the longer side of the cut becomes."""
        return BOX if self.fit else SIDE


@dataclass(frozen=True, eq=False)
class Prepared:
    """What the network sees.

    Attributes
    ----------
    pixels
        (28, 28) float32, 0 = paper, 1 = ink.
    box
        Left, top, right, bottom of the square into which the cut was fitted, in pixels from the top left corner.
        None where no square was used.
    mass
        x, y of the centre of mass of the ink, in pixels from the top left corner; None without ink.

    """

    pixels: FloatArray
    box: tuple[float, float, float, float] | None
    mass: tuple[float, float] | None

    @property
    def has_ink(self) -> bool:
        """Whether there is anything to recognise."""
        return self.mass is not None


def empty() -> Prepared:
    """Return a blank sheet."""
    return Prepared(np.zeros((SIDE, SIDE), np.float32), None, None)


def center_of_mass(pixels: FloatArray) -> tuple[float, float] | None:
    """Return x, y of the centre of mass of (H, W) ink, measured from the top left corner; None without ink.

    The first pixel's own centre lies at (0.5, 0.5), so an even sheet has its mass in the exact middle.
    """
    total = float(pixels.sum())
    if total <= 0:
        return None
    x = float(pixels.sum(axis=0) @ (np.arange(pixels.shape[1]) + 0.5)) / total
    y = float(pixels.sum(axis=1) @ (np.arange(pixels.shape[0]) + 0.5)) / total
    return x, y


def finished(pixels: FloatArray, recipe: Recipe) -> Prepared:
    """Do the last step, common to strokes and pictures: move the centre of mass to the middle, by whole pixels.

    `pixels` is (28, 28) with the cut already fitted and its middle in the middle of the sheet.
    """
    mass = center_of_mass(pixels)
    if mass is None:
        return empty()
    margin = (SIDE - recipe.side) / 2
    right = down = 0
    if recipe.center:
        right, down = (round(MASS_PLACE - place) for place in mass)
        pixels = shifted(pixels, right, down)
        mass = center_of_mass(pixels) or mass
    box = (margin + right, margin + down, SIDE - margin + right, SIDE - margin + down)
    return Prepared(pixels.astype(np.float32), box, mass)


def shifted(pixels: FloatArray, right: int, down: int) -> FloatArray:
    """Return (H, W) pixels moved by whole pixels; what leaves is lost, what enters is paper."""
    height, width = pixels.shape
    moved = np.zeros_like(pixels)
    if abs(right) < width and abs(down) < height:
        moved[max(down, 0) : height + min(down, 0), max(right, 0) : width + min(right, 0)] = pixels[
            max(-down, 0) : height - max(down, 0), max(-right, 0) : width - max(right, 0)
        ]
    return moved
