"""The very numbers of a stage, for the lab that shows them cell by cell."""

from __future__ import annotations

import numpy as np

from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.texts import Text, text
from cnnstudio.data.lab_numbers import ConvolutionNumbers, LabNumbers, LogitNumbers, PoolingNumbers
from cnnstudio.labs.path.following import Following
from cnnstudio.labs.path.passes import Passes
from cnnstudio.labs.path.stages import Kind, Stage
from cnnstudio.nets.spec import Activation, Conv2d
from cnnstudio.ops.window import Pair, pair, same_padding, size_of

_POOLINGS = {"max_pool2d": "max", "average_pool2d": "average", "global_average_pool2d": "average"}
"""What the pooling lab calls the kinds of pooling layers."""


def numbers_of(
    passes: Passes, stages: tuple[Stage, ...], following: Following, place: int, specimen: Text
) -> LabNumbers | None:
    """Return what another lab is to show of a stage; None where this lab shows its numbers itself.

    Parameters
    ----------
    passes, stages, following
        What is on the picture.
    place
        The place of the stage.
    specimen
        What the picture is called.

    """
    stage, layers = stages[place], passes.network.spec.layers
    chosen = following.maps.get(place, 0)
    match stage.kind:
        case Kind.CONVOLUTION:
            return _convolution(passes, stage.layers[0], chosen, specimen)
        case Kind.BLOCK:
            name = text("Maps of {specimen}", specimen=specimen)
            return _convolution(passes, stage.layers[0], chosen, name)
        case Kind.ACTIVATION if isinstance(layers[stage.output - 1], Conv2d) and stage.output > 0:
            layer = layers[stage.output]
            function = layer.function if isinstance(layer, Activation) else "identity"
            return _convolution(passes, stage.output - 1, chosen, specimen, function, "activation")
        case Kind.POOLING:
            return _pooling(passes, stage.output, chosen, text("Maps of {specimen}", specimen=specimen))
        case Kind.LOGITS | Kind.SOFTMAX | Kind.LOSS:
            name = text("Scores of {specimen}", specimen=specimen)
            view = "loss" if stage.kind is Kind.LOSS else "softmax"
            return LogitNumbers(name, passes.logits, passes.network.spec.class_names, passes.target, view)
        case _:
            return None


def _convolution(
    passes: Passes, layer: int, filter_: int, name: Text, activation: str = "identity", view: str = "forward"
) -> ConvolutionNumbers | None:
    spec, weights, maps = passes.network.spec.layers[layer], passes.network.weights, passes.input(layer)
    if not isinstance(spec, Conv2d):
        return None
    weight = weights[f"{layer}.weight"]
    padding = _rings(spec.padding, maps, pair(spec.kernel_size), pair(spec.stride))
    if padding is None:
        return None
    return ConvolutionNumbers(
        name=name,
        input=maps,
        weight=weight,
        bias=weights.get(f"{layer}.bias", np.zeros(len(weight))),
        stride=pair(spec.stride),
        padding=padding,
        activation=activation,
        filter=filter_,
        view=view,
    )


def _pooling(passes: Passes, layer: int, channel: int, name: Text) -> PoolingNumbers | None:
    spec, maps = passes.network.spec.layers[layer], passes.input(layer)
    kind = _POOLINGS.get(spec.kind)
    if kind is None:
        return None
    # Of global pooling the window is the whole map.
    size = pair(getattr(spec, "size", size_of(maps)))
    stride = pair(getattr(spec, "stride", None) or size)
    padding = _rings(getattr(spec, "padding", 0), maps, size, stride)
    return None if padding is None else PoolingNumbers(name, maps, kind, size, stride, padding, channel)


def _rings(padding: int | Pair | str, maps: FloatArray, size: Pair, stride: Pair) -> Pair | None:
    """Return the padding as (height, width); None where it is not the same on both sides."""
    if isinstance(padding, str):
        (top, bottom), (left, right) = same_padding(size_of(maps), size, stride)
        return (top, left) if (top, left) == (bottom, right) else None
    return pair(padding)
