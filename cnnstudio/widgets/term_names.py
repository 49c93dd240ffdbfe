"""The cells of a grid of terms as screen readers find them."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from cnnstudio.widgets.term_view import TermView


class TermNames:
    """The cells in reading order, under the names that the lab gives them."""

    def __init__(self, view: TermView) -> None:
        self._view = view

    def cell_count(self) -> int:
        """Return how many cells there are."""
        return self._view.rows * self._view.columns

    def cell_name(self, index: int) -> str:
        """Return what is read out of a cell: "kernel row 1, column 2: −1"."""
        return self._view.cell_name(*divmod(index, self._view.columns))

    def cell_rect(self, index: int) -> QRectF:
        """Return where a cell lies, in the widget's coordinates."""
        return self._view.cell_rect(*divmod(index, self._view.columns))

    def focused_cell(self) -> int | None:
        """Return the cell on which the keyboard acts; None if there is none."""
        cell = self._view.cell
        return None if cell is None or not self._view.hasFocus() else cell[0] * self._view.columns + cell[1]
