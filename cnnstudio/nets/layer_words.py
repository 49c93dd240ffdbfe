"""What layers are called in sentences and tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cnnstudio.core.texts import Text, text
from cnnstudio.nets.layers import (
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
from cnnstudio.nets.windows import window_size
from cnnstudio.ops.window_advice import written_size

ACTIVATION_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "identity": text("identity"),
        "relu": text("ReLU"),
        "leaky_relu": text("leaky ReLU"),
        "sigmoid": text("sigmoid"),
        "tanh": text("tanh"),
    }
)
"""What the activations are called."""


def describe_layer(layer: LayerSpec) -> Text:
    """Return a layer's name with the one number that tells it from others of its kind: "convolution 5×5"."""
    match layer:
        case Conv2d():
            return text("convolution {size}", size=written_size(*window_size(layer)))
        case MaxPool2d():
            return text("max pooling {size}", size=written_size(*window_size(layer)))
        case AveragePool2d():
            return text("average pooling {size}", size=written_size(*window_size(layer)))
        case Activation():
            return ACTIVATION_NAMES[layer.function]
        case Dense():
            return text("dense {units}", units=layer.units)
        case Dropout():
            return text("dropout {probability}", probability=f"{layer.probability:g}")
        case Residual():
            return text("residual block")
        case Parallel():
            return text("{count} branches side by side", count=len(layer.branches))
        case _:
            return _NAMES[type(layer)]


_NAMES: Mapping[type[LayerSpec], Text] = {
    BatchNorm2d: text("batch normalisation"),
    LocalResponseNorm: text("local response normalisation"),
    Normalise: text("normalisation of the picture"),
    GlobalAveragePool2d: text("global average pooling"),
    Flatten: text("flatten"),
}
