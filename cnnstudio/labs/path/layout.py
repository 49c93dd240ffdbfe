"""Where everything of the path lies: two lanes of shared columns, forward above and backward below on a card.

Each gradient stands under what it belongs to. As room shrinks, the small maps go first.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from cnnstudio.labs.path.places import ColumnNeeds, PathNeeds, PathPlaces, Place
from cnnstudio.labs.path.small_maps import small_maps
from cnnstudio.ops.window import Pair

_TOP, _BOTTOM, _GAP = 4, 8, 6
_INSET = 12
"""Room between the card's edge and what lies on it."""

_MARGINS = (28, 14)
"""Left and right of the stage, where it is wide and where it is narrow."""

_LEAST_CONTENT = 70
"""Height of the pictures below which captions and the card's title give way."""

_LEAST_SMALL = 34
"""Height below which there are no small maps."""

_SCORES, _SHARES, _LOSS, _BETWEEN = 14.0, 11.5, 10.0, 2.0
"""Widths of the last three columns and of the room before the last two, in figures."""

_MOST_ANSWER = 0.41
"""The largest part of the width that these columns take."""

_WIDEST_FIGURE = 15.0
"""Widest figure for which these columns make room, pixels: on large stages the bars grow with it."""

_SPECIMEN, _MAPS, _NUMBERS = 1.2, 1.0, 0.72
"""Shares of the width of a column by what it shows."""

_ARROW = 0.26
"""Part of a column that is left to the arrow."""

_LARGEST = 0.62
"""Part of a lane's height that a large map takes at most while it has small ones."""


def place_path(width: float, height: float, needs: PathNeeds) -> PathPlaces:
    """Return where everything lies on a stage of a size in pixels."""
    margin = _MARGINS[0] if width >= 800 else _MARGINS[1]
    heading, card_title = needs.title + needs.caption, needs.title
    if _content(height, heading, card_title, needs) < _LEAST_CONTENT:
        heading, card_title = needs.title, 0  # large type on a small stage: the maps come first
    top = _TOP + heading + _GAP
    content = max(4.0, _content(height, heading, card_title, needs))
    # Above the backward lane's own content: the gap to its card, the card's title and one line of headings.
    between = 8 + _GAP + card_title + needs.caption + _GAP
    low = top + content + between
    card = QRectF(
        margin - _INSET, top + content + 8, width - 2 * (margin - _INSET), height - _BOTTOM - top - content - 8
    )
    *strips, scores, shares, loss = _strips(width - 2 * margin, margin, needs)
    lanes = (_Lane(_TOP, heading, top, content), _Lane(low - needs.caption - _GAP, needs.caption, low, content))
    forward = tuple(lanes[0].column(strip, need) for strip, need in zip(strips, needs.columns, strict=True))
    backward = tuple(
        lanes[1].column(strip, need, like=above) if need.has_gradient else None
        for strip, need, above in zip(strips, needs.columns, forward, strict=True)
    )
    kernel_title, kernel = _kernel(forward[0], needs, top + content)
    gradient = QRectF(kernel.left(), low, *_fitting(needs.kernel, strips[0].width() * (1 - _ARROW), content))
    rows = [lanes[0].rows(strip) for strip in (scores, shares)]
    return PathPlaces(
        forward=forward,
        backward=backward,
        card=card,
        card_title=QRectF(margin, card.top() + _GAP, loss.left() - margin, card_title),
        kernel_title=kernel_title,
        kernel=kernel,
        kernel_gradient=Place(lanes[1].heading(strips[0]), gradient),
        scores=rows[0],
        shares=rows[1],
        loss=lanes[0].rows(loss),
        difference=lanes[1].rows(QRectF(scores.left(), 0, shares.right() - scores.left(), 0)),
    )


def _content(height: float, heading: int, card_title: int, needs: PathNeeds) -> float:
    """Return the height that is left to the pictures of one lane."""
    words = heading + card_title + needs.caption
    return (height - words - _TOP - 3 * _GAP - 8 - 10 - _BOTTOM) / 2


@dataclass(frozen=True)
class _Lane:
    """The heights of one lane: where its headings begin and end, and where its pictures do."""

    head: float
    head_height: float
    top: float
    height: float

    def heading(self, strip: QRectF) -> QRectF:
        return QRectF(strip.left(), self.head, strip.width(), self.head_height)

    def rows(self, strip: QRectF) -> Place:
        return Place(self.heading(strip), QRectF(strip.left(), self.top, strip.width(), self.height))

    def column(self, strip: QRectF, need: ColumnNeeds, like: Place | None = None) -> Place:
        """Return the place of a column; `like` is that of the other lane, whose sizes it shares."""
        width = strip.width() * (1 - _ARROW)
        if like is not None:
            drop = self.top - like.large.top()
            small = tuple(place.translated(0, drop) for place in like.small)
            return Place(self.heading(strip), like.large.translated(0, drop), small)
        if need.kind != "maps" or need.count == 1:
            most = self.height * (0.56 if need.kind == "specimen" else 1.0)
            return Place(self.heading(strip), QRectF(strip.left(), self.top, *_fitting(need.size, width, most)))
        large = QRectF(strip.left(), self.top, *_fitting(need.size, width, self.height * _LARGEST))
        room = QRectF(strip.left(), large.bottom() + 10, width, self.top + self.height - large.bottom() - 10)
        if room.height() < _LEAST_SMALL:
            large = QRectF(strip.left(), self.top, *_fitting(need.size, width, self.height))
            return Place(self.heading(strip), large)
        return Place(self.heading(strip), large, small_maps(room, need.count, need.size))


def _strips(room: float, left: float, needs: PathNeeds) -> list[QRectF]:
    """Return the strips of all columns, only their horizontal places: those of maps share what the others leave."""
    figures = _SCORES + _SHARES + _LOSS + 2 * _BETWEEN
    wished = max(needs.figure, min(_WIDEST_FIGURE, room * 0.36 / figures))
    figure = min(wished, room * _MOST_ANSWER / figures)
    shares = [{"specimen": _SPECIMEN, "maps": _MAPS}.get(need.kind, _NUMBERS) for need in needs.columns]
    unit = (room - figure * figures) / max(sum(shares), 4.0)
    # What a network of few layers leaves goes to the bars, up to twice their width.
    figure = min(2 * figure, (room - sum(shares) * unit) / figures)
    strips = []
    for share in shares:
        strips.append(QRectF(left, 0, share * unit, 0))
        left += share * unit
    for count in (_SCORES, _SHARES, _LOSS):
        strips.append(QRectF(left, 0, count * figure, 0))
        left += (count + _BETWEEN) * figure
    return strips


def _fitting(size: Pair, width: float, height: float) -> tuple[float, float]:
    """Return width and height of a grid of cells that fits, in whole pixels."""
    cell = min(width / size[1], height / size[0])
    return max(2.0, float(int(size[1] * cell))), max(2.0, float(int(size[0] * cell)))


def _kernel(specimen: Place, needs: PathNeeds, bottom: float) -> tuple[QRectF, QRectF]:
    """Return the places of the kernel's name and of the kernel, below the specimen."""
    left, top, width = specimen.large.left(), specimen.large.bottom() + _GAP, specimen.heading.width() * (1 - _ARROW)
    title = QRectF(left, top, specimen.heading.width() - 8, needs.caption)
    size = _fitting(needs.kernel, width, max(8.0, bottom - title.bottom() - 4))
    return title, QRectF(left, title.bottom() + 4, *size)
