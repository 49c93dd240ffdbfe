"""Sentences that hold for any window that slides over an input."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import LARGEST, grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.ops.window import AxisFits

TOO_MANY_TO_STEP_BACK = text(
    "Gradients are stepped for outputs of up to 128 × 128 cells. Choose a smaller input or a larger stride."
)

GRADIENT_NAMES = {"ones": text("Sum of the outputs"), "output": text("Half their sum of squares")}
"""The losses whose gradient is stepped backward."""

GRADIENT_TIP = text("Where the gradient comes from when you step backward")

SIDE_BY_SIDE = text("The lines part the windows. They stand side by side: each cell lies in one of them.")

SKIPPED = text("The dots are where the window stops. It skips the places between them.")


def unused_sentence(fits: AxisFits) -> Text:
    """Say which edge no window reaches."""
    height, width = fits
    return text(
        "The stride does not divide evenly: at the edge, {rows} of {all_rows} rows and {columns} of {all_columns} "
        "columns stay unused.",
        rows=height.unused,
        all_rows=height.padded_size,
        columns=width.unused,
        all_columns=width.padded_size,
    )


def size_refusal(numbers: FloatArray | float) -> Text | None:
    """Say that numbers are too large to be shown; None where they are not."""
    if float(np.abs(numbers).max()) < LARGEST:
        return None
    return text("Own numbers stay below {largest}. Type smaller ones.", largest=grouped(int(LARGEST)))


def refusal(typed: str) -> Text:
    """Say that what was typed is no number."""
    if not typed.strip():
        return text("Type a number such as −1 or 0.5.")
    return text("“{typed}” is not a number. Type one such as −1 or 0.5.", typed=typed)
