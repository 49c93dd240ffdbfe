"""A grid of numbers with its title and a quieter line above it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, Translator
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.stage.fitted_text import draw_fitted
from cnnstudio.widgets.stage.number_colors import Colors
from cnnstudio.widgets.theme import BODY, CAPTION, Theme


class TitledGrid(QWidget):
    """Title, note and grid; the grid takes what the two lines leave, and lies at the left under them.

    The words may be wider than the grid by `overhang` pixels.
    """

    def __init__(
        self, name: str, label: Text, theme: Theme, translator: Translator, parent: QWidget, overhang: int = 0
    ) -> None:
        super().__init__(parent)
        self._theme, self._translator = theme, translator
        self._title = label
        self._note: Text | None = None
        self._is_chosen = False
        self._overhang = overhang
        self._cell_limit = 1000.0
        self._middle: int | None = None
        self.grid = NumberGrid(theme, self)
        self._captions = Captions(translator)
        self._captions.describe(self.grid, name, label)
        theme.subscribe(self._on_theme)
        translator.subscribe(self._on_theme)

    def show_title(self, title: Text, note: Text | None = None) -> None:
        """Write something else above the grid."""
        if (title, note) != (self._title, self._note):
            self._title, self._note = title, note
            self.update()

    def show_numbers(self, values: FloatArray, colors: Colors, decimals: int | None = None) -> None:
        """Show (H, W) other numbers."""
        is_other_shape = values.shape != self.grid.values.shape
        self.grid.show_values(values, *colors, decimals=decimals)
        if is_other_shape:
            self._arrange()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the title, because what is changed elsewhere belongs to this grid."""
        if chosen != self._is_chosen:
            self._is_chosen = chosen
            self.update()

    def set_scale(self, cell: float, middle: int | None = None) -> None:
        """Make no cell larger than that, so that grids beside each other have one scale, and one middle if wished."""
        if (cell, middle) != (self._cell_limit, self._middle):
            self._cell_limit, self._middle = cell, middle
            self._arrange()

    def heading_height(self) -> int:
        """Return how high the two lines are at the present size."""
        return sum(self._lines())

    def _lines(self) -> tuple[int, int]:
        """Return the heights of title and note; low grids have small titles."""
        share = max(1.0, self.height() / 200)
        title = min(self._theme.scaled(BODY), int(BODY * share))
        note = min(self._theme.scaled(CAPTION), int(CAPTION * share))
        return round(title * 1.35) + 2, round(note * 1.35) + 3

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        rows, columns = self.grid.values.shape
        top = self.heading_height()
        cell = min((self.width() - self._overhang) / columns, (self.height() - top) / rows, self._cell_limit)
        width, height = max(1, round(columns * cell)), max(1, round(rows * cell))
        if self._middle is not None:
            top = max(top, self._middle - height // 2)
        self.grid.setGeometry(QRect(0, top, width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = self._theme.palette
        title, note = self._lines()
        head, below = QRectF(0, 0, self.width(), title), QRectF(0, title, self.width(), note)
        chosen = colors.accent if self._is_chosen else colors.text
        draw_fitted(painter, head, self._translator(self._title), int((title - 2) / 1.35), chosen, bold=True)
        if self._note is not None:
            draw_fitted(painter, below, self._translator(self._note), int((note - 3) / 1.35), colors.text_third)
        painter.end()

    def _on_theme(self) -> None:
        self._arrange()
        self.update()
