"""The one picture that all labs show: the learner's drawing, an image or a digit from a data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.core.texts import Text, text


@dataclass(frozen=True, eq=False)
class FullPicture:
    """A photo or scan with all its pixels, upright.

    It is shown as it is, 0 = black and 1 = white, unlike a digit, of which 0 is the paper and 1 the ink.

    Attributes
    ----------
    name
        What to call it.
    grey
        (H, W) float32 luminance, 0 = black, 1 = white.
    colour
        (H, W, 3) bytes, red, green, blue.
    note
        Something the user should know, such as that it is shown smaller than it is.

    """

    name: str
    grey: FloatArray
    colour: ByteArray
    note: Text | None = None

    def channels(self, *, in_colour: bool) -> FloatArray:
        """Return (3, H, W) red, green and blue, or (1, H, W) luminance; float32, 0…1."""
        if not in_colour:
            return self.grey[None]
        return np.ascontiguousarray(self.colour.transpose(2, 0, 1), np.float32) / np.float32(255)


class OriginalPicture(Protocol):
    """Where a photo can be had in full; two of the same photo are equal."""

    @property
    def name(self) -> str:
        """What to call it."""
        ...

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in the file, pixels."""
        ...

    def load(self) -> FullPicture:
        """Read all the pixels, in up to a few seconds: away from the GUI thread.

        Raises
        ------
        UserError
            If the file is gone or cannot be read any more.

        """
        ...


@dataclass(frozen=True, eq=False)
class SpecimenPicture:
    """A picture as the network sees it, and what it is called.

    Attributes
    ----------
    name
        Such as "Your drawing" or "MNIST test 30".
    pixels
        (H, W) float32, 0 = paper, 1 = ink.
    label
        The digit that it is, where that is known.
    original
        Where the photo behind it can be had in full; None for a drawing or a digit of MNIST.

    """

    name: Text
    pixels: FloatArray
    label: int | None = None
    original: OriginalPicture | None = None


class Specimen(Observable):
    """Holds the picture of the moment and emits when another takes its place."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = SpecimenPicture(text("Your drawing"), np.zeros((28, 28), np.float32))

    @property
    def picture(self) -> SpecimenPicture:
        """The picture of the moment."""
        return self._picture

    def show(self, picture: SpecimenPicture) -> None:
        """Let all labs show another picture."""
        self._picture = picture
        self.emit()
