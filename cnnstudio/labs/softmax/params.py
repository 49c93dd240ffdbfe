"""What the learner sets in the softmax lab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.softmax.examples import EXAMPLES

Source = Literal["network", "own"]
Unit = Literal["number", "column"]
Place = tuple[str, int]
"""A number of the calculation: its column and its row."""

MOST_CLASSES = 10
LEAST_CLASSES = 2

OWN_SCORES = text("Own scores")
_FIRST = EXAMPLES[0]

COLDEST, HOTTEST = 0.05, 20.0
"""Ends of the temperature's slider."""

FARTHEST = 8.0
"""How far from 0 the score of the two classes can be."""


@dataclass(frozen=True)
class SoftmaxParams:
    """One moment of the lab.

    Attributes
    ----------
    source
        Whether the scores are the network's answer to the specimen, or the learner's own.
    logits
        The own scores, one a class.
    class_names
        What the classes of the own scores are called.
    name
        Where the own scores come from.
    target
        The true class; None for the label of the specimen, or the likeliest class where it has none.
    temperature
        What all scores are divided by.
    stable
        Whether the largest score is taken off all of them first.
    unit
        What one step is.
    place
        The number that was filled in last; None for the whole calculation.
    score, answer
        The two classes' score z, and which of them is the true one: 1 or 0.

    """

    source: Source = "own"
    logits: tuple[float, ...] = _FIRST.logits
    class_names: tuple[str, ...] = ("0", "1", "2")
    name: Text = _FIRST.name
    target: int | None = 0
    temperature: float = 1.0
    stable: bool = False
    unit: Unit = "number"
    place: Place | None = None
    score: float = 0.81
    answer: int = 1

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are worked out, from left to right."""
        scaled = ("scaled",) if self.temperature != 1 else ()
        shifted = ("shifted",) if self.stable else ()
        return (*scaled, *shifted, "exponential", "total", "share")


def numbered(classes: int) -> tuple[str, ...]:
    """Return names for classes that have none: their numbers.

    >>> numbered(3)
    ('0', '1', '2')
    """
    return tuple(str(number) for number in range(classes))


WALKING = frozenset({"unit", "place"})
"""Where one looks: not a step of undo."""
