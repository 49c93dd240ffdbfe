"""A stack of convolutions: its sizes, what each of its cells sees of the layers before, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.data.kernel_presets import preset
from cnnstudio.ops.conv2d import conv2d
from cnnstudio.ops.receptive_field import StackedLayer, field_of, stack_parameters
from cnnstudio.ops.window import AxisFit

MOST_LAYERS = 5

LARGEST_INPUT = (64, 64)
"""Of a larger input this much is shown, around the window: what a cell sees of it is the same everywhere."""

Layers = tuple[StackedLayer, ...]
Span = tuple[int, int]
"""First and last row or column."""

Field = tuple[Span, Span]
"""Rows and columns of a layer that a cell depends on."""


@dataclass(frozen=True)
class Comparison:
    """Two stacks that see equally much.

    Attributes
    ----------
    large, small
        One large kernel, several small ones.

    """

    large: Layers
    small: Layers

    @property
    def extra(self) -> float:
        """How much more weights the large kernel has, as a share of those of the small ones."""
        return stack_parameters(self.large) / stack_parameters(self.small) - 1


COMPARISONS = (
    Comparison(large=(StackedLayer(5),), small=(StackedLayer(3),) * 2),
    Comparison(large=(StackedLayer(7),), small=(StackedLayer(3),) * 3),
)
"""5 × 5 against two 3 × 3, and 7 × 7 against three of them."""


@dataclass(frozen=True, eq=False)
class Stack:
    """The layers on an input.

    Attributes
    ----------
    layers
        The first of them reads the input.
    maps
        (H, W) the input and after it the output of each layer that fits; each cell is the mean of its window.
    problem
        Why a layer does not fit, and what would mend it; None where all do.

    """

    layers: Layers
    maps: tuple[FloatArray, ...]
    problem: Text | None


def stack_on(input_: FloatArray, layers: Layers) -> Stack:
    """Lay the layers on an (H, W) input, as far as they fit."""
    maps = [input_]
    for number, layer in enumerate(layers, start=1):
        height, width = (
            AxisFit(size, layer.kernel_size, layer.stride, (0, 0), layer.dilation) for size in maps[-1].shape
        )
        if not (height.fits and width.fits):
            return Stack(layers, tuple(maps), _unfit(number, height, width))
        box = preset("box").make(layer.kernel_size, layer.kernel_size)
        mean = conv2d(maps[-1][None, None], box[None, None], stride=layer.stride, dilation=layer.dilation)
        maps.append(mean[0, 0])
    return Stack(layers, tuple(maps), None)


def _unfit(number: int, height: AxisFit, width: AxisFit) -> Text:
    values = {
        "number": number,
        "extent": height.extent,
        "height": height.input_size,
        "width": width.input_size,
    }
    if number == 1:
        return text(
            "Layer <b>1</b> spans {extent} × {extent}, but the input has {height} × {width}. Make its kernel smaller.",
            **values,
        )
    return text(
        "Layer <b>{number}</b> spans {extent} × {extent} but gets {height} × {width}. Take it away or make it smaller.",
        **values,
    )


def fields_of_cell(layers: Layers, number: int, cell: tuple[int, int]) -> tuple[Field, ...]:
    """Return what a cell of layer `number` depends on: in the input first, in its own layer, itself, last.

    Layer 0 is the input.
    """
    if number == 0:
        return (((cell[0], cell[0]), (cell[1], cell[1])),)
    return tuple(reversed(field_of(layers[:number], *cell)))


def cells_met(layers: Layers, number: int, index: int) -> tuple[tuple[int, ...], ...]:
    """Return the rows (or columns) that the cell at `index` of layer `number` really meets, the input's first.

    With dilation there are holes between them.

    >>> cells_met((StackedLayer(3, dilation=2),), 1, 0)
    ((0, 2, 4), (0,))
    """
    met = [{index}]
    for layer in reversed(layers[:number]):
        offsets = range(0, layer.kernel_size * layer.dilation, layer.dilation)
        met.append({place * layer.stride + offset for place in met[-1] for offset in offsets})
    return tuple(tuple(sorted(places)) for places in reversed(met))


def mask_of(rows: tuple[int, ...], columns: tuple[int, ...], size: tuple[int, ...]) -> NDArray[np.bool_]:
    """Return where some rows and columns of a grid cross."""
    mask = np.zeros(size, bool)
    mask[np.ix_(rows, columns)] = True
    return mask


def with_count(layers: Layers, count: int) -> Layers:
    """Return the layers with some taken away from the end, or with further ones like the last."""
    return (layers + (layers[-1],) * count)[:count]


def with_layer(layers: Layers, number: int, **changes: int) -> Layers:
    """Return the layers with layer `number`, from 1, changed."""
    changed = list(layers)
    changed[number - 1] = replace(changed[number - 1], **changes)
    return tuple(changed)
