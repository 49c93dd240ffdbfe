"""What the view of two layers in one says."""

from __future__ import annotations

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import fixed, scientific
from cnnstudio.core.texts import Text, text
from cnnstudio.data.kernel_presets import preset
from cnnstudio.labs.convolution.collapse import Collapse
from cnnstudio.labs.convolution.hand_calculation import kernel_name
from cnnstudio.ops.window import Pair


def collapse_headline(result: Collapse, *, rectified: bool) -> Text:
    """Say whether two layers are one."""
    values = {"difference": scientific(result.largest_difference)}
    if not rectified:
        return text("Two linear layers are one: they differ by no more than <b>{difference}</b>.", **values)
    count = int(result.differing.sum())
    if count == 0:
        return text("No number between them is negative here, so ReLU changes nothing: still one layer.")
    return text(
        "With ReLU between them, <b>{count}</b> of {cells} cells differ, by up to <b>{difference}</b>.",
        count=count,
        cells=result.twice.size,
        **values,
    )


def collapse_explanation(result: Collapse) -> Text:
    """Say why the two are one, with the sizes of the moment."""
    first, second, composed = (
        f"{kernel.shape[0]} × {kernel.shape[1]}" for kernel in (result.first, result.second, result.composed)
    )
    return text(
        "A convolution is linear: (x ∗ v) ∗ w = x ∗ (v ∗ w). The {first} and the {second} kernel make one {composed} "
        "kernel; the bias {bias} becomes {composed_bias}. Only a non-linearity between them makes a second layer worth "
        "having. Without padding this is exact; padding the map between would change the border.",
        first=first,
        second=second,
        composed=composed,
        bias=f"{result.bias:g}".replace("-", "−"),
        composed_bias=f"{result.composed_bias:.3g}".replace("-", "−"),
    )


def unfit_collapse(input_size: Pair, first_size: Pair) -> Text:
    """Say that the kernel leaves nothing for a second layer."""
    return text(
        "Without padding a {rows} × {columns} kernel does not fit a {height} × {width} input. Choose a smaller kernel.",
        rows=first_size[0],
        columns=first_size[1],
        height=input_size[0],
        width=input_size[1],
    )


def collapse_note(result: Collapse) -> Text:
    """Say what the colours mean, and what is marked."""
    count = int(result.differing.sum())
    if count:
        return text("Marked: the {count} cells that differ. Orange is negative, purple positive.", count=count)
    return text("Without padding and at stride 1, so that it is exact. Orange is negative, purple positive.")


def grid_notes(result: Collapse, input_: FloatArray, first: str, second: str) -> dict[str, Text]:
    """Return what stands under the title of each grid, given the presets of both kernels."""
    return {
        "input": _size(input_),
        "first": text("{kernel}, bias {bias}", kernel=kernel_name(first), bias=_short(result.bias)),
        "second": preset(second).name,
        "twice": _size(result.twice),
        "composed": text("{size}, bias {bias}", size=_size(result.composed), bias=_short(result.composed_bias)),
        "once": _size(result.once),
        "difference": text("≤ {difference}", difference=scientific(result.largest_difference)),
    }


def _size(values: FloatArray) -> Text:
    return text("{rows} × {columns}", rows=values.shape[0], columns=values.shape[1])


def _short(value: float) -> str:
    return fixed(value, 0) if value == int(value) else fixed(value, 2)
