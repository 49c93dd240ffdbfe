"""Choosing what is convolved: the specimen of all labs, worked examples, own numbers, or a photo at full size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError
from cnnstudio.core.specimen import OriginalPicture, Specimen
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.grids import load_grid
from cnnstudio.data.worked_examples import WORKED_EXAMPLES, worked_example
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import OWN, ConvolutionParams
from cnnstudio.widgets.captions import Captions
from cnnstudio.widgets.pair_stepper import PairStepper
from cnnstudio.widgets.task_runner import TaskRunner
from cnnstudio.widgets.theme import Theme

_LARGEST_GRID = 64


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
        self,
        model: ConvolutionModel,
        specimen: Specimen,
        theme: Theme,
        translator: Translator,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model, self._specimen, self._translator = model, specimen, translator
        self._captions = Captions(translator)
        self._runner = TaskRunner(self)
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        self.grid_size = PairStepper(theme, self._captions, "convolution.grid_size", text("Grid size"), parent=self)
        self.grid_size.set_range(1, _LARGEST_GRID)
        tip = text("What is convolved: the picture of all labs, an example, your own numbers, a photo at full size")
        self._captions.describe(self.choice, "convolution.source", text("Input"), tip=tip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.choice)
        column.addWidget(self.grid_size)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "caption")
        self._captions.bind(self._hint.setText, text("Double click a cell to change it. Ctrl+V pastes a table."))
        column.addWidget(self._hint)
        self.choice.activated.connect(self._on_chosen)
        self.grid_size.changed.connect(self._on_grid_size)
        model.settings.subscribe(self._on_changed)
        translator.subscribe(self._fill)
        specimen.subscribe(self._on_specimen)
        self._fill()

    def choose(self, name: str) -> None:
        """Take an input: "specimen", "own", "photo", "photo_colour" or the id of a worked example."""
        if name == "specimen":
            self._take_specimen()
        elif name == OWN:
            self._model.update(source="grid", grid=self._model.params.grid.copy())
        elif name.startswith("photo"):
            self._load_photo(in_colour=name == "photo_colour")
        else:
            self._model.put(_for_example(self._model.params, name))

    def open_file(self, path: Path) -> None:
        """Take the numbers in a file as the input; until they are read, and if they cannot be, nothing changes."""
        self._runner.start(lambda: load_grid(path), self._on_grid, self._on_failed)

    def stop(self) -> None:
        """End what is under way."""
        self._runner.stop()

    def _take_specimen(self) -> None:
        if not np.any(self._specimen.picture.pixels):
            self.said.emit(self._why_empty())
            self._on_changed()
            return
        self._model.update(source="specimen", cell=0, terms=None)

    def _why_empty(self) -> Text:
        if self._specimen.picture.original is None:
            return text("Nothing is drawn yet. Draw a digit, or press Ctrl+R for one of MNIST.")
        name = self._specimen.picture.name
        return text("No digit was found in {name}. Choose it at full size under Input.", name=name)

    def _load_photo(self, *, in_colour: bool) -> None:
        original = self._specimen.picture.original
        if original is None:
            return
        self.said.emit(text("The photo is being read."))
        self._runner.start(lambda: _read(original, in_colour=in_colour), self._on_photo, self._on_failed)

    def _on_grid(self, grid: FloatArray) -> None:
        first = grid[0] if grid.ndim == 4 else grid
        self._model.update(source="grid", grid=first.reshape(-1, *first.shape[-2:]), cell=0, terms=None)
        if grid.ndim == 4 and len(grid) > 1:
            self.said.emit(text("The file holds {count} pictures; this is the first.", count=len(grid)))

    def _on_photo(self, photo: tuple[FloatArray, Text | None]) -> None:
        pixels, note = photo
        self._model.use_photo(pixels)
        if note is not None:
            self.said.emit(note)

    def _on_failed(self, error: UserError) -> None:
        self.failed.emit(error)
        self._on_changed()

    def _on_grid_size(self, size: tuple[int, int]) -> None:
        grid = self._model.params.grid
        grown = np.zeros((len(grid), *size))
        rows, columns = min(size[0], grid.shape[1]), min(size[1], grid.shape[2])
        grown[:, :rows, :columns] = grid[:, :rows, :columns]
        self._model.update(grid=grown)

    # -- following

    def _entries(self) -> list[tuple[Text, str]]:
        entries = [(self._specimen.picture.name, "specimen")]
        if self._specimen.picture.original is not None:
            entries.append((text("Photo at full size, grey"), "photo"))
            entries.append((text("Photo at full size, three colours"), "photo_colour"))
        entries.append((text("Own numbers"), OWN))
        return entries + [(example.name, example.id) for example in WORKED_EXAMPLES]

    def _on_specimen(self) -> None:
        self._fill()
        if (
            self._specimen.picture.original is not None
            and not np.any(self._specimen.picture.pixels)
            and self.isVisible()
        ):
            self.said.emit(self._why_empty())

    def _fill(self) -> None:
        self.choice.clear()
        for name, value in self._entries():
            self.choice.addItem(self._translator(name), value)
        self._on_changed()

    def _on_changed(self) -> None:
        params = self._model.params
        name: str = params.source
        if name == "grid":
            same = (example.id for example in WORKED_EXAMPLES if example.input is params.grid)
            name = next(same, OWN)
        elif name == "photo" and len(self._model.input) > 1:
            name = "photo_colour"
        self.choice.setCurrentIndex(self.choice.findData(name))
        self.grid_size.setVisible(params.source == "grid" and max(params.grid.shape) <= _LARGEST_GRID)
        self._hint.setVisible(params.source == "grid")
        self.grid_size.set_value((params.grid.shape[1], params.grid.shape[2]))

    def _on_chosen(self, place: int) -> None:
        self.choose(self.choice.itemData(place))


def _read(original: OriginalPicture, *, in_colour: bool) -> tuple[FloatArray, Text | None]:
    """Return the (C, H, W) pixels of a photo at full size, and what is to be said of them."""
    full = original.load()
    return full.channels(in_colour=in_colour), full.note


def _for_example(params: ConvolutionParams, name: str) -> ConvolutionParams:
    """Return the parameters with a worked example laid out: its input, its kernels and its settings."""
    example = worked_example(name)
    return replace(
        ConvolutionParams(),
        source="grid",
        grid=example.input,
        weight=example.weight,
        bias=example.bias,
        presets=(OWN,) * len(example.weight),
        stride=example.stride,
        padding=example.padding,
        unit=params.unit,
    )
