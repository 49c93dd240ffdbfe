"""Which filter, which direction, what is drawn over the moves, what counts as a change, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.labs.pooling.filter_control import FilterStepper
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.fitted import FittedRow
from cnnstudio.widgets.stepper import Stepper
from cnnstudio.widgets.theme import Theme

MEASURES = {"cells": text("Cells changed"), "movement": text("Amount of change")}
DIRECTIONS = {"across": text("Left and right"), "along": text("Up and down")}


class ShiftControls(FittedRow):
    """A row of controls.

    Signals
    -------
    chosen
        One of them was changed.
    reset
        The picture is to go back to where it stood.
    """

    chosen = Signal()
    reset = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._captions = Captions(translator)
        self.filter, self.threshold = FilterStepper(self.theme), Stepper(self.theme)
        self.measure, self.direction, self.back = QComboBox(), QComboBox(), QPushButton()
        self.filter.setRange(1, 1)
        self.threshold.setRange(0, 50)
        self.threshold.setValue(5)
        self.threshold.setSuffix(" %")
        for combo, choices in ((self.measure, MEASURES), (self.direction, DIRECTIONS)):
            for row, (id_, words) in enumerate(choices.items()):
                combo.addItem("", id_)
                self._captions.bind(partial(combo.setItemText, row), words)
            combo.currentIndexChanged.connect(lambda: self.chosen.emit())
        self._describe()
        for stepper in (self.filter, self.threshold):
            stepper.valueChanged.connect(lambda: self.chosen.emit())
        self.back.clicked.connect(lambda: self.reset.emit())

    def _describe(self) -> None:
        named: tuple[tuple[str, Text, Text, QWidget], ...] = (
            ("measure", text("Curve"), text("What the curve shows for each move"), self.measure),
            ("direction", text("Moves"), text("The direction of the moves along the curve"), self.direction),
            ("filter", text("Filter"), text("The filter whose map is convolved and pooled"), self.filter),
            (
                "threshold",
                text("Change"),
                text("A cell counts as changed when it differs by more than this share of the largest number"),
                self.threshold,
            ),
        )
        for name, label, tip, control in named:
            self._captions.describe(control, f"pooling.shift_{name}", label, tip=tip, key="↑ ↓")
            if isinstance(control, QComboBox):  # its entries speak for themselves
                self.add(control)
            else:
                self.add_labelled(self._captions, label, control)
        label, tip = text("Reset"), text("Put the picture back where it stood")
        self._captions.bind(self.back.setText, label)
        self._captions.describe(self.back, "pooling.shift_reset", label, tip=tip, key="Home")
        self.add(self.back)

    @property
    def share(self) -> float:
        """From which share of the largest number on a difference counts as a change."""
        return self.threshold.value() / 100

    @property
    def is_vertical(self) -> bool:
        """Whether the curve runs over moves up and down."""
        return bool(self.direction.currentData() == "along")

    @property
    def shows_movement(self) -> bool:
        """Whether the curve shows how much changed instead of how many cells."""
        return bool(self.measure.currentData() == "movement")
