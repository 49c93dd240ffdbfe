"""Cards that lie over the stage for a moment: an explanation, an enlarged map. Escape puts them away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.colormaps import Colormap
from cnnstudio.core.numbers import fixed
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.icons import set_icon
from cnnstudio.widgets.number_grid import NumberGrid
from cnnstudio.widgets.theme import Theme


class Card(QFrame):
    """A framed sheet with a heading and a button that closes it.

    Signals
    -------
    closed
        After it was put away by button or Escape.
    """

    closed = Signal()

    def __init__(self, name: str, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._theme = theme
        self._captions = Captions(translator)
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self._close = QToolButton()
        self._close.setProperty("role", "flat")
        self._captions.describe(self._close, f"{name}.close", text("Close"), key="Esc")
        self._close.clicked.connect(self.put_away)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self._close)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 12, 12, 16)
        self.column.addLayout(top)
        theme.subscribe(self._on_theme)
        self._on_theme()
        self.hide()

    def put_away(self) -> None:
        """Hide the card."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _on_theme(self) -> None:
        set_icon(self._close, "close", self._theme, 18, beside_words=False)


class TextCard(Card):
    """A card with a paragraph of rich text."""

    def __init__(self, name: str, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(name, theme, translator, parent)
        self._words = QLabel()
        self._words.setObjectName(f"{name}.text")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._words, 1)

    def show_text(self, heading: str, words: str) -> None:
        """Fill the card."""
        self.heading.setText(heading)
        self._words.setText(f'<p style="line-height: 140%; margin: 0">{words}</p>')


class GridCard(Card):
    """A card with a large grid of numbers, and a line that reads out the cell under the pointer."""

    def __init__(self, name: str, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(name, theme, translator, parent)
        self._translator = translator
        self.grid = NumberGrid(theme)
        self._captions.describe(
            self.grid,
            f"{name}.grid",
            text("Numbers of the enlarged map"),
            tip=text("Wheel or + and − to zoom, drag to move, arrows to walk from cell to cell"),
        )
        self._cell = QLabel()
        self._cell.setProperty("role", "quiet")
        self.column.addWidget(self.grid, 1)
        self._scale = QLabel()
        self._scale.setProperty("role", "quiet")
        below = QHBoxLayout()
        below.addWidget(self._cell, 1)
        below.addWidget(self._scale)
        self.column.addLayout(below)
        self.grid.cell_entered.connect(self._tell_cell)
        self._tell_cell(None)
        translator.subscribe(self._on_language)

    def show_values(self, heading: str, values: FloatArray, colormap: Callable[[], Colormap], limit: float) -> None:
        """Fill the card with (H, W) numbers."""
        self.heading.setText(heading)
        self.grid.show_values(values, colormap, limit)
        self._tell_cell(self.grid.cell)

    def show_scale(self, words: str) -> None:
        """Say what the colours mean."""
        self._scale.setText(words)

    def _tell_cell(self, cell: tuple[int, int] | None) -> None:
        self._cell.setText(self._translator(cell_text(self.grid.values, cell)))

    def _on_language(self) -> None:
        self._tell_cell(self.grid.cell)


def cell_text(values: FloatArray, cell: tuple[int, int] | None) -> Text:
    """Return what the line under a grid says about the cell at row and column, both from 0."""
    if cell is None:
        return text("Point at a cell to read its number.")
    row, column = cell
    number = fixed(float(values[row, column]), 3)
    return text("Row {row}, column {column}: {number}", row=row + 1, column=column + 1, number=number)
