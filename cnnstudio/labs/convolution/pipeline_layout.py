"""Where the pipeline view puts its maps: the input at the left, one row a filter, as large as the room allows."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from cnnstudio.ops.window import Pair

_MARGINS = (32.0, 16.0)
_GAP = 8.0
_ARROW = 40.0
_MOST_GROUPS = 4
_SMALLEST_KERNEL = 18.0
_LARGEST_KERNEL = 88.0


@dataclass(frozen=True)
class PipelineNeeds:
    """What the parts ask for, in pixels.

    Attributes
    ----------
    heading, caption
        Height of a line of either type.
    foot
        Height of the words at the bottom.
    name
        Width and height in which every kernel's name can be written.
    filters, stages
        How many rows of maps, and how many maps in each.
    map_size, picture_size
        Rows and columns of the maps and of the input.

    """

    heading: float
    caption: float
    foot: float
    name: tuple[float, float]
    filters: int
    stages: int
    map_size: Pair
    picture_size: Pair


@dataclass(frozen=True)
class FilterRow:
    """The places of one filter; its name's is None where there is no room for it."""

    whole: QRectF
    kernel: QRectF
    name: QRectF | None
    maps: tuple[QRectF, ...]


@dataclass(frozen=True)
class PipelinePlaces:
    """Where everything lies; `headings` is empty where the maps are too narrow for words above each."""

    picture: QRectF
    legend: QRectF
    head: QRectF
    headings: tuple[QRectF, ...]
    rows: tuple[FilterRow, ...]
    foot: QRectF


@dataclass(frozen=True)
class _Grouping:
    """So many groups of rows beside each other, and how high their maps are then."""

    groups: int
    rows: int
    side: float
    lead: float
    gap: float
    is_named: bool


def place_pipeline(width: float, height: float, needs: PipelineNeeds) -> PipelinePlaces:
    """Return where everything goes on a stage of this size."""
    margin = _MARGINS[width < 900]
    top = needs.heading + needs.caption + 6
    foot = QRectF(margin, height - needs.foot - 8, width - 2 * margin, needs.foot)
    area = QRectF(margin, top, width - 2 * margin, foot.top() - _GAP - top)
    picture, legend = _picture(area, needs)
    left = max(picture.right(), legend.right()) + 24
    rest = QRectF(left, area.top(), area.right() - left, area.height())
    grouping = _best_grouping(rest, needs)
    rows = tuple(_row(number, rest, grouping, needs) for number in range(needs.filters))
    head = QRectF(rest.left(), 4, rest.width(), top - 6)
    return PipelinePlaces(picture, legend, head, _headings(rows, grouping, top), rows, foot)


def _picture(area: QRectF, needs: PipelineNeeds) -> tuple[QRectF, QRectF]:
    """Return the places of the input and, below it, of the colour scales."""
    legend_height = 4 * needs.caption + 24
    room_width, room_height = area.width() * 0.26, area.height() - legend_height
    rows, columns = needs.picture_size
    cell = min(room_width / columns, room_height / rows)
    picture = QRectF(area.left(), area.top(), cell * columns, cell * rows)
    legend = QRectF(area.left(), picture.bottom() + 8, max(picture.width(), area.width() * 0.2), legend_height - 8)
    return picture, legend


def _best_grouping(rest: QRectF, needs: PipelineNeeds) -> _Grouping:
    """Return the number of groups in which the maps become largest."""
    choices = [
        choice
        for groups in range(1, min(_MOST_GROUPS, needs.filters) + 1)
        if (groups - 1) * math.ceil(needs.filters / groups) < needs.filters
        for choice in (_grouping(groups, rest, needs, is_named=True), _grouping(groups, rest, needs, is_named=False))
    ]
    # A name is worth a fifth of the size; of equal sizes the fewer groups win.
    return max(choices, key=lambda choice: (round(choice.side * (1.25 if choice.is_named else 1)), -choice.groups))


def _grouping(groups: int, rest: QRectF, needs: PipelineNeeds, *, is_named: bool) -> _Grouping:
    rows = math.ceil(needs.filters / groups)
    aspect = needs.map_size[1] / needs.map_size[0]
    gap = _ARROW if groups == 1 else _GAP
    width = (rest.width() - 24 * (groups - 1)) / groups - gap * needs.stages - 2 * _GAP
    high = rest.height() / rows - _GAP
    if not is_named:
        side = min(high, width / (needs.stages * aspect + 0.7))
        return _Grouping(groups, rows, max(side, 4.0), max(min(side * 0.7, _LARGEST_KERNEL), 3.0), gap, is_named)
    lead = max(needs.name[0], _SMALLEST_KERNEL)
    side = min(high, (width - lead) / (needs.stages * aspect))
    fits = side >= _SMALLEST_KERNEL + needs.name[1] + 4
    return _Grouping(groups, rows, side if fits else 0.0, lead, gap, is_named)


def _row(number: int, rest: QRectF, grouping: _Grouping, needs: PipelineNeeds) -> FilterRow:
    group, row = divmod(number, grouping.rows)
    group_width = (rest.width() - 24 * (grouping.groups - 1)) / grouping.groups
    left = rest.left() + group * (group_width + 24) + _GAP / 2
    height = min(rest.height() / grouping.rows, grouping.side + 3 * _GAP)
    top = rest.top() + row * height
    side, aspect = grouping.side, needs.map_size[1] / needs.map_size[0]
    below = needs.name[1] + 4 if grouping.is_named else 0.0
    kernel_side = min(grouping.lead, side - below, _LARGEST_KERNEL)
    kernel_top = top + (side - kernel_side - below) / 2
    kernel = QRectF(left, kernel_top, kernel_side, kernel_side)
    name = QRectF(left, kernel.bottom() + 4, grouping.lead, needs.name[1]) if grouping.is_named else None
    step = side * aspect + grouping.gap
    first = left + grouping.lead + grouping.gap
    maps = tuple(QRectF(round(first + place * step), round(top), side * aspect, side) for place in range(needs.stages))
    whole = QRectF(left - _GAP / 2, top - _GAP / 2, maps[-1].right() - left + _GAP, side + _GAP)
    return FilterRow(whole, kernel, name, maps)


def _headings(rows: tuple[FilterRow, ...], grouping: _Grouping, top: float) -> tuple[QRectF, ...]:
    """Return the places above the maps of each group's first row."""
    return tuple(
        QRectF(map_.left(), 4, map_.width() + grouping.gap - 8, top - 6)
        for first in rows[:: grouping.rows]
        for map_ in first.maps
    )
