"""Frames around cells of a grid: what is computed now, pointed at or chosen, and where the keyboard acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.grid_view import GridView

RING_REACH = 6.0
"""Pixels by which a ring reaches over its cells."""

_SMALLEST_RING = 6.0
"""A ring around less than so many pixels is drawn as if around so many: it still says where."""

_HALO = 1.5

_SMALL, _THIN = (20.0, 32.0), 2 / 3
"""Around one cell of so many pixels a ring has this share of its width, so that it leaves the number there free."""

_INSET = 4.5
"""Pixels between the edge of a cell and the ring inside it: room for the ring around the window."""


@dataclass(frozen=True)
class Ring:
    """A frame around a rectangle of cells.

    Attributes
    ----------
    row, column
        The first cell; with a fraction while it glides from one to the next.
    height, width
        How many cells it frames.
    kind
        "now": what is computed at this moment. "hover": what is under the pointer. "pinned": what was chosen.
        "winner": the one cell of a window that counts, framed inside its edges.

    """

    row: float
    column: float
    height: float = 1
    width: float = 1
    kind: str = "now"


def ring_bounds(ring: Ring, view: GridView) -> QRectF:
    """Return where a ring leaves paint."""
    return _line(ring, view).adjusted(-RING_REACH, -RING_REACH, RING_REACH, RING_REACH)


def draw_rings(painter: QPainter, rings: Iterable[Ring], view: GridView, palette: Palette) -> None:
    """Draw rings, the first on top of the others."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in reversed(tuple(rings)):
        line = _line(ring, view)
        color, width, dash = {
            "now": (palette.text, 3.0, Qt.PenStyle.SolidLine),
            "hover": (palette.text_second, 2.0, Qt.PenStyle.SolidLine),
            "pinned": (palette.accent, 3.0, Qt.PenStyle.DashLine),
            "winner": (palette.text, 2.0, Qt.PenStyle.SolidLine),
        }[ring.kind]
        thickness = _thickness(ring, view)
        width *= thickness
        if ring.kind != "hover":
            painter.setPen(_pen(palette.stage, width + 2 * _HALO * thickness))
            painter.drawRect(line)
        painter.setPen(_pen(color, width, dash))
        painter.drawRect(line)
    painter.restore()


def draw_focus(painter: QPainter, area: QRectF, palette: Palette) -> None:
    """Draw the sign that the keyboard acts here: a line in text colour with a gap on both sides."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, width in ((palette.stage, 5), (palette.text, 2)):
        painter.setPen(QPen(QColor(color), width))
        painter.drawRect(area)


def _thickness(ring: Ring, view: GridView) -> float:
    """Return the share of its full width that a ring has."""
    area = view.area_rect(ring.row, ring.column, ring.height, ring.width)
    return _THIN if _SMALL[0] <= max(area.width(), area.height()) < _SMALL[1] else 1.0


def _line(ring: Ring, view: GridView) -> QRectF:
    """Return where the middle of a ring's line runs: around the cells, yet within the window where they are."""
    area = view.area_rect(ring.row, ring.column, ring.height, ring.width)
    if ring.kind == "winner":
        inset = min(_INSET, area.width() / 5)
        return area.adjusted(inset, inset, -inset, -inset)
    lacking = max(0.0, _SMALLEST_RING - min(area.width(), area.height())) / 2
    thickness = _thickness(ring, view)
    away, inset = lacking + 1.5 * thickness, 3 * thickness
    line = area.adjusted(-away, -away, away, away)
    room = QRectF(QPointF(), view.room)
    within = room.adjusted(inset, inset, -inset, -inset)
    if area.left() >= room.left() - 0.5:
        line.setLeft(max(line.left(), within.left()))
    if area.top() >= room.top() - 0.5:
        line.setTop(max(line.top(), within.top()))
    if area.right() <= room.right() + 0.5:
        line.setRight(min(line.right(), within.right()))
    if area.bottom() <= room.bottom() + 0.5:
        line.setBottom(min(line.bottom(), within.bottom()))
    return line


def _pen(color: str, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    return QPen(QColor(color), width, style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
