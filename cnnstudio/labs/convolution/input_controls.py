"""Choosing what is convolved: the specimen of all labs, worked examples, own numbers, or a photo at full size."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.specimen import OriginalPicture, Specimen
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.worked_examples import WORKED_EXAMPLES, worked_example
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.params import GIVEN, OWN, ConvolutionParams
from cnnstudio.widgets.stage.input_list import InputList
from cnnstudio.widgets.theme import Theme


class InputControls(InputList):
    """The specimen of all labs, a photo at full size, own numbers, worked examples."""

    def __init__(self, model: ConvolutionModel, specimen: Specimen, theme: Theme, translator: Translator) -> None:
        tip = text("What is convolved: the picture of all labs, an example, your own numbers, a photo at full size")
        super().__init__("convolution", tip, theme, translator)
        self._model, self._specimen = model, specimen
        model.settings.subscribe(self.follow)
        specimen.subscribe(self._on_specimen)
        self.fill()

    def choose(self, name: str) -> None:
        """Take an input: "specimen", "own", "photo", "photo_colour" or the id of a worked example."""
        if name == "specimen":
            self._take_specimen()
        elif name == GIVEN and self._model.given is not None:
            self._model.take(self._model.given)
        elif name == OWN:
            self._model.update(source="grid", grid=self._model.params.grid.copy())
        elif name.startswith("photo"):
            self._load_photo(in_colour=name == "photo_colour")
        else:
            self._model.put(_for_example(self._model.params, name))

    def _take_specimen(self) -> None:
        if not np.any(self._specimen.picture.pixels):
            self.said.emit(self._why_empty())
            self.follow()
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

    def grid(self) -> FloatArray:
        """Return the own numbers."""
        return self._model.params.grid

    def take_grid(self, grid: FloatArray) -> None:
        """Take numbers as the input."""
        self._model.update(source="grid", grid=grid, cell=0, terms=None)

    def resize_grid(self, grid: FloatArray) -> None:
        """Take the own numbers in another size."""
        self._model.update(grid=grid)

    def _on_photo(self, photo: tuple[FloatArray, Text | None]) -> None:
        pixels, note = photo
        self._model.use_photo(pixels)
        if note is not None:
            self.said.emit(note)

    # -- following

    def entries(self) -> list[tuple[Text, str]]:
        """Return the inputs there are."""
        entries = [(self._specimen.picture.name, "specimen")]
        if self._specimen.picture.original is not None:
            entries.append((text("Photo at full size, grey"), "photo"))
            entries.append((text("Photo at full size, three colours"), "photo_colour"))
        if self._model.given is not None:
            entries.append((self._model.given.name, GIVEN))
        entries.append((text("Own numbers"), OWN))
        return entries + [(example.name, example.id) for example in WORKED_EXAMPLES]

    def _on_specimen(self) -> None:
        self.fill()
        if (
            self._specimen.picture.original is not None
            and not np.any(self._specimen.picture.pixels)
            and self.isVisible()
        ):
            self.said.emit(self._why_empty())

    def follow(self) -> None:
        """Show which input it is."""
        params = self._model.params
        name: str = params.source
        if name == "grid":
            same = (example.id for example in WORKED_EXAMPLES if example.input is params.grid)
            given = self._model.given
            name = GIVEN if given is not None and params.grid is given.input else next(same, OWN)
        elif name == "photo" and len(self._model.input) > 1:
            name = "photo_colour"
        if name == GIVEN and not self._names_given():
            self.fill()
            return
        self.show_input(name, is_grid=params.source == "grid")

    def _names_given(self) -> bool:
        """Whether the list holds what was handed over last."""
        given, place = self._model.given, self.choice.findData(GIVEN)
        return given is not None and place >= 0 and self.choice.itemText(place) == self._translator(given.name)


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
