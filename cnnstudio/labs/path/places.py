"""What the picture of the path asks for, and the rectangles that its layout answers with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from cnnstudio.ops.window import Pair


@dataclass(frozen=True)
class ColumnNeeds:
    """What one column of maps or numbers shows.

    Attributes
    ----------
    kind
        "specimen", "maps" or "numbers".
    count
        How many maps, or numbers.
    size
        Height and width of one map, or of the grid of numbers, cells.
    has_gradient
        Whether the way back reaches it.

    """

    kind: str
    count: int
    size: Pair
    has_gradient: bool


@dataclass(frozen=True)
class PathNeeds:
    """What the picture asks for.

    Attributes
    ----------
    columns
        Of specimen, maps and dense layers, from left to right.
    kernel
        Height and width of the followed kernel, cells.
    title, caption
        Height of a line of either type, pixels.
    figure
        Width of a figure of the scores, pixels.

    """

    columns: tuple[ColumnNeeds, ...]
    kernel: Pair
    title: int
    caption: int
    figure: float


@dataclass(frozen=True)
class Place:
    """Where a column lies in one lane.

    Attributes
    ----------
    heading
        Title and caption.
    large
        The picture, the map that is followed, or the grid of numbers.
    small
        All maps, in their order; none where there is no room.

    """

    heading: QRectF
    large: QRectF
    small: tuple[QRectF, ...] = ()


@dataclass(frozen=True)
class PathPlaces:
    """One rectangle a part."""

    forward: tuple[Place, ...]
    backward: tuple[Place | None, ...]
    card: QRectF
    card_title: QRectF
    kernel_title: QRectF
    kernel: QRectF
    kernel_gradient: Place
    scores: Place
    shares: Place
    loss: Place
    difference: Place
