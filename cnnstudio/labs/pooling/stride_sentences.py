"""What the comparison of pooling with a stride says."""

from __future__ import annotations

from cnnstudio.core.numbers import decimals_for, fixed
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.sentences import percent
from cnnstudio.labs.pooling.shift_test import ShiftedStage
from cnnstudio.labs.pooling.stride_comparison import StrideComparison

GRID_NAMES = {
    "input": text("Input"),
    "convolved": text("Convolution, stride 1"),
    "pooled": text("Then pooled 2 × 2"),
    "strided": text("Convolution, stride 2"),
    "difference": text("Difference"),
}


def stride_headline(comparison: StrideComparison) -> Text:
    """Say what each way costs, and how much of it one pixel moves."""
    pooled, strided = comparison.multiplications
    return text(
        "Pooled: <b>{pooled}</b> multiply-adds, stride 2: <b>{strided}</b>. "
        "One pixel to the right changes them by {pooled_change} % and {strided_change} %.",
        pooled=f"{pooled:,}",
        strided=f"{strided:,}",
        pooled_change=_movement(comparison.pooled),
        strided_change=_movement(comparison.strided),
    )


def grid_notes(comparison: StrideComparison) -> dict[str, Text]:
    """Return what stands under the title of each grid."""
    pooled, strided = comparison.multiplications
    difference = comparison.difference
    largest = float(abs(difference).max())
    return {
        "input": _size(comparison.picture.shape),
        "convolved": _counted(comparison.convolved.shape, pooled),
        "pooled": _size(comparison.pooled.before.shape),
        "strided": _counted(comparison.strided.before.shape, strided),
        "difference": text("≤ {largest}", largest=fixed(largest, decimals_for(difference, 2))),
    }


def stride_note(comparison: StrideComparison, filter_name: Text) -> Text:
    """Say which convolution it is, and what a pixel's move changes."""
    return text(
        "Convolution: {filter}, ReLU. Moved one pixel right, {pooled} of {pooled_cells} pooled cells change, and "
        "{strided} of {strided_cells} at stride 2. Orange is negative, purple positive.",
        filter=filter_name,
        pooled=int(comparison.pooled.counts[0]),
        pooled_cells=comparison.pooled.before.size,
        strided=int(comparison.strided.counts[0]),
        strided_cells=comparison.strided.before.size,
    )


def stride_explanation(comparison: StrideComparison) -> Text:
    """Return the text of the explanation card."""
    pooled, strided = comparison.multiplications
    return text(
        "Both ways halve height and width. Pooling computes every sum and keeps one of each four; a stride of 2 "
        "computes only the first of the four: {strided} multiply-adds instead of {pooled}. It never sees whether a "
        "neighbour was larger, so small moves show more. Newer networks learn to do without pooling.",
        pooled=f"{pooled:,}",
        strided=f"{strided:,}",
    )


def _movement(stage: ShiftedStage) -> str:
    return percent(float(stage.movements[0]))


def _size(shape: tuple[int, ...]) -> Text:
    return text("{rows} × {columns}", rows=shape[0], columns=shape[1])


def _counted(shape: tuple[int, ...], count: int) -> Text:
    return text("{rows} × {columns}, {count} multiply-adds", rows=shape[0], columns=shape[1], count=f"{count:,}")
