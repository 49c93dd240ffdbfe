"""All labs show the same specimen."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.specimen import Specimen, SpecimenPicture
from cnnstudio.core.texts import text


def test_it_starts_as_an_empty_drawing() -> None:
    picture = Specimen().picture
    assert picture.name == text("Your drawing")
    assert picture.label is None
    assert picture.pixels.shape == (28, 28)
    assert not picture.pixels.any()


def test_showing_another_picture_tells_the_labs() -> None:
    specimen = Specimen()
    shown: list[int | None] = []
    specimen.subscribe(lambda: shown.append(specimen.picture.label))
    for label in (4, 9):
        specimen.show(SpecimenPicture(text("MNIST test {index}", index=label), np.ones((28, 28), np.float32), label))
    assert shown == [4, 9]
