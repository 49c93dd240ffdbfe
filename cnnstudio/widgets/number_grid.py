"""A grid of numbers as coloured cells, with the numbers written in where there is room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.numbers import fixed
from cnnstudio.core.palette import ink_on
from cnnstudio.widgets.grid_view import GridView
from cnnstudio.widgets.painting import draw_cells
from cnnstudio.widgets.theme import Theme, interface_font

SMALLEST_NUMBERED_CELL = 20
"""Cells below this many pixels carry no number."""

_SMALLEST_RULED_CELL = 6
"""Cells below this many pixels are not parted by lines."""

_STEPS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
"""Rows down and columns to the right for each arrow key."""

Overlay = Callable[[QPainter, QRectF], None]
"""Draws on top of the cells; the rectangle is where the whole grid lies."""


class NumberGrid(QWidget):
    """Shows (H, W) numbers; wheel or + and − zoom, dragging moves, arrows walk from cell to cell.

    Signals
    -------
    cell_entered
        Row and column under the pointer or the cursor; None when it leaves.
    """

    cell_entered = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: FloatArray = np.zeros((28, 28), np.float32)
        self._colormap: Callable[[], Colormap] = lambda: theme.colormaps.picture
        self._limit = 1.0
        self._overlay: Overlay | None = None
        self._view = GridView(28, 28, QSizeF(self.size()))
        self._drag_from: QPointF | None = None
        self._cell: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.subscribe(self._on_theme)

    @property
    def values(self) -> FloatArray:
        """The (H, W) numbers shown."""
        return self._values

    @property
    def zoom(self) -> float:
        """How many times larger than fitting the cells are."""
        return self._view.zoom

    @property
    def cell(self) -> tuple[int, int] | None:
        """Row and column under the pointer or cursor; None when there is none."""
        return self._cell

    def show_values(
        self, values: FloatArray, colormap: Callable[[], Colormap] | None = None, limit: float = 1.0
    ) -> None:
        """Show other numbers; `limit` is the number that takes the last colour of the map."""
        if values.shape != self._values.shape:
            self._view = GridView(values.shape[0], values.shape[1], QSizeF(self.size()))
        self._values, self._limit = values, limit
        if colormap is not None:
            self._colormap = colormap
        self.update()

    def set_overlay(self, overlay: Overlay | None) -> None:
        """Draw something on top of the cells from now on."""
        self._overlay = overlay
        self.update()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Make the cells larger or smaller, keeping the point under `around` where it is."""
        self._view = self._view.zoomed(factor, around or QPointF(self.rect().center()))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(308, 308)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view = replace(self._view, room=QSizeF(self.size())).moved_to(self._view.corner)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)
        if self.hasFocus() and self._cell is not None:
            for color, width in ((self._theme.palette.stage, 5), (self._theme.palette.text, 2)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawRect(self._view.cell_rect(*self._cell))
        elif self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.palette.text), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()

    def paint(self, painter: QPainter) -> None:
        """Draw what is visible: cells, lines, numbers, overlay, frame; the same for screen, PNG, SVG and PDF."""
        painter.save()
        painter.setClipRect(self.rect())
        rows, columns = self._view.visible
        colors = self._colormap().colors(self._values[rows, columns], self._limit)
        first = self._view.cell_rect(rows.start, columns.start)
        seen = first.united(self._view.cell_rect(rows.stop - 1, columns.stop - 1))
        draw_cells(painter, seen, colors)
        if self._view.cell_size >= _SMALLEST_RULED_CELL:
            self._draw_lines(painter, seen, self._view.cell_size)
        if self._view.cell_size >= SMALLEST_NUMBERED_CELL:
            self._draw_numbers(painter, colors, rows.start, columns.start)
        if self._overlay is not None:
            self._overlay(painter, self._view.whole)
        painter.setPen(QPen(QColor(self._theme.palette.outline), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._view.whole.intersected(QRectF(self.rect())).adjusted(0.75, 0.75, -0.75, -0.75))
        painter.restore()

    def _draw_lines(self, painter: QPainter, visible: QRectF, size: float) -> None:
        painter.setPen(QPen(QColor(self._theme.palette.cell_grid), 1))
        for column in range(1, round(visible.width() / size)):
            x = round(visible.left() + column * size) + 0.5
            painter.drawLine(QPointF(x, visible.top()), QPointF(x, visible.bottom()))
        for row in range(1, round(visible.height() / size)):
            y = round(visible.top() + row * size) + 0.5
            painter.drawLine(QPointF(visible.left(), y), QPointF(visible.right(), y))

    def _draw_numbers(self, painter: QPainter, colors: ByteArray, first_row: int, first_column: int) -> None:
        size = self._view.cell_size
        decimals = 2 if size >= 30 else 1
        shown = self._values[self._view.visible]
        font = _fitting_font(fixed(float(shown.min()), decimals), fixed(float(shown.max()), decimals), size)
        if font is None:
            return
        painter.setFont(font)
        cells = colors.tolist()
        inks = {(r, g, b): QColor(ink_on((r, g, b))) for row in cells for r, g, b in row}
        for row in range(colors.shape[0]):
            for column in range(colors.shape[1]):
                red, green, blue = cells[row][column]
                painter.setPen(inks[red, green, blue])
                place = first_row + row, first_column + column
                number = fixed(float(self._values[place]), decimals)
                painter.drawText(self._view.cell_rect(*place), Qt.AlignmentFlag.AlignCenter, number)

    # -- interaction

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            self._view = self._view.moved_to(self._drag_from - event.position() / self._view.cell_size)
            self.update()
        else:
            self._enter(self._view.cell_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = self._view.corner + event.position() / self._view.cell_size

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_by(1 / self.zoom if self.zoom > 1 else 3.0, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(1.25 ** (event.angleDelta().y() / 120), event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._enter(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        if step is not None:
            row, column = self._cell or (-1, -1)
            row, column = max(0, row + step[0]), max(0, column + step[1])
            self._enter((min(row, self._view.rows - 1), min(column, self._view.columns - 1)))
        elif event.text() in ("+", "=", "-"):
            self.zoom_by(0.8 if event.text() == "-" else 1.25)
        else:
            super().keyPressEvent(event)

    def _enter(self, cell: tuple[int, int] | None) -> None:
        if cell != self._cell:
            self._cell = cell
            self.cell_entered.emit(cell)
            self.update()

    def _on_theme(self) -> None:
        self.update()


def _fitting_font(lowest: str, highest: str, cell_size: float) -> QFont | None:
    """Return the largest font, 9 to 20 pixels, in which both numbers fit a cell with some air; None if none does."""
    for pixels in range(min(20, int(cell_size * 0.5)), 8, -1):
        font = interface_font(pixels)
        metrics = QFontMetricsF(font)
        if max(metrics.horizontalAdvance(lowest), metrics.horizontalAdvance(highest)) <= cell_size - 3:
            return font
    return None
