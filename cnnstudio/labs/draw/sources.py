"""What can lie on the table: strokes, a photo or scan, a digit of MNIST."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cnnstudio.core.arrays import ByteArray
from cnnstudio.core.texts import Text, text
from cnnstudio.data.recipe import Prepared, Recipe, center_of_mass
from cnnstudio.data.stroke_recipe import prepare_strokes
from cnnstudio.data.strokes import Drawing

if TYPE_CHECKING:
    from cnnstudio.core.specimen import OriginalPicture
    from cnnstudio.data.ink import FoundInk
    from cnnstudio.data.mnist import MnistPart, MnistSplit
    from cnnstudio.data.photo import Picture


@dataclass(frozen=True, eq=False)
class DrawnSource:
    """Strokes of the learner's pen."""

    strokes: Drawing = ()

    @property
    def name(self) -> Text:
        """What to call it."""
        return text("Your drawing")

    @property
    def label(self) -> None:
        """Nobody but the learner knows which digit it is."""
        return None

    @property
    def original(self) -> None:
        """There is nothing behind it."""
        return None

    def prepared(self, recipe: Recipe) -> Prepared:
        """Return what the network sees."""
        return prepare_strokes(self.strokes, recipe)


@dataclass(frozen=True, eq=False)
class PhotoSource:
    """A picture file, and the ink that was found in it."""

    picture: Picture
    found: FoundInk

    @property
    def name(self) -> Text:
        """What to call it: the file's name."""
        return Text("{name}", (("name", self.picture.name),))

    @property
    def label(self) -> None:
        """A photo does not say which digit it shows."""
        return None

    @property
    def original(self) -> OriginalPicture | None:
        """Where it can be had in full."""
        from cnnstudio.data.full_picture import original_of  # late, like the next

        return original_of(self.picture)

    def prepared(self, recipe: Recipe) -> Prepared:
        """Return what the network sees."""
        from cnnstudio.data.picture_recipe import prepare_picture  # late: the start need not wait for it

        return prepare_picture(self.found, recipe)


@dataclass(frozen=True, eq=False)
class SampleSource:
    """A digit of MNIST, which was prepared by its makers.

    Attributes
    ----------
    part
        "train" or "test".
    index
        Its place in that part, from 0.
    image
        (28, 28) bytes, 255 = ink.
    label
        The digit that it is.

    """

    part: MnistPart
    index: int
    image: ByteArray
    label: int

    @staticmethod
    def of(split: MnistSplit, index: int) -> SampleSource:
        """Return one digit of a loaded part."""
        return SampleSource(split.part, index, split.images[index].copy(), int(split.labels[index]))

    @property
    def name(self) -> Text:
        """What to call it."""
        if self.part == "train":
            return text("MNIST training {index}", index=self.index)
        return text("MNIST test {index}", index=self.index)

    @property
    def original(self) -> None:
        """There is nothing behind it."""
        return None

    def prepared(self, recipe: Recipe) -> Prepared:
        """Return what the network sees: the picture as it is, whatever the recipe says."""
        pixels = self.image.astype(np.float32) / np.float32(255)
        return Prepared(pixels, None, center_of_mass(pixels))


Source = DrawnSource | PhotoSource | SampleSource
