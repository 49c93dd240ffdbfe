"""The lab's steps, as the transport drives them: by cell, by value of the window or by row of the output."""

from __future__ import annotations

from collections.abc import Mapping

from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_steps import WindowSteps
from cnnstudio.labs.pooling.params import PoolingParams, PoolingResult


class PoolingSteps(WindowSteps[PoolingParams, PoolingResult]):
    """Counts the places of the window, or the values within them, and moves the model to any of them."""

    units = {"cell": text("by cell"), "term": text("by value"), "row": text("by row")}

    def term_words(self, values: Mapping[str, str]) -> Text:
        """Return where one is: "Value 5 of 16"."""
        return text("Value <b>{here}</b> of {count}", **values)
