"""Where the maps of a strip lie: in as few rows as let all layers fit side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.theme import BODY, CAPTION, interface_font

_MARGIN = 20.0
_GAP = 3.0
_ARROW = 28.0
_LEAST_LINE = 110.0
"""A strip is broken into two lines only where each is at least this high."""


class Group(Protocol):
    """What the layout needs to know of a layer."""

    @property
    def title(self) -> str: ...  # noqa: D102
    @property
    def caption(self) -> str: ...  # noqa: D102
    @property
    def maps(self) -> FloatArray: ...  # noqa: D102


@dataclass(frozen=True)
class Block:
    """The room of one layer: its titles and one rectangle a map."""

    title: QRectF
    caption: QRectF
    maps: QRectF
    cells: tuple[QRectF, ...]

    @property
    def left(self) -> float:
        """The left end of titles and maps."""
        return self.maps.left()

    @property
    def right(self) -> float:
        """The right end of titles or maps, whichever reaches farther."""
        return max(self.maps.right(), self.title.right(), self.caption.right())


@dataclass(frozen=True)
class Arrangement:
    """One block a layer, and the zoom in per cent at which their titles fit."""

    blocks: tuple[Block, ...] = ()
    zoom: int = 100
    line_length: int = 0
    """How many layers stand in one line."""


def arrange(groups: Sequence[Group], region: QRectF, zoom: int) -> Arrangement:
    """Return where everything lies: on one line, or on two where the titles can then be written larger.

    Titles follow the font zoom as far as they fit side by side, and never go below 100 %.
    """
    if not groups:
        return Arrangement()
    inner = region.adjusted(_MARGIN, 10, -_MARGIN, -12)
    best = _fitting_zoom(groups, inner.width(), zoom)
    lines = 1
    half = math.ceil(len(groups) / 2)
    if best < zoom and inner.height() >= 2 * _LEAST_LINE:
        parts = (groups[:half], groups[half:])
        best, lines = min(_fitting_zoom(part, inner.width(), zoom) for part in parts if part), 2
    length = half if lines == 2 else len(groups)
    height = inner.height() / lines - (6 if lines == 2 else 0)
    blocks: list[Block] = []
    for line in range(lines):
        top = inner.top() + line * (height + 12)
        room = QRectF(inner.left(), top, inner.width(), height)
        blocks += _line(groups[line * length : (line + 1) * length], room, best)
    return Arrangement(tuple(blocks), best, length)


def _fitting_zoom(groups: Sequence[Group], width: float, zoom: int) -> int:
    """Return the largest zoom up to `zoom` at which the titles fit side by side."""
    while zoom > 100 and sum(_text_width(group, zoom) for group in groups) + _ARROW * (len(groups) - 1) > width:
        zoom -= 5
    return zoom


def least_width(groups: Sequence[Group]) -> float:
    """Return the width below which the titles do not stand side by side on one line, even at 100 %."""
    return sum(_text_width(group, 100) for group in groups) + _ARROW * (len(groups) - 1) + 2 * _MARGIN


def _line(groups: Sequence[Group], room: QRectF, zoom: int) -> list[Block]:
    """Return the blocks of one line, spread over its width.

    Every layer starts with two rows; as long as the line is too wide, the widest layer takes one row more, and its
    maps become smaller.
    """
    title_height, caption_height = (BODY + 5) * zoom / 100, (CAPTION + 5) * zoom / 100
    top = room.top() + title_height + caption_height + 6
    height = max(8.0, room.bottom() - top)
    texts = [_text_width(group, zoom) for group in groups]
    rows = _rows(groups, texts, height, room.width())
    sizes = [_size(group, count, height) for group, count in zip(groups, rows, strict=True)]
    widths = [max(size[0], words) for size, words in zip(sizes, texts, strict=True)]
    gap = max(8.0, (room.width() - sum(widths)) / max(1, len(groups) - 1))
    blocks, x = [], room.left()
    for group, (width, side), wide, count in zip(groups, sizes, widths, rows, strict=True):
        title = QRectF(x, room.top(), wide, title_height)
        caption = QRectF(x, room.top() + title_height, wide, caption_height)
        blocks.append(Block(title, caption, QRectF(x, top, width, height), _cells(group.maps, x, top, side, count)))
        x += wide + gap
    return blocks


def _rows(groups: Sequence[Group], texts: Sequence[float], height: float, room: float) -> list[int]:
    rows = [min(2, len(group.maps)) for group in groups]
    room -= _ARROW * (len(groups) - 1)
    while True:
        widths = [_size(group, count, height)[0] for group, count in zip(groups, rows, strict=True)]
        if sum(map(max, widths, texts)) <= room:
            return rows
        # Only a layer whose maps are wider than its title gains by another row; maps keep at least ten pixels.
        growing = [
            (width, place)
            for place, (width, words) in enumerate(zip(widths, texts, strict=True))
            if width > words and rows[place] < len(groups[place].maps) and height / (rows[place] + 1) >= 10
        ]
        if not growing:
            return rows
        rows[max(growing)[1]] += 1


def _size(group: Group, rows: int, height: float) -> tuple[float, float]:
    """Return the width of a layer in so many rows, and the height of one of its maps."""
    number, map_height, map_width = group.maps.shape
    columns = math.ceil(number / rows)
    # A single map of a few cells need not fill the strip.
    side = min((height - _GAP * (rows - 1)) / rows, 30.0 * map_height)
    return columns * side * map_width / map_height + _GAP * (columns - 1), side


def _cells(maps: FloatArray, left: float, top: float, side: float, rows: int) -> tuple[QRectF, ...]:
    number, map_height, map_width = maps.shape
    columns = math.ceil(number / rows)
    width = side * map_width / map_height
    return tuple(
        QRectF(
            round(left + (place % columns) * (width + _GAP)),
            round(top + (place // columns) * (side + _GAP)),
            math.floor(width),
            math.floor(side),
        )
        for place in range(number)
    )


def _text_width(group: Group, zoom: int) -> float:
    title = QFontMetricsF(title_font(zoom)).horizontalAdvance(group.title)
    caption = QFontMetricsF(caption_font(zoom)).horizontalAdvance(group.caption)
    return max(title, caption) + 2


def title_font(zoom: int) -> QFont:
    """Return the font of a layer's name."""
    return interface_font(round((BODY - 1) * zoom / 100), bold=True)


def caption_font(zoom: int) -> QFont:
    """Return the font of the line under it."""
    return interface_font(round(CAPTION * zoom / 100))
