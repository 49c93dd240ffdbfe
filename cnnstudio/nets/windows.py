"""How the window of a layer, kernel or pooling window, lies on maps of a certain size."""

from __future__ import annotations

from typing import Literal

from cnnstudio.nets.layers import Conv2d, Windowed
from cnnstudio.ops.window import AxisFits, Paddings, Pair, axis_fits, paddings, pair, same_padding


def window_size(layer: Windowed) -> Pair:
    """Return (height, width) of a layer's kernel or window."""
    return pair(layer.kernel_size if isinstance(layer, Conv2d) else layer.size)


def window_stride(layer: Windowed) -> Pair:
    """Return the stride in (height, width); pooling windows stand side by side where none is given."""
    return window_size(layer) if layer.stride is None else pair(layer.stride)


def window_padding(layer: Windowed, input_size: Pair) -> Paddings:
    """Return the padding ((top, bottom), (left, right)) on maps of this size.

    >>> window_padding(Conv2d(8, 5, padding=1), (28, 28)), window_padding(Conv2d(8, 5, padding="same"), (28, 28))
    (((1, 1), (1, 1)), ((2, 2), (2, 2)))
    >>> window_padding(Conv2d(8, 3, stride=2, padding="same"), (5, 6))
    ((1, 1), (0, 1))
    """
    if layer.padding == "same":
        return same_padding(input_size, window_size(layer), window_stride(layer))
    return paddings(layer.padding)


def layer_fits(layer: Windowed, input_size: Pair) -> AxisFits:
    """Return how a layer's window fits maps of this size, in height and in width; it need not have a place.

    >>> [axis.output_size for axis in layer_fits(Conv2d(8, (3, 5), stride=2), (7, 9))]
    [3, 3]
    """
    return axis_fits(input_size, window_size(layer), window_stride(layer), window_padding(layer, input_size))


def window_name(layer: Windowed) -> Literal["kernel", "window"]:
    """Return what is laid on the maps."""
    return "kernel" if isinstance(layer, Conv2d) else "window"
