"""A list of inputs for a lab; for own numbers also the size of the grid, and how they are changed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.grids import load_grid
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.pair_stepper import PairStepper
from cnnstudio.widgets.stage.window_words import size_refusal
from cnnstudio.widgets.task_runner import TaskRunner
from cnnstudio.widgets.theme import Theme

_LARGEST_GRID = 64


class InputList(QWidget):
    """Names inputs; a lab says which there are, which one is shown, and takes the one that is chosen.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(self, lab_id: str, tip: Text, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._captions = Captions(translator)
        self._runner = TaskRunner(self)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        self._captions.describe(self.choice, f"{lab_id}.source", text("Input"), tip=tip, key="I")
        self.grid_size = PairStepper(theme, self._captions, f"{lab_id}.grid_size", text("Grid size"), parent=self)
        self.grid_size.set_range(1, _LARGEST_GRID)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "caption")
        self._captions.bind(self._hint.setText, text("Double click a cell to change it. Ctrl+V pastes a table."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.choice, self.grid_size, self._hint):
            column.addWidget(part)
        self.choice.activated.connect(lambda place: self.choose(self.choice.itemData(place)))
        self.grid_size.changed.connect(self._on_grid_size)
        translator.subscribe(self.fill)

    # -- what a lab says of itself

    def choose(self, name: str) -> None:
        """Take an input by its id."""
        raise NotImplementedError

    def entries(self) -> Sequence[tuple[Text, str]]:
        """Return the inputs there are, each with its id."""
        raise NotImplementedError

    def grid(self) -> FloatArray:
        """Return the (C, H, W) own numbers."""
        raise NotImplementedError

    def take_grid(self, grid: FloatArray) -> None:
        """Take (C, H, W) numbers of a file as the input."""
        raise NotImplementedError

    def resize_grid(self, grid: FloatArray) -> None:
        """Take the own numbers in another size."""
        raise NotImplementedError

    # -- what all labs do

    def open_file(self, path: Path) -> None:
        """Take the numbers in a file as the input; until they are read, and if they cannot be, nothing changes."""
        self._runner.start(lambda: load_grid(path), self._on_grid, self._on_failed)

    def stop(self) -> None:
        """End what is under way."""
        self._runner.stop()

    def fill(self) -> None:
        """Write the names of the inputs anew."""
        self.choice.clear()
        for name, value in self.entries():
            self.choice.addItem(self._translator(name), value)
        self.follow()

    def follow(self) -> None:
        """Show which input it is; called after each change, and by the lab's own part of it."""
        raise NotImplementedError

    def show_input(self, name: str, *, is_grid: bool) -> None:
        """Mark an input by its id; own numbers have a size."""
        grid = self.grid()
        self.choice.setCurrentIndex(self.choice.findData(name))
        self.grid_size.setVisible(is_grid and max(grid.shape) <= _LARGEST_GRID)
        self._hint.setVisible(is_grid)
        self.grid_size.set_value((grid.shape[1], grid.shape[2]))

    def _on_grid(self, grid: FloatArray) -> None:
        reason = size_refusal(grid)
        if reason is not None:
            self._on_failed(UserError(reason))
            return
        first = grid[0] if grid.ndim == 4 else grid
        self.take_grid(first.reshape(-1, *first.shape[-2:]))
        if grid.ndim == 4 and len(grid) > 1:
            self.said.emit(text("The file holds {count} pictures; this is the first.", count=len(grid)))

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)
        self.follow()

    def _on_grid_size(self, size: tuple[int, int]) -> None:
        grid = self.grid()
        grown = np.zeros((len(grid), *size))
        rows, columns = min(size[0], grid.shape[1]), min(size[1], grid.shape[2])
        grown[:, :rows, :columns] = grid[:, :rows, :columns]
        self.resize_grid(grown)
