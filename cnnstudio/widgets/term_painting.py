"""How the terms of a sum are drawn: large cells in the kernel's own hues, with one or two lines of numbers in each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from cnnstudio.core.palette import Palette, cell_hue
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.term_layout import Cell, TermCells, border_width
from cnnstudio.widgets.theme import interface_font
from cnnstudio.widgets.word_writer import WordWriter


class Term(NamedTuple):
    """A cell to be drawn: where, in the colour of which cell of the kernel, and with which words."""

    rect: QRectF
    place: Cell
    main: str
    sub: str
    waits: bool


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


class TermPainter:
    """Draws single cells of a grid of terms.

    Grounds are drawn, and words laid out, once: they return at every step.
    """

    def __init__(self, look: TermLook) -> None:
        self.look = look
        self._border = border_width(look.cell)
        self._gap = 1.0 if self._border >= 3 else 0.5
        self._main = WordWriter(interface_font(max(look.main, 1), bold=look.bold))
        self._sub = WordWriter(interface_font(max(look.sub, 1)))
        self._grounds: dict[tuple[float, str, bool], QPixmap] = {}

    def draw(self, painter: QPainter, terms: Sequence[Term]) -> None:
        """Draw cells with their words; one that waits for its turn, or is not yet computed, is blank paper."""
        in_vectors = is_vector(painter)
        sharpness = painter.device().devicePixelRatioF()
        for term in terms:
            hue = cell_hue(self.look.palette, *term.place) if self.look.hues else self.look.palette.outline
            key = sharpness, hue, term.waits or not term.main
            if in_vectors:
                self._draw_ground(painter, term.rect, *key[1:])
            else:
                ground = self._grounds.get(key) or self._grounds.setdefault(key, self._ground(*key))
                painter.drawPixmap(term.rect.topLeft(), ground)
        # Two lines stand close to each other around the middle, each a little higher than its type.
        above, below = (self.look.main * 0.6, self.look.sub * 0.6) if self.look.sub else (0.0, 0.0)
        if self.look.main:
            self._write(painter, self._main, [(term, -below, term.main) for term in terms], self.look.palette.text)
        if self.look.sub:
            self._write(painter, self._sub, [(term, above, term.sub) for term in terms], self.look.palette.text_second)

    def _write(self, painter: QPainter, writer: WordWriter, lines: Sequence[tuple[Term, float, str]], ink: str) -> None:
        for waits, color in ((False, ink), (True, self.look.palette.text_third)):
            chosen = [(term.rect.center(), down, words) for term, down, words in lines if term.waits is waits and words]
            if chosen:
                writer.write(painter, [(middle.x(), middle.y() + down, words) for middle, down, words in chosen], color)

    def _ground(self, sharpness: float, hue: str, is_idle: bool) -> QPixmap:
        size = self.look.cell
        pixmap = QPixmap(math.ceil(size.width() * sharpness), math.ceil(size.height() * sharpness))
        pixmap.setDevicePixelRatio(sharpness)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, QRectF(QPointF(), size), hue, is_idle)
        painter.end()
        return pixmap

    def _draw_ground(self, painter: QPainter, rect: QRectF, hue: str, is_idle: bool) -> None:
        palette = self.look.palette
        color, paper = QColor(hue), QColor(palette.stage)
        share = 0.0 if is_idle or not self.look.hues else 0.26 if palette.is_dark else 0.20
        edge = self._gap + self._border / 2
        painter.setPen(QPen(blended(color, paper, 0.35) if is_idle else color, self._border))
        painter.setBrush(blended(color, paper, share))
        painter.drawRoundedRect(rect.adjusted(edge, edge, -edge, -edge), self._border, self._border)

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
