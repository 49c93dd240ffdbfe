"""Where the parts of the step view lie: input and output above, the hand calculation of one cell below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect

from cnnstudio.ops.window import Pair

_GAP = 16
_MARGINS = (32, 16)
"""Left and right of the stage, where it is wide and where it is narrow."""

_SHARE, _LEAST_SHARE, _SUM = 0.42, 0.34, 0.12
"""How much of the stage's height the hand calculation may take, and how much less the column sum needs at least."""

_LINES = 14
"""The hand calculation takes less of a stage that is lower than so many headings: the grids come first."""

_RULED = 6
"""Side from which cells are parted by lines, so that all have the same whole number of pixels."""

_MUCH_SMALLER, _LARGEST_GROWTH = 0.5, 2.5
"""An output with less than so much of the input's rows and columns has cells up to so many times larger; where cells
are too small to be parted by lines, one with just as much has, too."""

_LEAST_PART, _SMALLEST_TERM = 3, 16
"""So many rows and columns are shown in any window, as long as their cells keep so many pixels."""

_WIDEST_SUM = 2
"""The column sum is no more than so many times as wide as it needs to be: a number stays near its label."""

_SIGN = 30
"""Room for × and = between two grids of terms."""


@dataclass(frozen=True)
class Needs:
    """What the parts ask for.

    Attributes
    ----------
    heading
        Height of a heading's line, pixels.
    term
        Side of a cell of the hand calculation where there is room, pixels.
    sum_width
        Width of the column sum, pixels.
    middle
        Width kept free between input and output, for the scale, pixels.
    input_size, output_size
        Rows and columns of the padded input and of the output.
    kernel_size
        Rows and columns of the kernel.
    aspects
        How many times wider than high the cells of each grid of the hand calculation are.
    readable
        Side below which a cell of the hand calculation cannot be read, pixels.

    """

    heading: int
    term: int
    sum_width: int
    middle: int
    input_size: Pair
    output_size: Pair
    kernel_size: Pair
    aspects: tuple[float, ...]
    readable: int


@dataclass(frozen=True)
class Places:
    """One rectangle a part, headings above the grids they belong to."""

    input: QRect
    output: QRect
    scale: QRect
    card: QRect
    terms: tuple[QRect, ...]
    part: Pair
    """Rows and columns of the kernel that are shown."""
    sum: QRect
    heading: int


def place(width: int, height: int, needs: Needs) -> Places:
    """Return where everything lies on a stage of a size in pixels."""
    margin = _MARGINS[0] if width >= 800 else _MARGINS[1]
    side, part = _terms(width - 2 * margin, height, needs)
    sum_least = _sum_least(height, needs)
    card_height = max(part[0] * side, sum_least) + needs.heading + 24
    card = QRect(margin - 16, height - card_height - 8, width - 2 * margin + 32, card_height)
    terms, right = _term_places(card, margin, side, part, needs)
    left = right + _GAP + 8
    sum_width = min(card.right() - 16 - left, _WIDEST_SUM * needs.sum_width)
    sum_ = QRect(left, card.top() + needs.heading - 4, sum_width, card_height - needs.heading - 4)
    grids = _grid_places(width, card.top() - needs.heading - 24, margin, needs)
    return Places(*grids, card, terms, part, sum_, needs.heading)


def _share(height: int, needs: Needs) -> float:
    """Return how much of the stage's height the hand calculation may take."""
    return min(_SHARE, max(_LEAST_SHARE, _SHARE * height / (_LINES * needs.heading)))


def _sum_least(height: int, needs: Needs) -> int:
    return min(round(needs.heading * 3.4), round(height * (_share(height, needs) - _SUM)))


def _terms(room: int, height: int, needs: Needs) -> tuple[int, Pair]:
    """Return the side of a cell of the hand calculation and how many of the kernel's rows and columns are shown.

    It takes no more than its share of the stage; of a kernel that could not be read so, only a part is shown.
    """
    high = max(height * _share(height, needs) - needs.heading - 24, _sum_least(height, needs))
    wide = (room - needs.sum_width - _SIGN * (len(needs.aspects) - 1) - _GAP) / sum(needs.aspects)
    rows, columns = needs.kernel_size
    readable = min(needs.readable, max(_SMALLEST_TERM, int(min(high, wide) / _LEAST_PART)))
    rows = min(rows, max(1, int(high / readable)))
    columns = min(columns, max(1, int(wide / readable)))
    return max(8, int(min(needs.term, high / rows, wide / columns))), (rows, columns)


def _term_places(card: QRect, margin: int, side: int, part: Pair, needs: Needs) -> tuple[tuple[QRect, ...], int]:
    places, left = [], margin
    rows, columns = part
    for aspect in needs.aspects:
        width = round(columns * side * aspect)
        places.append(QRect(left, card.top() + needs.heading + 8, width + 1, rows * side + 1))
        left += width + _SIGN
    return tuple(places), left - _SIGN


def _grid_places(width: int, bottom: int, margin: int, needs: Needs) -> tuple[QRect, QRect, QRect]:
    """Return the places of input, output and scale; cells of both have one size, unless the output is far smaller."""
    top = needs.heading + 4
    half = (width - 2 * margin - needs.middle) / 2
    rows = max(needs.input_size[0], needs.output_size[0])
    columns = max(needs.input_size[1], needs.output_size[1])
    cell = min(half / columns, (bottom - top + needs.heading) / rows, 72.0)
    cell = float(int(cell)) if cell >= _RULED else cell
    in_height, in_width = (max(1, round(count * cell)) for count in needs.input_size)
    input_ = QRect(margin, top, in_width, in_height)
    out_cell = cell
    share = max(needs.output_size[0] / rows, needs.output_size[1] / columns)
    if share < _MUCH_SMALLER or (share == _MUCH_SMALLER and cell < _RULED):
        fitting = min(half / needs.output_size[1], input_.height() / needs.output_size[0])
        out_cell = min(fitting, _LARGEST_GROWTH * cell, 72.0)
    out_width, out_height = round(needs.output_size[1] * out_cell), round(needs.output_size[0] * out_cell)
    offset = (input_.height() - out_height) // 2
    left = width - margin - max(out_width, round(half * 0.6))
    output = QRect(left, top + max(0, offset), max(1, out_width), max(1, out_height))
    bar = max(60, min(round(190 * needs.heading / 30), input_.height() // 2))
    scale = QRect(left - needs.middle + 16, output.top(), needs.middle - 28, bar)
    return input_, output, scale
