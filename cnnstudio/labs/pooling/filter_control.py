"""Which filter of the first layer is looked at."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from cnnstudio.core.texts import Translator, text
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.fitted import FittedRow
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme


class FilterStepper(Stepper):
    """Counts the filters from 1."""

    @property
    def chosen_filter(self) -> int:
        """Which filter is chosen, from 0."""
        return self.value() - 1

    def show_filters(self, count: int, chosen: int) -> None:
        """Offer so many filters, and show which of them is chosen, from 0."""
        with QSignalBlocker(self):
            self.setRange(1, count)
            self.setValue(chosen + 1)
        self.setEnabled(count > 1)


class FilterControl(FittedRow):
    """The stepper in a row of its own.

    Signals
    -------
    chosen
        Another filter is to be looked at.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._captions = Captions(translator)
        self.filter = FilterStepper(self.theme)
        self.filter.setRange(1, 1)
        tip = text("The filter whose map is halved")
        self._captions.describe(self.filter, "pooling.strided_filter", text("Filter"), tip=tip, key="↑ ↓")
        self.add_labelled(self._captions, text("Filter"), self.filter)
        self.filter.valueChanged.connect(lambda: self.chosen.emit())
