"""The layers' outputs as groups of maps for the strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.numbers import grouped
from cnnstudio.core.texts import Text, Translator, text
from cnnstudio.nets.inference import LayerOutput
from cnnstudio.nets.spec import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePool2d,
    LayerSpec,
    LocalResponseNorm,
    MaxPool2d,
    Normalise,
    Parallel,
    Residual,
)
from cnnstudio.widgets.map_strip import MapGroup

_ACTIVATIONS: Mapping[str, Text] = MappingProxyType(
    {
        "identity": text("Identity"),
        "relu": text("ReLU"),
        "leaky_relu": text("Leaky ReLU"),
        "sigmoid": text("Sigmoid"),
        "tanh": text("Tanh"),
    }
)

_TITLES: Mapping[type[LayerSpec], Text] = MappingProxyType(
    {
        MaxPool2d: text("Max pool"),
        AveragePool2d: text("Average pool"),
        GlobalAveragePool2d: text("Mean of each map"),
        BatchNorm2d: text("Batch norm"),
        LocalResponseNorm: text("Local response norm"),
        Normalise: text("Normalised picture"),
    }
)


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
                title=translator(layer_title(output.layer, seen[output.layer.kind])),
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


def layer_title(layer: LayerSpec, number: int) -> Text:
    """Return what a layer is called; `number` counts layers of its kind from 1."""
    match layer:
        case Conv2d():
            return text("Convolution {number}", number=number)
        case Dense():
            return text("Dense {number}", number=number)
        case Residual():
            return text("Residual block {number}", number=number)
        case Parallel():
            return text("Branches {number}", number=number)
        case Activation():
            return _ACTIVATIONS[layer.function]
        case _:
            return _TITLES[type(layer)]


def layer_caption(output: LayerOutput) -> Text:
    """Return the size of a layer's output in words."""
    if output.values.ndim == 4:
        _, maps, height, width = output.values.shape
        if maps == 1:
            return text("1 map, {height} × {width}", height=height, width=width)
        return text("{maps} maps, {height} × {width}", maps=maps, height=height, width=width)
    if output.values.shape[1] == 1:
        return text("1 number")
    return text("{count} numbers", count=grouped(output.values.shape[1]))
