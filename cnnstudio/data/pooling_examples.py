"""Small inputs whose pooling can be followed by hand, and one of AlexNet's size.

Sources: the 4×4 numbers of the course's own table (curriculum P1); overlapping windows of 3 at stride 2 on 55×55 maps,
Krizhevsky, Sutskever, Hinton, "ImageNet classification with deep convolutional neural networks" (2012), section 3.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.data.grid_text import parse_grid


@dataclass(frozen=True, eq=False)
class PoolingExample:
    """An input and how it is pooled.

    Attributes
    ----------
    id
        What the lab calls it.
    name
        What the learner reads.
    input
        (C, H, W) numbers.
    kind
        "max", "average" or "l2".
    size, stride, padding
        In height and width.

    """

    id: str
    name: Text
    input: FloatArray
    kind: str = "max"
    size: tuple[int, int] = (2, 2)
    stride: tuple[int, int] = (2, 2)
    padding: tuple[int, int] = (0, 0)


def pooling_example(id: str) -> PoolingExample:
    """Return the example with this id.

    Raises
    ------
    KeyError
        If there is none.

    """
    return _BY_ID[id]


_FOUR_WINNERS = parse_grid("1 0 1 0; 0 4 2 0; 0 1 6 1; 0 0 1 0")[None]

_EVEN = parse_grid("1 3 2 2; 5 7 2 2; 0 4 8 0; 0 0 0 8")[None]

_TRIPLES = parse_grid("3 4 0 5; 0 0 12 0; 8 0 2 2; 0 6 2 2")[None]

_OVERLAPPING = parse_grid("1 2 0 1 3; 0 5 1 2 0; 2 1 9 0 1; 0 3 1 4 2; 1 0 2 1 6")[None]


def _bumps(size: int, centres: tuple[tuple[int, int], ...], width: float) -> FloatArray:
    """Return a (size, size) map with a round bump at each centre, 0…1 with two decimals."""
    rows, columns = np.mgrid[:size, :size]
    heights = [np.exp(-((rows - row) ** 2 + (columns - column) ** 2) / (2 * width**2)) for row, column in centres]
    return np.asarray(np.round(np.maximum.reduce(heights), 2))


POOLING_EXAMPLES = (
    PoolingExample("four_winners", text("Four winners of 16"), _FOUR_WINNERS),
    PoolingExample("average", text("Average of four numbers"), _EVEN, "average"),
    PoolingExample("l2", text("L2: 3 and 4 become 5"), _TRIPLES, "l2"),
    PoolingExample("overlapping", text("Overlapping windows"), _OVERLAPPING, size=(3, 3), stride=(2, 2)),
    PoolingExample(
        "alexnet",
        text("AlexNet: 55×55 to 27×27"),
        _bumps(55, ((9, 12), (15, 40), (30, 25), (44, 10), (46, 45)), 4.5)[None],
        size=(3, 3),
        stride=(2, 2),
    ),
)
"""The examples, in the order in which a class meets them."""

_BY_ID = {example.id: example for example in POOLING_EXAMPLES}
