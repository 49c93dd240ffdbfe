"""Small inputs with their kernels whose convolution can be followed by hand.

Sources: the numbers of the curve detector, Deshpande, "A Beginner's Guide To Understanding Convolutional Neural
Networks" (2016); the sizes, strides and paddings of the three walks and most of their numbers, Dumoulin and Visin, "A
guide to convolution arithmetic for deep learning" (2016), figures 1.1 and 2.1 to 2.6.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.data.grid_text import parse_grid
from cnnstudio.data.kernel_presets import preset


@dataclass(frozen=True, eq=False)
class WorkedExample:
    """An input, a bank of kernels and how they are laid on it.

    Attributes
    ----------
    id
        What the lab calls it.
    name
        What the learner reads.
    input
        (C, H, W) numbers.
    weight, bias
        (K, C, FH, FW) kernels and the (K,) numbers added to each map.
    stride, padding
        In height and width.

    """

    id: str
    name: Text
    input: FloatArray
    weight: FloatArray
    bias: FloatArray = field(default_factory=lambda: np.zeros(1))
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (0, 0)


def worked_example(id: str) -> WorkedExample:
    """Return the example with this id.

    Raises
    ------
    KeyError
        If there is none.

    """
    return _BY_ID[id]


def _channels(*written: str) -> FloatArray:
    """Return (C, H, W) numbers, one string a channel."""
    return np.stack([parse_grid(channel) for channel in written])


_WALK = "3 3 2 1 0; 0 0 1 3 1; 3 1 2 2 3; 2 0 0 2 2; 2 0 0 0 1"
_WALK_KERNEL = "0 1 2; 2 2 0; 0 1 2"

_CURVE = preset("curve").make(7, 7)[None, None]

_FOUND_CURVE = """
0 0 0 0 0 0 30
0 0 0 0 50 50 50
0 0 0 20 50 0 0
0 0 0 50 50 0 0
0 0 0 50 50 0 0
0 0 0 50 50 0 0
0 0 0 50 50 0 0
"""

_NO_CURVE = """
0 0 0 0 0 0 0
0 40 0 0 0 0 0
40 0 40 0 0 0 0
40 20 0 0 0 0 0
0 50 0 0 0 0 0
0 0 50 0 0 0 0
25 25 0 50 0 0 0
"""

_EDGES = """
0 0 0 0 0 0 0
0 0 9 9 9 0 0
0 0 9 9 9 0 0
0 0 9 9 9 0 0
0 0 9 9 9 0 0
0 0 9 9 9 0 0
0 0 0 0 0 0 0
"""

_RED = "9 9 0 0 0; 9 9 0 0 0; 9 9 0 0 0; 9 9 0 0 0; 9 9 0 0 0"
_GREEN = "0 0 0 0 0; 0 0 0 0 0; 9 9 9 9 9; 9 9 9 9 9; 9 9 9 9 9"
_BLUE = "0 0 0 0 9; 0 0 0 9 0; 0 0 9 0 0; 0 9 0 0 0; 9 0 0 0 0"

WORKED_EXAMPLES = (
    WorkedExample(
        "diagonal_mask",
        text("A 2×2 mask on a 4×4 grid"),
        _channels("1 0 1 0; 0 1 1 0; 0 0 1 1; 0 0 1 0"),
        _channels("1 0; 0 1")[None],
    ),
    WorkedExample("curve_found", text("A curve, found: 6600"), _channels(_FOUND_CURVE), _CURVE),
    WorkedExample("curve_missing", text("A curve, not there: 0"), _channels(_NO_CURVE), _CURVE),
    WorkedExample(
        "stride_1_padding_0",
        text("Stride 1, padding 0: 4×4 becomes 2×2"),
        _channels(_WALK)[:, :4, :4],
        _channels(_WALK_KERNEL)[None],
    ),
    WorkedExample(
        "stride_1_padding_2",
        text("Stride 1, padding 2: 5×5 becomes 6×6"),
        _channels(_WALK),
        _channels("0 1 2 0; 2 2 0 1; 0 1 2 0; 1 0 0 1")[None],
        padding=(2, 2),
    ),
    WorkedExample(
        "stride_2_padding_1",
        text("Stride 2, padding 1: 5×5 becomes 3×3"),
        _channels(_WALK),
        _channels(_WALK_KERNEL)[None],
        stride=(2, 2),
        padding=(1, 1),
    ),
    WorkedExample(
        "edges",
        text("The edges of a bar, 7×7"),
        _channels(_EDGES),
        np.stack([preset(name).make(3, 3)[None] for name in ("sobel_x", "sobel_y")]),
        np.zeros(2),
    ),
    WorkedExample(
        "two_channels",
        text("Two channels become one map"),
        _channels("1 2 0 1; 0 1 3 1; 2 0 1 0; 1 1 0 2", "0 1 1 0; 2 0 1 1; 0 3 0 1; 1 0 2 0"),
        _channels("1 0; 0 1", "0 1; −1 0")[None],
        np.array([1.0]),
    ),
    WorkedExample(
        "colours",
        text("Red, green and blue, two filters"),
        _channels(_RED, _GREEN, _BLUE),
        np.stack(
            [
                _channels("1 0 −1; 1 0 −1; 1 0 −1", "0 0 0; 0 0 0; 0 0 0", "0 0 0; 0 0 0; 0 0 0"),
                _channels("0 0 0; 0 0 0; 0 0 0", "−1 −1 −1; 0 0 0; 1 1 1", "0 0 1; 0 1 0; 1 0 0"),
            ]
        ),
        np.array([0.0, 1.0]),
        padding=(1, 1),
    ),
)
"""The examples, in the order in which a class meets them."""

_BY_ID = {example.id: example for example in WORKED_EXAMPLES}
