"""Which cells belong together: a weight and all inputs it ever meets, an input and all outputs it feeds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.window import AxisFit, Pair, coverage

BoolArray = NDArray[np.bool_]


def inputs_of_weight(result: ConvolutionResult, row: int, column: int) -> BoolArray:
    """Return the (PH, PW) cells of the padded input that lie under one cell of the window at some step."""
    mask = np.zeros(result.padded.shape[1:], bool)
    mask[result.fits[0].all_met(row), result.fits[1].all_met(column)] = True
    return mask


def outputs_of_input(result: ConvolutionResult, row: int, column: int) -> BoolArray:
    """Return the (OH, OW) output cells whose window holds a cell of the padded input."""
    mask = np.zeros(result.output_size, bool)
    mask[np.ix_(_fed(result.fits[0], row), _fed(result.fits[1], column))] = True
    return mask


def windows_of_inputs(result: ConvolutionResult) -> FloatArray:
    """Return for each cell of the (PH, PW) padded input in how many windows it takes part."""
    bare = tuple(replace(fit, input_size=fit.padded_size, padding=(0, 0)) for fit in result.fits)
    return coverage((bare[0], bare[1])).astype(np.float64)


def output_at(result: ConvolutionResult, row: int, column: int) -> Pair:
    """Return the output cell whose window lies most nearly about a cell of the padded input."""
    return _nearest(result.fits[0], row), _nearest(result.fits[1], column)


def window_extent(result: ConvolutionResult) -> Pair:
    """Return the height and width that the window spans on the input, gaps of the dilation included."""
    return result.fits[0].extent, result.fits[1].extent


def _fed(fit: AxisFit, place: int) -> list[int]:
    distances = (place - offset * fit.dilation for offset in range(fit.kernel_size))
    outputs = {distance // fit.stride for distance in distances if distance >= 0 and distance % fit.stride == 0}
    return sorted(output for output in outputs if output < fit.output_size)


def _nearest(fit: AxisFit, place: int) -> int:
    start = place - (fit.extent - 1) / 2
    return min(max(round(start / fit.stride), 0), fit.output_size - 1)
