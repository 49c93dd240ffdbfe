"""The layers' outputs as groups of maps for the strip."""

from __future__ import annotations

from collections import Counter

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Dropout, Flatten, MaxPool2d
from cnnstudio.widgets.map_strip import MapGroup


def map_groups(outputs: tuple[LayerOutput, ...], translator: Translator) -> tuple[MapGroup, ...]:
    """Return one group a layer that changes its numbers; flatten and dropout only pass them on."""
    seen: Counter[str] = Counter()
    groups = []
    for output in outputs:
        if isinstance(output.layer, Flatten | Dropout):
            continue
        seen[output.layer.kind] += 1
        groups.append(
            MapGroup(
                title=translator(layer_title(output, seen[output.layer.kind])),
                caption=translator(layer_caption(output)),
                maps=as_maps(output.values[0]),
                signed=not isinstance(output.layer, Activation) and bool((output.values < 0).any()),
            )
        )
    return tuple(groups)


def as_maps(values: FloatArray) -> FloatArray:
    """Return (K, H, W) maps as they are, and (D,) numbers as one upright map, as nearly twice as high as wide."""
    if values.ndim == 3:
        return values
    count = len(values)
    columns = max(1, round(np.sqrt(count / 2)))
    while count % columns:
        columns -= 1
    return values.reshape(1, count // columns, columns)


def layer_title(output: LayerOutput, number: int) -> Text:
    """Return what a layer is called; `number` counts layers of its kind from 1."""
    match output.layer:
        case Conv2d():
            return text("Convolution {number}", number=number)
        case Activation():
            return text("ReLU")
        case MaxPool2d():
            return text("Max pool")
        case Dense():
            return text("Dense {number}", number=number)
        case _:
            return text("Layer {number}", number=output.number + 1)


def layer_caption(output: LayerOutput) -> Text:
    """Return the size of a layer's output in words."""
    if output.values.ndim == 4:
        _, maps, height, width = output.values.shape
        return text("{maps} maps, {height} × {width}", maps=maps, height=height, width=width)
    return text("{count} numbers", count=output.values.shape[1])
