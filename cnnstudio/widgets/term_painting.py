"""How the terms of a sum are drawn: large cells in the kernel's own hues, with one or two lines of numbers in each."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from cnnstudio.core.palette import Palette, cell_hue
from cnnstudio.widgets.theme import interface_font

Cell = tuple[int, int]
"""Row and column."""

SMALLEST_NUMBERED_CELL = 16.0
"""Cells below this many pixels carry no number."""

_LARGEST_TYPE, _SMALLEST_TYPE = 27, 9

_SUB_SHARE = 0.76
"""Size of the second line's type, of the first's."""

_MEASURED = 64
"""Type size in pixels at which characters are measured; widths at others are in proportion."""


@dataclass(frozen=True)
class TermCells:
    """Where the cells lie: rows and columns of equal cells from the top left corner of a room."""

    rows: int
    columns: int
    room: QSizeF

    @property
    def size(self) -> QSizeF:
        """Width and height of a cell, in whole pixels where there are as many."""
        width, height = self.room.width() / self.columns, self.room.height() / self.rows
        return QSizeF(math.floor(width) if width >= 1 else width, math.floor(height) if height >= 1 else height)

    def rect(self, row: int, column: int) -> QRectF:
        """Return where a cell lies."""
        size = self.size
        return QRectF(column * size.width(), row * size.height(), size.width(), size.height())

    def at(self, place: QPointF) -> Cell | None:
        """Return the row and column under a point; None beside the cells."""
        size = self.size
        row, column = math.floor(place.y() / size.height()), math.floor(place.x() / size.width())
        return (row, column) if 0 <= row < self.rows and 0 <= column < self.columns else None


@dataclass(frozen=True)
class TermLook:
    """How large the cells and their two lines of type are, and in which colours.

    A type size of 0 means that the line is not written, because it would not fit.
    """

    palette: Palette
    cell: QSizeF
    main: int
    sub: int
    bold: bool
    hues: bool


class TextWidths:
    """How wide words are in the interface font, from characters measured once: grids fit their type at each step."""

    def __init__(self, *, bold: bool) -> None:
        self._metrics = QFontMetricsF(interface_font(_MEASURED, bold=bold))
        self._widths: dict[str, float] = {}

    def widest(self, words: Iterable[str]) -> float:
        """Return the width of the widest words, of their type size."""
        widths = self._widths
        for character in set("".join(words)) - widths.keys():
            widths[character] = self._metrics.horizontalAdvance(character) / _MEASURED
        return max((sum(map(widths.__getitem__, word)) for word in words), default=0.0)


def fitting_type(cell: QSizeF, main: float, sub: float | None, zoom: int) -> tuple[int, int]:
    """Return the largest type, in pixels, in which the widest words of each line fit a cell; 0 where none does.

    Parameters
    ----------
    cell
        Width and height of a cell.
    main, sub
        Width of the widest words of the first and second line, of their type size; no `sub` without a second line.
    zoom
        Per cent; type grows up to 27 pixels at 100 %.

    """
    if min(cell.width(), cell.height()) < SMALLEST_NUMBERED_CELL:
        return 0, 0
    room = cell.width() - 2 * border_width(cell) - 3
    limit = min(_LARGEST_TYPE * zoom / 100, cell.height() * (0.38 if sub is None else 0.34))
    size = int(min(limit, room / max(main, 0.01)))
    if size < _SMALLEST_TYPE:
        return 0, 0
    below = 0 if sub is None else int(min(size * _SUB_SHARE, room / max(sub, 0.01)))
    return size, below if below >= _SMALLEST_TYPE else 0


def border_width(cell: QSizeF) -> float:
    """Return the width of a cell's border: 3 pixels, less in small cells."""
    side = min(cell.width(), cell.height())
    return 3.0 if side >= 40 else 2.0 if side >= 24 else 1.0


class TermPainter:
    """Draws single cells of a grid of terms."""

    def __init__(self, look: TermLook) -> None:
        self.look = look
        self._border = border_width(look.cell)
        self._gap = 1.0 if self._border >= 3 else 0.5
        self._fonts = interface_font(max(look.main, 1), bold=look.bold), interface_font(max(look.sub, 1))

    def draw(self, painter: QPainter, rect: QRectF, place: Cell, main: str, sub: str, *, waits: bool) -> None:
        """Draw a cell with its words; one that waits for its turn, or is not yet computed, is blank paper."""
        palette, hues = self.look.palette, self.look.hues
        hue, ground = QColor(cell_hue(palette, *place) if hues else palette.outline), QColor(palette.stage)
        idle = waits or not main
        share = 0.0 if idle or not hues else 0.26 if palette.is_dark else 0.20
        edge = self._gap + self._border / 2
        painter.setPen(QPen(blended(hue, ground, 0.35) if idle else hue, self._border))
        painter.setBrush(blended(hue, ground, share))
        painter.drawRoundedRect(rect.adjusted(edge, edge, -edge, -edge), self._border, self._border)
        if main and self.look.main:
            self._write(painter, rect, main, sub, waits=waits)

    def _write(self, painter: QPainter, rect: QRectF, main: str, sub: str, *, waits: bool) -> None:
        palette, center = self.look.palette, Qt.AlignmentFlag.AlignCenter
        painter.setFont(self._fonts[0])
        painter.setPen(QColor(palette.text_third if waits else palette.text))
        if not sub or not self.look.sub:
            painter.drawText(rect, center, main)
            return
        # The two lines stand close to each other around the middle, each a little higher than its type.
        heights = self.look.main * 1.2, self.look.sub * 1.2
        top = rect.center().y() - sum(heights) / 2
        painter.drawText(QRectF(rect.left(), top, rect.width(), heights[0]), center, main)
        painter.setFont(self._fonts[1])
        painter.setPen(QColor(palette.text_third if waits else palette.text_second))
        painter.drawText(QRectF(rect.left(), top + heights[0], rect.width(), heights[1]), center, sub)

    def draw_ring(self, painter: QPainter, rect: QRectF, color: str, width: float) -> None:
        """Draw a ring on a cell's edge, set off from the cell by a halo in the colour of the stage."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for paint, thickness, inset in ((self.look.palette.stage, 1.5, width + 0.75), (color, width, width / 2)):
            painter.setPen(QPen(QColor(paint), thickness))
            painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), 3, 3)

    def draw_third_lines(self, painter: QPainter, cells: TermCells) -> None:
        """Draw a heavier line after each third row and column: from there on the hues repeat."""
        width, height = cells.columns * cells.size.width(), cells.rows * cells.size.height()
        across = [
            QLineF(0, row * cells.size.height(), width, row * cells.size.height()) for row in range(3, cells.rows, 3)
        ]
        down = [
            QLineF(column * cells.size.width(), 0, column * cells.size.width(), height)
            for column in range(3, cells.columns, 3)
        ]
        flat = Qt.PenCapStyle.FlatCap
        painter.setPen(QPen(QColor(self.look.palette.text_second), 2, Qt.PenStyle.SolidLine, flat))
        painter.drawLines(across + down)


def blended(color: QColor, ground: QColor, share: float) -> QColor:
    """Return the colour that a layer of so much opacity makes on the ground; opaque, as files of vectors like it."""
    pairs = zip(color.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * above + (1 - share) * below) for above, below in pairs))
