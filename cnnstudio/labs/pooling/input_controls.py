"""Choosing what is pooled: the convolution lab's feature maps, the specimen, own numbers, examples, given maps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.specimen import Specimen
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.data.handover import Handover
from cnnstudio.data.pooling_examples import POOLING_EXAMPLES, pooling_example
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.labs.pooling.params import PoolingParams
from cnnstudio.widgets.stage.input_list import InputList
from cnnstudio.widgets.theme import Theme

_OWN = "grid"


class InputControls(InputList):
    """The convolution lab's maps, the specimen of all labs, what another lab handed over, own numbers, examples."""

    def __init__(
        self, model: PoolingModel, specimen: Specimen, handover: Handover, theme: Theme, translator: Translator
    ) -> None:
        tip = text("What is pooled: the maps of the convolution lab, the picture of all labs, or your own numbers")
        super().__init__("pooling", tip, theme, translator)
        self._model, self._specimen, self._shelf = model, specimen, handover.feature_maps
        self._listed: Text | None = None
        model.settings.subscribe(self.follow)
        specimen.subscribe(self.fill)
        self.fill()

    def choose(self, name: str) -> None:
        """Take an input: "convolution", "specimen", "grid", "given" or the id of an example."""
        if name == "convolution":
            maps = self._shelf.ask()
            self._model.update(source=name, channel=0 if maps is None else maps.filter, cell=0, terms=None)
        elif name == "specimen" and not np.any(self._specimen.picture.pixels):
            self.said.emit(text("Nothing is drawn yet. Draw a digit, or press Ctrl+R for one of MNIST."))
            self.follow()
        elif name in ("specimen", "given"):
            self._model.update(source=name, cell=0, terms=None)
        elif name == _OWN:
            self._model.update(source=_OWN, grid=self._model.params.grid.copy(), cell=0, terms=None)
        else:
            self._model.put(_for_example(self._model.params, name))

    def grid(self) -> FloatArray:
        """Return the own numbers."""
        return self._model.params.grid

    def take_grid(self, grid: FloatArray) -> None:
        """Take numbers as the input."""
        self._model.update(source=_OWN, grid=grid, channel=0, cell=0, terms=None)

    def resize_grid(self, grid: FloatArray) -> None:
        """Take the own numbers in another size."""
        self._model.update(grid=grid)

    # -- following

    def entries(self) -> list[tuple[Text, str]]:
        """Return the inputs there are."""
        entries = [
            (text("Output of the convolution lab"), "convolution"),
            (self._specimen.picture.name, "specimen"),
        ]
        if self._model.given_name is not None:
            entries.append((self._model.given_name, "given"))
        entries.append((text("Own numbers"), _OWN))
        return entries + [(example.name, example.id) for example in POOLING_EXAMPLES]

    def fill(self) -> None:
        """Write the names of the inputs anew, among them that of what was handed over last."""
        self._listed = self._model.given_name
        super().fill()

    def follow(self) -> None:
        """Show which input it is."""
        params = self._model.params
        name: str = params.source
        if self._listed != self._model.given_name:
            self.fill()
            return
        if name == _OWN:
            same = (example.id for example in POOLING_EXAMPLES if example.input is params.grid)
            name = next(same, _OWN)
        self.show_input(name, is_grid=params.source == _OWN)


def _for_example(params: PoolingParams, name: str) -> PoolingParams:
    """Return the settings with an example laid out: its numbers, and how they are pooled."""
    example = pooling_example(name)
    fresh = PoolingParams(source="grid", grid=example.input, kind=example.kind)
    names = ("size", "stride", "padding")
    return replace(fresh, unit=params.unit, **{name: getattr(example, name) for name in names})
