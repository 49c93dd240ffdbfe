"""Which part of the im2col matrix and of the input is shown, without Qt."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.model import ConvolutionModel
from cnnstudio.labs.convolution.stretch import Stretch
from cnnstudio.ops.window import AxisFit, AxisFits, Pair

_LARGEST_INPUT = 64
"""Rows or columns of the padded input beyond which only a part around the window is shown."""

_PART = 40


@dataclass(frozen=True)
class ColumnsPart:
    """Rows and columns of the matrix, and rows and columns of the padded input."""

    places: Stretch = Stretch(0, 1)
    terms: Stretch = Stretch(0, 1)
    rows: Stretch = Stretch(0, 1)
    columns: Stretch = Stretch(0, 1)
    has_all_channels: bool = True

    def margins(self, fits: AxisFits) -> tuple[int, int, int, int]:
        """Return how many rows above, columns left, rows below and columns right of the part are padding."""
        (top, bottom), (left, right) = (
            _margins(axis, stretch) for axis, stretch in zip(fits, (self.rows, self.columns), strict=True)
        )
        return top, left, bottom, right


def part_after(before: ColumnsPart, model: ConvolutionModel, rows: int, all_channels: bool) -> ColumnsPart:
    """Return the part that shows the row of the moment and its window: `before`, wherever that does."""
    result, trace = model.result, model.trace
    height, width = result.fits
    per_channel = height.kernel_size * width.kernel_size
    if all_channels:
        terms = Stretch(0, result.params.term_count)
    else:
        terms = Stretch(model.params.channel * per_channel, per_channel)
    places = result.output_size[0] * result.output_size[1]
    return ColumnsPart(
        places=before.places.resized(rows).holding(model.params.cell, 1, places),
        terms=terms,
        rows=before.rows.resized(_length(height)).holding(trace.rows[0], height.extent, height.padded_size),
        columns=before.columns.resized(_length(width)).holding(trace.columns[0], width.extent, width.padded_size),
        has_all_channels=all_channels,
    )


def part_sentence(part: ColumnsPart, model: ConvolutionModel) -> Text | None:
    """Say what is left out of the picture; None where nothing is."""
    result = model.result
    height, width = result.fits
    channel: dict[str, object] = {"channel": model.params.channel + 1, "channels": len(result.input)}
    if (part.rows.length, part.columns.length) != (height.padded_size, width.padded_size):
        return text(
            "Shown: {rows} × {columns} cells of the input around the window.",
            rows=part.rows.length,
            columns=part.columns.length,
        )
    if not part.has_all_channels:
        return text("Shown: the columns of channel {channel} of {channels}.", **channel)
    if len(result.input) > 1:
        return text("Input: channel {channel} of {channels}.", **channel)
    return None


def input_size(fits: AxisFits) -> Pair:
    """Return how many rows and columns of the padded input are shown."""
    return _length(fits[0]), _length(fits[1])


def _length(axis: AxisFit) -> int:
    return axis.padded_size if axis.padded_size <= _LARGEST_INPUT else max(_PART, axis.extent + 4)


def _margins(axis: AxisFit, stretch: Stretch) -> Pair:
    before = max(0, axis.padding[0] - stretch.start)
    after = max(0, stretch.stop - (axis.padded_size - axis.padding[1]))
    return min(before, stretch.length), min(after, stretch.length)
