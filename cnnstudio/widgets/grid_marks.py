"""All that lies over the ground of a grid of numbers and may move from step to step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from cnnstudio.core.palette import Palette
from cnnstudio.widgets.grid_content import GridContent
from cnnstudio.widgets.grid_hues import draw_hues
from cnnstudio.widgets.grid_rings import Ring, draw_rings
from cnnstudio.widgets.grid_touched import draw_touched
from cnnstudio.widgets.grid_view import Cell, GridView
from cnnstudio.widgets.theme import Theme

Overlay = Callable[[QPainter, QRectF], None]
"""Draws on top of the cells; the rectangle is where the whole grid lies."""


@dataclass(frozen=True, eq=False)
class Marks:
    """What lies over the cells.

    Attributes
    ----------
    revealed
        How many cells, in reading order, show their numbers; None: all.
    touched
        (H, W) cells that belong to the one under the pointer.
    hues
        Borders of cells, by row and column.
    rings
        Frames around rectangles of cells, the first on top.
    overlay
        Drawn below frame and rings.

    """

    revealed: int | None = None
    touched: NDArray[np.bool_] | None = None
    hues: Mapping[Cell, str] = field(default_factory=dict)
    rings: tuple[Ring, ...] = ()
    overlay: Overlay | None = None


def draw_marks(
    painter: QPainter, marks: Marks, content: GridContent, view: GridView, theme: Theme, region: QRectF
) -> None:
    """Draw the marks, and the line around the picture, as far as they lie in a region."""
    if marks.touched is not None:
        draw_touched(painter, marks.touched, view, theme.palette, region)
    if marks.hues:
        draw_hues(painter, marks.hues, content, view, theme, region)
    if marks.overlay is not None:
        marks.overlay(painter, view.whole)
    _draw_frame(painter, content, view, theme.palette)
    draw_rings(painter, marks.rings, view, theme.palette)


def _draw_frame(painter: QPainter, content: GridContent, view: GridView, palette: Palette) -> None:
    room, margins = QRectF(QPointF(), view.room), content.margins
    painter.setBrush(Qt.BrushStyle.NoBrush)
    frame = view.whole.intersected(room)
    if margins:
        painter.setPen(QPen(QColor(palette.divider), 1))
        painter.drawRect(frame.adjusted(0.5, 0.5, -0.5, -0.5))
        height, width = view.rows - margins.top - margins.bottom, view.columns - margins.left - margins.right
        frame = view.area_rect(margins.top, margins.left, height, width)
    painter.setPen(QPen(QColor(palette.outline), 1.5))
    painter.drawRect(frame.adjusted(0.75, 0.75, -0.75, -0.75))
