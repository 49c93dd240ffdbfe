"""What the comparison of pooling with a stride says."""

from __future__ import annotations

from cnnstudio.core.numbers import decimals_for, fixed, grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.pooling.sentences import percent
from cnnstudio.labs.pooling.stride_comparison import StrideComparison

GRID_NAMES = {
    "input": text("Input"),
    "convolved": text("Convolution, stride 1"),
    "pooled": text("Then pooled 2 × 2"),
    "strided": text("Convolution, stride 2"),
    "difference": text("Difference"),
}


def stride_headline(comparison: StrideComparison) -> Text:
    """Say what each way costs, and how many of its cells a pixel's move changes."""
    pooled, strided = comparison.multiplications
    return text(
        "Pooled: <b>{pooled}</b> multiply-adds, stride 2: <b>{strided}</b>. One pixel to the right changes "
        "{pooled_changed} of {pooled_cells} pooled cells, and {strided_changed} of {strided_cells} at stride 2.",
        pooled=grouped(pooled),
        strided=grouped(strided),
        **_changes(comparison),
    )


def grid_notes(comparison: StrideComparison, *, is_short: bool) -> dict[str, Text]:
    """Return what stands under the title of each grid; the short ones leave out sizes that are told of another."""
    pooled, strided = comparison.multiplications
    difference = comparison.difference
    largest = float(abs(difference).max())
    return {
        "input": _size(comparison.picture.shape),
        "convolved": _counted(comparison.convolved.shape, pooled, is_short=is_short),
        "pooled": _size(comparison.pooled.before.shape),
        "strided": _counted(comparison.strided.before.shape, strided, is_short=is_short),
        "difference": text("≤ {largest}", largest=fixed(largest, decimals_for(difference, 2))),
    }


def stride_note(comparison: StrideComparison, filter_name: Text) -> Text:
    """Say which convolution it is, and what a pixel's move changes."""
    return text(
        "Convolution: {filter}, ReLU. One pixel to the right changes {pooled_changed} of {pooled_cells} pooled cells, "
        "and {strided_changed} of {strided_cells} at stride 2, by more than {threshold} % of the largest number. "
        "Orange is negative, purple positive.",
        filter=filter_name,
        threshold=percent(comparison.pooled.threshold),
        **_changes(comparison),
    )


def stride_explanation(comparison: StrideComparison) -> Text:
    """Return the text of the explanation card."""
    pooled, strided = comparison.multiplications
    return text(
        "Both ways halve height and width. Pooling computes every sum and keeps one of each four; a stride of 2 "
        "computes only the first of the four: {strided} multiply-adds instead of {pooled}. It never sees whether a "
        "neighbour was larger. Summed up, one pixel to the right changes the pooled map by {pooled_change} % of all "
        "its numbers, the other by {strided_change} %. Newer networks learn to do without pooling.",
        pooled=grouped(pooled),
        strided=grouped(strided),
        pooled_change=percent(float(comparison.pooled.movements[0])),
        strided_change=percent(float(comparison.strided.movements[0])),
    )


def _changes(comparison: StrideComparison) -> dict[str, object]:
    """Return how many cells of each way a pixel's move changes, and how many there are."""
    ways = {"pooled": comparison.pooled, "strided": comparison.strided}
    changed: dict[str, object] = {f"{name}_changed": int(stage.counts[0]) for name, stage in ways.items()}
    return changed | {f"{name}_cells": stage.before.size for name, stage in ways.items()}


def _size(shape: tuple[int, ...]) -> Text:
    return text("{rows} × {columns}", rows=shape[0], columns=shape[1])


def _counted(shape: tuple[int, ...], count: int, *, is_short: bool) -> Text:
    if is_short:
        return text("{count} multiply-adds", count=grouped(count))
    return text("{rows} × {columns}, {count} multiply-adds", rows=shape[0], columns=shape[1], count=grouped(count))
