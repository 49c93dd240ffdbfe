"""The lab's steps, as the transport drives them: by cell, by product or by row of the output."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnstudio.core.texts import Text, text
from cnnstudio.core.window_steps import WindowSteps
from cnnstudio.labs.convolution.params import ConvolutionParams, ConvolutionResult


class ConvolutionSteps(WindowSteps[ConvolutionParams, ConvolutionResult]):
    """Counts the places of the window, or the products within them, and moves the model to any of them."""

    units = {"cell": text("by cell"), "product": text("by product"), "row": text("by row")}

    def move(self, **changes: Any) -> None:
        """Replace `cell`, `terms` and `unit`; the slice that is looked at is that of the product."""
        result = self._model.result
        if "unit" in changes:
            changes["channel"] = 0
        elif changes["terms"] is not None:
            changes["channel"] = (changes["terms"] - 1) * len(result.params.kernel) // result.term_count
        super().move(**changes)

    def term_words(self, values: Mapping[str, str]) -> Text:
        """Return where one is: "Product 5 of 36"."""
        return text("Product <b>{here}</b> of {count}", **values)
