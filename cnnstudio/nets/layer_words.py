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
    Windowed,
)
from cnnstudio.nets.windows import window_size, window_stride
from cnnstudio.ops.window import Pair, pair
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

_NAMES: Mapping[type[LayerSpec], Text] = {
    BatchNorm2d: text("batch normalisation"),
    LocalResponseNorm: text("local response normalisation"),
    Normalise: text("normalisation of the picture"),
    GlobalAveragePool2d: text("global average pooling"),
    Flatten: text("flatten"),
    Residual: text("residual block"),
}


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
        case Parallel():
            return text("{count} branches side by side", count=len(layer.branches))
        case _:
            return _NAMES[type(layer)]


def describe_settings(layer: LayerSpec) -> Text:
    """Return a layer's name with all settings that are not the usual ones: "convolution 5×5, 30 filters, stride 2"."""
    said = describe_layer(layer)
    for setting in _settings(layer):
        said = text("{said}, {setting}", said=said, setting=setting)
    return said


def _settings(layer: LayerSpec) -> list[Text]:
    match layer:
        case Conv2d():
            filters = text("1 filter") if layer.filters == 1 else text("{count} filters", count=layer.filters)
            return [filters, *_window_settings(layer, (1, 1)), *_bias_setting(layer)]
        case MaxPool2d() | AveragePool2d():
            return _window_settings(layer, window_size(layer))
        case Dense():
            return _bias_setting(layer)
        case LocalResponseNorm():
            values = {name: f"{getattr(layer, name):g}" for name in ("size", "alpha", "beta", "k")}
            return [text("n = {size}, α = {alpha}, β = {beta}, k = {k}", **values)]
        case _:
            return []


def _window_settings(layer: Windowed, usual_stride: Pair) -> list[Text]:
    """Return stride and padding as far as there is something to say of them."""
    stride = window_stride(layer)
    said = [] if stride == usual_stride else [text("stride {value}", value=_shortest(stride))]
    if layer.padding == "same":
        said.append(text("padding “same”"))
    elif pair(layer.padding) != (0, 0):
        said.append(text("padding {value}", value=_shortest(pair(layer.padding))))
    return said


def _bias_setting(layer: Conv2d | Dense) -> list[Text]:
    return [] if layer.bias else [text("no bias")]


def _shortest(values: Pair) -> str:
    return str(values[0]) if values[0] == values[1] else written_size(*values)
