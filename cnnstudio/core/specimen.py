"""The one picture that all labs show: the learner's drawing, an image or a digit from a data set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.observable import Observable
from cnnstudio.core.texts import Text, text


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

    """

    name: Text
    pixels: FloatArray
    label: int | None = None


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
