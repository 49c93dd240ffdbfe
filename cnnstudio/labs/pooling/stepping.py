"""The lab's steps, as the transport drives them: by cell, by value of the window or by row of the output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_steps import WindowSteps
from cnnstudio.labs.pooling.model import PoolingModel
from cnnstudio.ops.window import Pair


class PoolingSteps(WindowSteps):
    """Counts the places of the window, or the values within them, and moves the model to any of them."""

    units = {"cell": text("by cell"), "term": text("by value"), "row": text("by row")}

    def __init__(self, model: PoolingModel) -> None:
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
        """How many values of its window have been taken."""
        return self._model.terms_added

    @property
    def term_count(self) -> int:
        """How many values are under the window."""
        return self._model.result.term_count

    @property
    def output_size(self) -> Pair:
        """Height and width of the output."""
        return self._model.result.output_size

    @property
    def is_shown(self) -> bool:
        """Whether the settings are possible."""
        return self._model.problem is None

    def move(self, **changes: Any) -> None:
        """Replace `cell`, `terms` and `unit` of the lab."""
        self._model.update(**changes)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change."""
        self._model.subscribe(listener)

    def term_words(self, values: Mapping[str, str]) -> Text:
        """Return where one is: "Value 5 of 16"."""
        return text("Value <b>{here}</b> of {count}", **values)
