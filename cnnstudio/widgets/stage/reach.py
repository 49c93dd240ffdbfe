"""Which cells belong together: a term and all inputs it ever meets, an input and all outputs it feeds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.ops.window import AxisFit, Pair, coverage

BoolArray = NDArray[np.bool_]
Fits = tuple[AxisFit, AxisFit]
"""How the window fits, in height and in width."""


def is_inside(fits: Fits, row: int, column: int) -> bool:
    """Whether a cell of the padded input lies in the input itself."""
    return all(0 <= place - fit.padding[0] < fit.input_size for place, fit in zip((row, column), fits, strict=True))


def inputs_of_term(fits: Fits, row: int, column: int) -> BoolArray:
    """Return the (PH, PW) cells of the padded input that lie under one cell of the window at some step."""
    height, width = fits
    mask = np.zeros((height.padded_size, width.padded_size), bool)
    mask[height.all_met(row), width.all_met(column)] = True
    return mask


def outputs_of_input(fits: Fits, row: int, column: int) -> BoolArray:
    """Return the (OH, OW) output cells whose window holds a cell of the padded input."""
    height, width = fits
    mask = np.zeros((height.output_size, width.output_size), bool)
    mask[np.ix_(_fed(height, row), _fed(width, column))] = True
    return mask


def windows_of_inputs(fits: Fits) -> FloatArray:
    """Return for each cell of the (PH, PW) padded input in how many windows it takes part."""
    bare = tuple(replace(fit, input_size=fit.padded_size, padding=(0, 0)) for fit in fits)
    return coverage((bare[0], bare[1])).astype(np.float64)


def nearest_output(fits: Fits, row: int, column: int) -> Pair:
    """Return the output cell whose window lies most nearly about a cell of the padded input."""
    return _nearest(fits[0], row), _nearest(fits[1], column)


def _fed(fit: AxisFit, place: int) -> list[int]:
    distances = (place - offset * fit.dilation for offset in range(fit.kernel_size))
    outputs = {distance // fit.stride for distance in distances if distance >= 0 and distance % fit.stride == 0}
    return sorted(output for output in outputs if output < fit.output_size)


def _nearest(fit: AxisFit, place: int) -> int:
    start = place - (fit.extent - 1) / 2
    return min(max(round(start / fit.stride), 0), fit.output_size - 1)
