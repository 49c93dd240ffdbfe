"""A grid of numbers as coloured cells, with the numbers written in where there is room."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import ByteArray, FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.numbers import fixed
from cnnstudio.core.palette import ink_on
from cnnstudio.widgets.painting import draw_cells
from cnnstudio.widgets.theme import Theme, interface_font

SMALLEST_NUMBERED_CELL = 20
"""Cells below this many pixels carry no number."""

Overlay = Callable[[QPainter, QRectF], None]
"""Draws on top of the cells; the rectangle is where the whole grid lies."""


class NumberGrid(QWidget):
    """Shows (H, W) numbers; wheel or + and − zoom, dragging moves, arrows walk from cell to cell.

    Signals
    -------
    cell_entered
        Row and column under the pointer or the cursor; −1, −1 when it leaves.
    """

    cell_entered = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._values: FloatArray = np.zeros((28, 28), np.float32)
        self._colormap: Callable[[], Colormap] = lambda: theme.colormaps.picture
        self._limit = 1.0
        self._overlay: Overlay | None = None
        self._zoom = 1.0
        self._corner = QPointF(0, 0)  # of the view, in cells
        self._drag_from: QPointF | None = None
        self._cell = (-1, -1)
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
        return self._zoom

    @property
    def cell(self) -> tuple[int, int]:
        """Row and column under the pointer or cursor; (−1, −1) when there is none."""
        return self._cell

    def show_values(
        self, values: FloatArray, colormap: Callable[[], Colormap] | None = None, limit: float = 1.0
    ) -> None:
        """Show other numbers; `limit` is the number that takes the last colour of the map."""
        if values.shape != self._values.shape:
            self._zoom, self._corner = 1.0, QPointF(0, 0)
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
        place = around or QPointF(self.width() / 2, self.height() / 2)
        before = self._cell_at(place)
        largest = max(1.0, 96 / max(self._fitting_size(), 1e-6))
        self._zoom = min(max(self._zoom * factor, 1.0), largest)
        after = self._cell_at(place)
        self._move_to(self._corner + before - after)

    def sizeHint(self) -> QSize:
        return QSize(308, 308)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter, QRectF(self.rect()))
        if self.hasFocus() and self._cell[0] >= 0:
            painter.setPen(QPen(QColor(self._theme.palette.stage), 5))
            painter.drawRect(self._cell_rect(*self._cell))
            painter.setPen(QPen(QColor(self._theme.palette.text), 2))
            painter.drawRect(self._cell_rect(*self._cell))
        painter.end()

    def paint(self, painter: QPainter, region: QRectF) -> None:
        """Draw what is visible: cells, lines, numbers, overlay, frame; the same for screen, PNG, SVG and PDF."""
        painter.save()
        painter.setClipRect(region)
        size = self._cell_size()
        rows, columns = self._values.shape
        first_row, first_column = max(0, int(self._corner.y())), max(0, int(self._corner.x()))
        last_row = min(rows, math.ceil(self._corner.y() + self.height() / size))
        last_column = min(columns, math.ceil(self._corner.x() + self.width() / size))
        colors = self._colormap().colors(self._values[first_row:last_row, first_column:last_column], self._limit)
        visible = self._cell_rect(first_row, first_column).united(self._cell_rect(last_row - 1, last_column - 1))
        draw_cells(painter, visible, colors)
        if size >= 6:
            self._draw_lines(painter, visible, size)
        if size >= SMALLEST_NUMBERED_CELL:
            self._draw_numbers(painter, colors, first_row, first_column)
        if self._overlay is not None:
            self._overlay(painter, self._grid_rect())
        painter.setPen(QPen(QColor(self._theme.palette.outline), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self._grid_rect().intersected(QRectF(self.rect())).adjusted(0.75, 0.75, -0.75, -0.75))
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
        size = self._cell_size()
        decimals = 2 if size >= 30 else 1
        painter.setFont(interface_font(int(min(20, max(9, size * (0.4 if decimals == 2 else 0.5))))))
        cells = colors.tolist()
        inks = {(r, g, b): QColor(ink_on((r, g, b))) for row in cells for r, g, b in row}
        for row in range(colors.shape[0]):
            for column in range(colors.shape[1]):
                red, green, blue = cells[row][column]
                painter.setPen(inks[red, green, blue])
                place = first_row + row, first_column + column
                number = fixed(float(self._values[place]), decimals)
                painter.drawText(self._cell_rect(*place), Qt.AlignmentFlag.AlignCenter, number)

    # -- geometry

    def _fitting_size(self) -> float:
        rows, columns = self._values.shape
        return float(min(self.width() / columns, self.height() / rows))

    def _cell_size(self) -> float:
        return max(self._fitting_size() * self._zoom, 0.1)

    def _origin(self) -> QPointF:
        """Where the grid's top left corner lies: in the middle of the widget as long as all of it fits."""
        size, (rows, columns) = self._cell_size(), self._values.shape
        spare = QPointF(max(0.0, self.width() - columns * size), max(0.0, self.height() - rows * size)) / 2
        return spare - self._corner * size

    def _grid_rect(self) -> QRectF:
        size, (rows, columns) = self._cell_size(), self._values.shape
        return QRectF(self._origin().x(), self._origin().y(), columns * size, rows * size)

    def _cell_rect(self, row: int, column: int) -> QRectF:
        size, origin = self._cell_size(), self._origin()
        return QRectF(origin.x() + column * size, origin.y() + row * size, size, size)

    def _cell_at(self, place: QPointF) -> QPointF:
        return (place - self._origin()) / self._cell_size()

    def _move_to(self, corner: QPointF) -> None:
        size, (rows, columns) = self._cell_size(), self._values.shape
        most_x = max(0.0, columns - self.width() / size)
        most_y = max(0.0, rows - self.height() / size)
        self._corner = QPointF(min(max(corner.x(), 0.0), most_x), min(max(corner.y(), 0.0), most_y))
        self.update()

    # -- interaction

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            self._move_to(self._drag_from - event.position() / self._cell_size())
            return
        place = self._cell_at(event.position())
        self._enter(math.floor(place.y()), math.floor(place.x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag_from = self._corner + event.position() / self._cell_size()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_by(1 / self._zoom if self._zoom > 1 else 3.0, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(1.25 ** (event.angleDelta().y() / 120), event.position())

    def leaveEvent(self, event: QEvent) -> None:
        self._enter(-1, -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
        }
        key = Qt.Key(event.key())
        if key in steps:
            rows, columns = self._values.shape
            down, right = steps[key]
            row, column = max(0, self._cell[0] + down), max(0, self._cell[1] + right)
            self._enter(min(row, rows - 1), min(column, columns - 1))
        elif event.text() in ("+", "=", "-"):
            self.zoom_by(0.8 if event.text() == "-" else 1.25)
        else:
            super().keyPressEvent(event)

    def _enter(self, row: int, column: int) -> None:
        rows, columns = self._values.shape
        cell = (row, column) if 0 <= row < rows and 0 <= column < columns else (-1, -1)
        if cell != self._cell:
            self._cell = cell
            self.cell_entered.emit(*cell)
            self.update()

    def _on_theme(self) -> None:
        self.update()
