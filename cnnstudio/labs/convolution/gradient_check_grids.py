"""Backprop, nudging and their difference, side by side."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import power_of_ten
from cnnstudio.core.texts import Translator, text
from cnnstudio.labs.convolution.gradient_check import GradientCheck
from cnnstudio.labs.convolution.gradient_check_sentences import power_of
from cnnstudio.widgets.number_grid import Ring
from cnnstudio.widgets.stage.number_colors import signed_colors
from cnnstudio.widgets.stage.titled_grid import TitledGrid
from cnnstudio.widgets.theme import Theme

_GAP = 24
_OVERHANG = 20
"""How far titles may reach into the gap between two grids."""

_TITLES = {
    "analytic": text("Backprop"),
    "numerical": text("Nudging"),
    "difference": text("Difference"),
}


class CheckGrids(QWidget):
    """Three grids of one size; a cell entered in one is a cell of all.

    Signals
    -------
    cell_entered
        Row and column of the cell under the pointer or cursor.
    """

    cell_entered = Signal(int, int)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grids = {
            name: TitledGrid(f"convolution.check_{name}", label, theme, translator, self, _OVERHANG)
            for name, label in _TITLES.items()
        }
        for grid in self._grids.values():
            grid.grid.cell_entered.connect(self._on_cell)

    def show_check(self, check: GradientCheck, channel: int) -> None:
        """Show what backprop says, what nudging says, and the difference."""
        colors, limit = signed_colors(_plane(check.analytic, channel), self._theme)
        for name in ("analytic", "numerical"):
            self._grids[name].show_numbers(_plane(getattr(check, name), channel), (colors, limit))
        # The differences are written in units of their own power of ten; their colours keep the scale of the others.
        power = power_of(check.difference)
        scaled = _plane(check.difference, channel) / 10.0**power
        self._grids["difference"].show_numbers(scaled, (colors, limit / 10.0**power))
        notes = {
            "analytic": text("by the chain rule"),
            "numerical": text("(L₊ − L₋) / 2h"),
            "difference": text("in units of {unit}", unit=power_of_ten(power)),
        }
        for name, note in notes.items():
            self._grids[name].show_title(_TITLES[name], note)

    def ring(self, row: int, column: int) -> None:
        """Mark the cell that is nudged, in all three."""
        for grid in self._grids.values():
            grid.grid.set_rings((Ring(row, column),))

    def side(self, width: int) -> int:
        """Return how wide one grid is where all three have a width, pixels."""
        return (width - 2 * _GAP) // 3

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = self.side(self.width())
        for number, grid in enumerate(self._grids.values()):
            grid.setGeometry(QRect(number * (side + _GAP), 0, side + _OVERHANG, self.height()))

    def _on_cell(self, cell: tuple[int, int] | None) -> None:
        if cell is not None:
            self.cell_entered.emit(*cell)


def _plane(values: FloatArray, channel: int) -> FloatArray:
    """Return the slice that is looked at; of the bias its one number."""
    plane: FloatArray = values[None] if values.ndim == 1 else values[channel]
    return plane
