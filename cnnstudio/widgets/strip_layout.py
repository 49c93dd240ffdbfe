"""Where the maps of a strip lie: in as few rows as let all layers fit side by side."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from cnnstudio.core.arrays import FloatArray
from cnnstudio.widgets.theme import BODY, CAPTION, Theme

_MARGIN = 20.0
_GAP = 3.0
_LEAST_ARROW = 28.0


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


def arrange(groups: Sequence[Group], region: QRectF, theme: Theme) -> tuple[Block, ...]:
    """Return a block for each layer, spread over the region.

    Every layer starts with two rows; as long as the strip is too wide, the widest layer takes one row more, and its
    maps become smaller.
    """
    if not groups:
        return ()
    title_height, caption_height = theme.scaled(BODY + 5), theme.scaled(CAPTION + 5)
    inner = region.adjusted(_MARGIN, 10, -_MARGIN, -12)
    top = inner.top() + title_height + caption_height + 6
    height = max(8.0, inner.bottom() - top)
    texts = [_text_width(group, theme) for group in groups]
    rows = _rows(groups, texts, height, inner.width())
    sizes = [_size(group, count, height) for group, count in zip(groups, rows, strict=True)]
    widths = [max(size[0], text) for size, text in zip(sizes, texts, strict=True)]
    spare = (inner.width() - sum(widths)) / max(1, len(groups) - 1)
    gap = max(8.0, spare)
    blocks, x = [], inner.left()
    for group, (width, side), wide, count in zip(groups, sizes, widths, rows, strict=True):
        title = QRectF(x, inner.top(), wide, title_height)
        caption = QRectF(x, inner.top() + title_height, wide, caption_height)
        cells = _cells(group.maps, x, top, side, count)
        blocks.append(Block(title, caption, QRectF(x, top, width, height), cells))
        x += wide + gap
    return tuple(blocks)


def _rows(groups: Sequence[Group], texts: Sequence[float], height: float, room: float) -> list[int]:
    rows = [min(2, len(group.maps)) for group in groups]
    room -= _LEAST_ARROW * (len(groups) - 1)
    while True:
        widths = [_size(group, count, height)[0] for group, count in zip(groups, rows, strict=True)]
        if sum(map(max, widths, texts)) <= room:
            return rows
        # Only a layer whose maps are wider than its title gains by another row; keep cells of four pixels.
        growing = [
            (width, place)
            for place, (width, text) in enumerate(zip(widths, texts, strict=True))
            if width > text and rows[place] < len(groups[place].maps) and height / (rows[place] + 1) >= 10
        ]
        if not growing:
            return rows
        rows[max(growing)[1]] += 1


def _size(group: Group, rows: int, height: float) -> tuple[float, float]:
    """Return the width of a layer in so many rows, and the height of one of its maps."""
    number, map_height, map_width = group.maps.shape
    columns = math.ceil(number / rows)
    side = (height - _GAP * (rows - 1)) / rows
    # A single map of a few cells need not fill the strip.
    side = min(side, 30.0 * map_height)
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


def _text_width(group: Group, theme: Theme) -> float:
    title = QFontMetricsF(theme.font(BODY - 1, bold=True)).horizontalAdvance(group.title)
    caption = QFontMetricsF(theme.font(CAPTION)).horizontalAdvance(group.caption)
    return max(title, caption) + 2
