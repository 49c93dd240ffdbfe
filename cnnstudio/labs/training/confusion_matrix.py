"""The confusion matrix with its class names: how often each class was read as each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.training.confusion_sentences import cell_name
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.grid_rings import Ring
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.fitted_text import CENTRE, RIGHT, draw_fitted, words_width
from cnnstudio.widgets.theme import BODY, CAPTION, Theme, interface_font

_SMALLEST_TYPE = 9


class ConfusionMatrix(QWidget):
    """Colours are those of the mistakes; what was read as it is, on the diagonal, is grey.

    Signals
    -------
    cell_chosen
        The (true class, answer) that was clicked, or entered by key.
    """

    cell_chosen = Signal(object)

    def __init__(self, name: str, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._translator = theme, translator
        self._counts: NDArray[np.int64] | None = None
        self._names: tuple[str, ...] = ()
        self.grid = NumberGrid(theme, self)
        self.grid.wheel_zooms = False
        self.grid.set_overlay(self._draw_diagonal)
        self.grid.set_cell_names(self._read_out)
        self._captions = Captions(translator)
        self._captions.describe(
            self.grid, name, text("Confusion matrix"), tip=text("Click a cell to see its pictures"), key="Enter"
        )
        self.grid.cell_clicked.connect(self._on_cell)
        theme.subscribe(self._arrange)

    def show_counts(self, counts: NDArray[np.int64], names: tuple[str, ...], cell: Pair | None) -> None:
        """Show (K, K) other counts, true class and answer, and frame a cell; the same array means the same counts."""
        if counts is not self._counts or names != self._names:
            is_other_shape = self._counts is None or counts.shape != self._counts.shape
            self._counts, self._names = counts, names
            mistakes = counts - np.diag(np.diag(counts))
            self.grid.show_values(
                counts.astype(np.float32), lambda: self._theme.colormaps.activation, float(mistakes.max()) or 1.0
            )
            if is_other_shape:
                self._arrange()
        self.grid.set_rings(() if cell is None else (Ring(*cell),))

    @property
    def counts(self) -> NDArray[np.int64] | None:
        """What is shown."""
        return self._counts

    # -- layout and painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        left, bottom = self._label_room()
        classes = self.grid.values.shape[0]
        cell = max(3.0, min((self.width() - left) / classes, (self.height() - bottom) / classes))
        side = round(int(cell) * classes) if cell >= 8 else round(cell * classes)
        self.grid.setGeometry(QRect(left, 0, side, side))
        self.update()

    def _label_room(self) -> tuple[int, int]:
        """Return the width of the class names at the left and the height of those below."""
        font = interface_font(self._type)
        widest = max((words_width(name, font) for name in self._names), default=9.0)
        return round(min(widest, self.width() / 4)) + 8, round(self._type * 1.35) + 3

    @property
    def _type(self) -> int:
        room = min(self.width(), self.height()) / 14
        return int(min(self._theme.scaled(CAPTION), max(10, room)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._names:
            return
        painter = QPainter(self)
        grid, colors = self.grid.geometry(), self._theme.palette
        cell, line = grid.width() / len(self._names), round(self._type * 1.35)
        step = max(1, -(-line // max(1, int(cell))))
        for number, name in enumerate(self._names):
            if number % step:
                continue
            middle = (number + 0.5) * cell
            at = QRectF(0, grid.top() + middle - line / 2, grid.left() - 6, line)
            draw_fitted(painter, at, name, self._type, colors.text_second, align=RIGHT)
            width = cell * step
            at = QRectF(grid.left() + middle - width / 2, grid.bottom() + 3, width, line)
            draw_fitted(painter, at, name, self._type, colors.text_second, align=CENTRE)
        painter.end()

    def _draw_diagonal(self, painter: QPainter, whole: QRectF) -> None:
        """Draw what was read rightly in grey: it is no mistake, and would outshine them all."""
        counts = self._counts
        if counts is None:
            return
        classes, colors = len(counts), self._theme.palette
        side, written = whole.width() / classes, [str(count) for count in np.diag(counts).tolist()]
        widest = max(words_width(number, interface_font(100)) for number in written) / 100
        pixels = int(min(self._theme.scaled(BODY), side * 0.33, (side - 6) / widest))
        painter.setFont(interface_font(max(pixels, 1)))
        painter.setPen(QColor(colors.text_second))
        for place, number in enumerate(written):
            corner = whole.topLeft() + QPointF(place * side, place * side)
            cell = QRectF(corner.x(), corner.y(), side, side)
            painter.fillRect(cell, QColor(colors.divider))
            if pixels >= _SMALLEST_TYPE:
                painter.drawText(cell, CENTRE, number)

    def _on_cell(self, cell: Pair) -> None:
        self.cell_chosen.emit(cell)

    def _read_out(self, row: int, column: int, value: float) -> str:
        if self._counts is None:
            return ""
        return self._translator(cell_name(self._counts, self._names, (row, column)))
