"""Where the parts of the shift test lie: three grids in a row, the curve beside or below them."""

from __future__ import annotations

from PySide6.QtCore import QRect

_GRIDS = ("input", "convolution", "pooled")
_GAP = 24
"""Between two grids, pixels."""

_LEAST_PLOT = 190
"""Height below which the curve goes beside the grids."""

_PLOT_SHARE = 0.34
"""Of the width, for a curve beside the grids."""


def place_shift(stage: QRect, heading: int) -> dict[str, QRect]:
    """Return the arrangement in which the grids are larger; `heading` is how high the words above a grid are."""
    beside_width = int(stage.width() * (1 - _PLOT_SHARE)) - _GAP
    beside = min((beside_width - 2 * _GAP) // 3, stage.height() - heading)
    below = min((stage.width() - 2 * _GAP) // 3, stage.height() - heading - _LEAST_PLOT - _GAP // 2)
    return _with_plot_below(stage, heading, below) if below > beside else _with_plot_beside(stage, heading, beside)


def _with_plot_beside(stage: QRect, heading: int, side: int) -> dict[str, QRect]:
    places = _row(stage, heading, side, side)
    left = places["pooled"].right() + 1 + _GAP
    height = min(stage.height(), max(heading + side, int((stage.right() - left) * 0.9)))
    places["plot"] = QRect(left, stage.top(), stage.right() + 1 - left, height)
    return places


def _with_plot_below(stage: QRect, heading: int, side: int) -> dict[str, QRect]:
    places = _row(stage, heading, side, (stage.width() - 2 * _GAP) // 3)
    top = stage.top() + heading + side + _GAP // 2
    places["plot"] = QRect(stage.left(), top, stage.width(), stage.bottom() + 1 - top)
    return places


def _row(stage: QRect, heading: int, side: int, width: int) -> dict[str, QRect]:
    return {
        name: QRect(stage.left() + place * (width + _GAP), stage.top(), width, heading + side)
        for place, name in enumerate(_GRIDS)
    }
