"""The lab's steps, as the transport drives them: by cell, by product or by row of the output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_steps import WindowSteps
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.ops.window import Pair


class ConvolutionSteps(WindowSteps):
    """Counts the places of the window, or the products within them, and moves the model to any of them."""

    units = {"cell": text("by cell"), "product": text("by product"), "row": text("by row")}

    def __init__(self, model: ConvolutionModel) -> None:
        self._model = model

    @property
    def unit(self) -> str:
        """What one step is."""
        return self._model.params.unit

    @property
    def cell(self) -> int:
        """The output cell of the moment, in reading order."""
        return self._model.params.cell

    @property
    def terms_added(self) -> int:
        """How many of its products have been added."""
        return self._model.params.terms_added

    @property
    def term_count(self) -> int:
        """How many products make one output cell."""
        return self._model.result.params.term_count

    @property
    def output_size(self) -> Pair:
        """Height and width of the output."""
        return self._model.result.output_size

    @property
    def is_shown(self) -> bool:
        """Whether the settings are possible."""
        return self._model.problem is None

    def move(self, **changes: Any) -> None:
        """Replace `cell`, `terms` and `unit` of the lab; the slice that is looked at is that of the product."""
        if "unit" in changes:
            changes["channel"] = 0
        elif changes["terms"] is not None:
            products_a_slice = self.term_count // len(self._model.result.params.kernel)
            changes["channel"] = (changes["terms"] - 1) // products_a_slice
        self._model.update(**changes)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    def term_words(self, values: Mapping[str, str]) -> Text:
        """Return where one is: "Product 5 of 36"."""
        return text("Product <b>{here}</b> of {count}", **values)
