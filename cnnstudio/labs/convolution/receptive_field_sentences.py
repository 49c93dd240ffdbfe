"""What the receptive field view says."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, text
from cnnstudio.labs.convolution.receptive_field import Comparison, Field, Layers
from cnnstudio.ops.receptive_field import receptive_field, stack_parameters

COUNT_WORDS = {2: text("two 3 × 3"), 3: text("three 3 × 3")}
"""What stacks of so many small kernels are called."""


def field_sum(layers: Layers) -> str:
    """Return the sum 1 + Σ D·(F−1)·(strides before) with its numbers.

    >>> from cnnstudio.ops.receptive_field import StackedLayer
    >>> field_sum((StackedLayer(3), StackedLayer(3, stride=2), StackedLayer(5)))
    '1 + 2·1 + 2·1 + 4·2'
    """
    jumps = np.cumprod([1, *(layer.stride for layer in layers)])
    terms = [
        f"{layer.dilation * (layer.kernel_size - 1)}·{jump}" for layer, jump in zip(layers, jumps[:-1], strict=True)
    ]
    return " + ".join(["1", *terms])


def sees_sentence(number: int, field: Field) -> Text:
    """Say how much of the input a cell of layer `number` sees."""
    (top, bottom), (left, right) = field
    values: dict[str, object] = {"number": number, "rows": bottom - top + 1, "columns": right - left + 1}
    if number == 0:
        return text("A cell of the input sees itself. Point at a cell of a later layer.")
    return text("One cell of layer <b>{number}</b> sees <b>{rows} × {columns}</b> of the input.", **values)


def layer_title(layers: Layers, number: int, *, is_short: bool = False) -> Text:
    """Return what stands above a map: the layer's number, its kernel size F, and what else is not 1."""
    if number == 0:
        return text("Input")
    layer = layers[number - 1]
    window = f"F{layer.kernel_size}"
    if layer.stride > 1:
        window += f" S{layer.stride}"
    if layer.dilation > 1:
        window += f" D{layer.dilation}"
    if is_short:
        return text("{number}: {window}", number=number, window=window)
    return text("Layer {number}: {window}", number=number, window=window)


def size_note(size: tuple[int, ...], field: Field | None) -> Text:
    """Return a map's size and, where a later cell is looked at, how much of it that cell sees."""
    rows, columns = size
    whole = text("{rows} × {columns}", rows=rows, columns=columns)
    if field is None:
        return whole
    (top, bottom), (left, right) = field
    seen = text("{rows} × {columns}", rows=bottom - top + 1, columns=right - left + 1)
    return text("{seen} of {whole}", seen=seen, whole=whole)


def stack_explanation(layers: Layers, channels: int) -> Text:
    """Say how the field and the number of weights follow from the layers."""
    return text(
        "A cell sees its window, and through each cell of it the window below. Each layer adds D·(F − 1) × the strides "
        "before it: {sum} = <b>{field}</b>. With C = {channels} channels in and out, Σ F²·C² = <b>{weights}</b> "
        "weights. Here each cell shows the mean of its window.",
        sum=field_sum(layers),
        field=receptive_field(layers),
        channels=channels,
        weights=grouped(stack_parameters(layers, channels)),
    )


def comparison_sentence(pair: Comparison, channels: int) -> Text:
    """Say how many weights two stacks have that see equally much."""
    large, small = (grouped(stack_parameters(layers, channels)) for layers in (pair.large, pair.small))
    return text(
        "{side} × {side} against {stack}: <b>{large}</b> and <b>{small}</b> weights (+{extra} %).",
        side=pair.large[0].kernel_size,
        stack=COUNT_WORDS[len(pair.small)],
        large=large,
        small=small,
        extra=round(pair.extra * 100),
    )
