"""Choosing what is pooled: the convolution lab's feature maps, the specimen, own numbers, examples, given maps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.grids import load_grid
from cnnstudio.data.handover import Handover
from cnnstudio.data.pooling_examples import POOLING_EXAMPLES, pooling_example
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingParams
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.pair_stepper import PairStepper
from cnnstudio.widgets.task_runner import TaskRunner
from cnnstudio.widgets.theme import Theme

_LARGEST_GRID = 64
_OWN = "grid"


class InputControls(QWidget):
    """A list of inputs; for own numbers also the size of the grid.

    Signals
    -------
    said
        A `Text` for the line above the stage.
    failed
        A `UserError` to show.
    """

    said = Signal(object)
    failed = Signal(object)

    def __init__(
        self, model: PoolingModel, specimen: Specimen, handover: Handover, theme: Theme, translator: Translator
    ) -> None:
        super().__init__()
        self._model, self._specimen, self._shelf = model, specimen, handover.feature_maps
        self._translator = translator
        self._captions = Captions(translator)
        self._runner = TaskRunner(self)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        tip = text("What is pooled: the maps of the convolution lab, the picture of all labs, or your own numbers")
        self._captions.describe(self.choice, "pooling.source", text("Input"), tip=tip, key="I")
        self.grid_size = PairStepper(theme, self._captions, "pooling.grid_size", text("Grid size"), parent=self)
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
        model.settings.subscribe(self._on_changed)
        specimen.subscribe(self._fill)
        translator.subscribe(self._fill)
        self._fill()

    def choose(self, name: str) -> None:
        """Take an input: "convolution", "specimen", "grid", "given" or the id of an example."""
        if name == "convolution":
            maps = self._shelf.ask()
            self._model.update(source=name, channel=0 if maps is None else maps.filter, cell=0, terms=None)
        elif name == "specimen" and not np.any(self._specimen.picture.pixels):
            self.said.emit(text("Nothing is drawn yet. Draw a digit, or press Ctrl+R for one of MNIST."))
            self._on_changed()
        elif name in ("specimen", "given"):
            self._model.update(source=name, cell=0, terms=None)
        elif name == _OWN:
            self._model.update(source=_OWN, grid=self._model.params.grid.copy(), cell=0, terms=None)
        else:
            self._model.put(_for_example(self._model.params, name))

    def open_file(self, path: Path) -> None:
        """Take the numbers in a file as the input; until they are read, and if they cannot be, nothing changes."""
        self._runner.start(lambda: load_grid(path), self._on_grid, self.failed.emit)

    def stop(self) -> None:
        """End what is under way."""
        self._runner.stop()

    def _on_grid(self, grid: FloatArray) -> None:
        first = grid[0] if grid.ndim == 4 else grid
        grid = first.reshape(-1, *first.shape[-2:])
        self._model.update(source=_OWN, grid=grid, channel=0, cell=0, terms=None)

    def _on_grid_size(self, size: tuple[int, int]) -> None:
        grid = self._model.params.grid
        grown = np.zeros((len(grid), *size))
        rows, columns = min(size[0], grid.shape[1]), min(size[1], grid.shape[2])
        grown[:, :rows, :columns] = grid[:, :rows, :columns]
        self._model.update(grid=grown)

    # -- following

    def _entries(self) -> list[tuple[Text, str]]:
        entries = [
            (text("Output of the convolution lab"), "convolution"),
            (self._specimen.picture.name, "specimen"),
        ]
        if self._model.given_name is not None:
            entries.append((self._model.given_name, "given"))
        entries.append((text("Own numbers"), _OWN))
        return entries + [(example.name, example.id) for example in POOLING_EXAMPLES]

    def _fill(self) -> None:
        self.choice.clear()
        for name, value in self._entries():
            self.choice.addItem(self._translator(name), value)
        self._on_changed()

    def _on_changed(self) -> None:
        params = self._model.params
        name: str = params.source
        if name == "given" and self.choice.findData(name) < 0:
            self._fill()
            return
        if name == _OWN:
            same = (example.id for example in POOLING_EXAMPLES if example.input is params.grid)
            name = next(same, _OWN)
        self.choice.setCurrentIndex(self.choice.findData(name))
        self.grid_size.setVisible(params.source == _OWN and max(params.grid.shape) <= _LARGEST_GRID)
        self._hint.setVisible(params.source == _OWN)
        self.grid_size.set_value((params.grid.shape[1], params.grid.shape[2]))


def _for_example(params: PoolingParams, name: str) -> PoolingParams:
    """Return the settings with an example laid out: its numbers, and how they are pooled."""
    example = pooling_example(name)
    fresh = PoolingParams(source="grid", grid=example.input, kind=example.kind)
    names = ("size", "stride", "padding")
    return replace(fresh, unit=params.unit, **{name: getattr(example, name) for name in names})
