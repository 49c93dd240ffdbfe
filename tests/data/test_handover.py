"""What labs hand to each other waits where the other finds it, and nobody needs to know who asks."""

from __future__ import annotations

import numpy as np
import pytest

from cnnstudio.core.texts import text
from cnnstudio.data.feature_maps import FeatureMaps, FeatureMapShelf
from cnnstudio.data.handover import Handover
from cnnstudio.data.lab_numbers import ConvolutionNumbers, LabNumbers, LogitNumbers, PoolingNumbers
from cnnstudio.data.strokes import Stroke

MAPS = FeatureMaps(np.ones((2, 4, 4)), 1)
NAME = text("Layer")
NUMBERS: tuple[LabNumbers, ...] = (
    ConvolutionNumbers(NAME, np.ones((1, 4, 4)), np.ones((1, 1, 2, 2)), np.zeros(1)),
    PoolingNumbers(NAME, np.ones((1, 4, 4))),
    LogitNumbers(NAME, np.array([1.0, 2.0]), ("0", "1"), 1),
)


class Convolution:
    """Makes feature maps when they are first needed."""

    def __init__(self, shelf: FeatureMapShelf) -> None:
        self.asked = 0
        self._shelf = shelf
        shelf.wanted.subscribe(self.make)

    def make(self) -> None:
        self.asked += 1
        self._shelf.put(MAPS)


def test_maps_are_made_once_when_they_are_first_needed() -> None:
    shelf = FeatureMapShelf()
    assert shelf.maps is None
    convolution = Convolution(shelf)
    assert convolution.asked == 0
    assert shelf.ask() is MAPS
    assert shelf.ask() is MAPS
    assert convolution.asked == 1


def test_where_nobody_makes_maps_there_are_none() -> None:
    assert FeatureMapShelf().ask() is None


def test_other_maps_are_told_to_who_follows() -> None:
    shelf, seen = FeatureMapShelf(), list[FeatureMaps | None]()
    shelf.subscribe(lambda: seen.append(shelf.maps))
    other = FeatureMaps(np.zeros((1, 2, 2)))
    for maps in (MAPS, other):
        shelf.put(maps)
    assert seen == [MAPS, other]


@pytest.mark.parametrize("numbers", NUMBERS, ids=lambda numbers: numbers.lab)
def test_numbers_know_the_lab_that_shows_them(numbers: LabNumbers) -> None:
    handover, opened = Handover(), list[tuple[str, object]]()
    handover.opened.subscribe(lambda: opened.append((handover.lab, handover.numbers)))
    handover.open(numbers)
    handover.open_lab("draw")
    assert opened == [(numbers.lab, numbers), ("draw", None)], "a lab opened as it was left gets no old numbers"
    assert {entry.lab for entry in NUMBERS} == {"convolution", "pooling", "softmax"}


def test_a_drawing_is_told_while_it_is_made_and_when_it_is_finished() -> None:
    handover, told = Handover(), list[tuple[int, bool]]()
    handover.drawn.subscribe(lambda: told.append((len(handover.drawing[0].points), handover.is_finished)))
    stroke = Stroke.of([(0.2, 0.2)], 0.07)
    handover.draw((stroke,), is_finished=False)
    handover.draw((stroke.extended(0.5, 0.5, 0.07),), is_finished=True)
    assert told == [(1, False), (2, True)]
