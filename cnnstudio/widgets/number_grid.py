"""A grid of numbers as coloured cells, with the numbers written in where there is room."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.widgets.accessible_cells import publish_cells, tell_change
from cnnstudio.widgets.grid_cells import CellNames, DescribeCell, GridCells
from cnnstudio.widgets.grid_content import GridContent, Margins, Pyramid
from cnnstudio.widgets.grid_ground import draw_blank, draw_ground
from cnnstudio.widgets.grid_hues import area_of
from cnnstudio.widgets.grid_keys import copies
from cnnstudio.widgets.grid_layers import GridLayers
from cnnstudio.widgets.grid_marks import Marks, Overlay, draw_marks
from cnnstudio.widgets.grid_pane import GridPane
from cnnstudio.widgets.grid_rings import Ring, draw_focus, ring_bounds
from cnnstudio.widgets.grid_view import Cell
from cnnstudio.widgets.painting import is_vector
from cnnstudio.widgets.theme import Theme
from cnnstudio.widgets.value_text import table_text

__all__ = ["NumberGrid", "Overlay", "Ring"]

_LARGEST_COPY = 250_000
"""Of a grid with more cells than this, only the visible part is copied."""


class NumberGrid(GridPane):
    """Shows (H, W) numbers, and over them what a lesson points at; see `GridPane` for mouse and keys."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(28, 28, parent)
        self._theme = theme
        self._content = GridContent(Pyramid(np.zeros((28, 28), np.float32)), lambda: theme.colormaps.picture)
        self._marks = Marks()
        self._still: Overlay | None = None
        self._layers = GridLayers(theme)
        self._describe: DescribeCell | None = None
        publish_cells(self)
        theme.subscribe(self._on_theme)

    @property
    def values(self) -> FloatArray:
        """The (H, W) numbers shown."""
        return self._content.values

    @property
    def colormap(self) -> Colormap:
        """The colours of the numbers."""
        return self._content.colormap()

    @property
    def limit(self) -> float:
        """The number that takes the last colour."""
        return self._content.limit

    def show_values(
        self,
        values: FloatArray,
        colormap: Callable[[], Colormap] | None = None,
        limit: float = 1.0,
        decimals: int | None = None,
    ) -> None:
        """Show other numbers; they are not to be changed in place.

        Parameters
        ----------
        values
            (H, W) numbers. A mark stays where it is as long as the shape does.
        colormap
            Asked for the map at each painting; None: as before.
        limit
            The number that takes the last colour of the map.
        decimals
            With how many decimals numbers are written; None: as many as fit, none where all are whole.

        """
        if values.shape != self.values.shape:
            self._set_grid_size(*values.shape)
            self._marks = Marks(overlay=self._marks.overlay)
        colormap = colormap or self._content.colormap
        pyramid = self._content.pyramid if values is self.values else Pyramid(values)
        self._show(replace(self._content, pyramid=pyramid, colormap=colormap, limit=limit, decimals=decimals))
        tell_change(self)

    def set_margins(self, top: int, left: int, bottom: int, right: int, hatched: bool = True) -> None:
        """Show so many of the outermost rows and columns as padding, with a line around the picture within."""
        margins = Margins(top, left, bottom, right, hatched)
        if margins != self._content.margins:
            self._show(replace(self._content, margins=margins))

    def set_unused(self, rows: int, columns: int) -> None:
        """Hatch so many of the last rows and columns the other way: no window reaches them."""
        if (rows, columns) != self._content.unused:
            self._show(replace(self._content, unused=(rows, columns)))

    def set_revealed(self, count: int | None) -> None:
        """Show only the first cells in reading order, the others as blank paper; None: all."""
        before = self._marks.revealed
        if before != count:
            self._marks = replace(self._marks, revealed=count)
            width, total = self.values.shape[1], self.values.size
            first, last = sorted(min(total if end is None else end, total) for end in (before, count))
            top, bottom = first // width, -(-last // width)
            left, cells = (first % width, last - first) if bottom - top == 1 else (0, width)
            self._update_area(self._view.area_rect(top, left, bottom - top, cells), 1)
            tell_change(self)

    def set_rings(self, rings: tuple[Ring, ...]) -> None:
        """Frame rectangles of cells; the first ring lies on top of the others."""
        for ring in set(rings) ^ set(self._marks.rings):
            self._update_area(ring_bounds(ring, self._view))
        self._marks = replace(self._marks, rings=rings)

    def set_hues(self, cells: Mapping[Cell, str] | None) -> None:
        """Give cells, by row and column, a border of a colour "#rrggbb", and a tint where cells are large."""
        before, hues = self._marks.hues, dict(cells or {})
        if hues != before:
            self._marks = replace(self._marks, hues=hues)
            for places in (before, hues):
                self._update_area(area_of(places, self._view))

    def set_touched(self, mask: NDArray[np.bool_] | None) -> None:
        """Mark the cells of an (H, W) mask in the colour of what can be acted on."""
        if mask is not None or self._marks.touched is not None:
            self._marks = replace(self._marks, touched=mask)
            self.update()

    def set_overlay(self, overlay: Overlay | None) -> None:
        """Draw something on top of the cells from now on."""
        self._marks = replace(self._marks, overlay=overlay)
        self.update()

    def set_still_overlay(self, overlay: Overlay | None) -> None:
        """Draw something on the cells that does not move over them: it is kept with them as drawn."""
        self._still = overlay
        self.forget_layers()

    def set_cell_names(self, describe: DescribeCell) -> None:
        """Say what a screen reader reads of a cell; the number is NaN where it is not revealed yet."""
        self._describe = describe

    def forget_layers(self) -> None:
        """Draw everything from the numbers at the next painting, not only what changed."""
        self._layers.forget()
        self.update()

    def table(self) -> str:
        """Return the numbers shown in full precision, tabs between columns, a line a row."""
        return table_text(self.values, self._marks.revealed)

    def sizeHint(self) -> QSize:
        return QSize(308, 308)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if copies(event):
            large = self.values.size > _LARGEST_COPY
            copied = table_text(self.values[self._view.visible]) if large else self.table()
            QGuiApplication.clipboard().setText(copied)
        else:
            super().keyPressEvent(event)

    def accessible_cells(self) -> GridCells:
        """Return the visible cells for screen readers."""
        names = CellNames(self.accessibleName(), self.values, self._marks.revealed, self._describe)
        return GridCells(self._view, self._cursor, names)

    def _show(self, content: GridContent) -> None:
        self._content = content
        self.update()

    def _on_theme(self) -> None:
        self._layers.forget()
        self.update()

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatio()
        if is_vector(painter) or painter.deviceTransform().m11() != ratio:  # saved as a picture, finer than the screen
            self.paint(painter)
        else:
            self._layers.draw(painter, self._draw_still, (self._content, self._view), self._marks.revealed, ratio)
            draw_marks(painter, self._marks, self._content, self._view, self._theme, QRectF(event.rect()))
        if self.hasFocus():
            within = QRectF(self.rect()).adjusted(2, 2, -2, -2)
            draw_focus(painter, within if self._cursor is None else self.cell_rect(*self._cursor), self._theme.palette)
        painter.end()

    def _draw_still(self, painter: QPainter) -> None:
        draw_ground(painter, self._content, self._view, self._theme)
        if self._still is not None:
            self._still(painter, self._view.whole)

    def paint(self, painter: QPainter) -> None:
        """Draw what is visible, the same for PNG, SVG and PDF: nothing is taken from what is kept for the screen."""
        painter.save()
        painter.setClipRect(self.rect())
        self._draw_still(painter)
        if self._marks.revealed is not None:
            draw_blank(painter, self._view, self._theme.palette, self._marks.revealed)
        draw_marks(painter, self._marks, self._content, self._view, self._theme, QRectF(self.rect()))
        painter.restore()
