"""A network spec as a torch module, and a trained module as a network again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import nn

from cnnstudio.core.arrays import FloatArray
from cnnstudio.nets.network import Network
from cnnstudio.nets.shapes import Shape, output_shapes
from cnnstudio.nets.spec import (
    Activation,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    LayerSpec,
    MaxPool2d,
    NetworkSpec,
)
from cnnstudio.ops.activations import LEAKY_SLOPE

_ACTIVATIONS: Mapping[str, Callable[[], nn.Module]] = {
    "identity": nn.Identity,
    "relu": nn.ReLU,
    "leaky_relu": partial(nn.LeakyReLU, LEAKY_SLOPE),
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
}


def build_module(spec: NetworkSpec) -> nn.Sequential:
    """Return an untrained module that takes (N, C, H, W) and gives logits; its parts are named by layer number.

    Max pooling comes before a ReLU that stands right before it: the larger of two numbers stays the larger after ReLU,
    so that the result is the same, and ReLU has a quarter of the work.
    """
    inputs = (spec.input_shape, *output_shapes(spec))
    parts = [(str(number), _module(layer, inputs[number])) for number, layer in enumerate(spec.layers)]
    for number in range(len(parts) - 1):
        if isinstance(parts[number][1], nn.ReLU) and isinstance(parts[number + 1][1], nn.MaxPool2d):
            parts[number], parts[number + 1] = parts[number + 1], parts[number]
    module = nn.Sequential(OrderedDict(parts))
    module.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return module


def _module(layer: LayerSpec, shape: Shape) -> nn.Module:
    match layer:
        case Conv2d():
            return nn.Conv2d(shape[0], layer.filters, layer.kernel_size, layer.stride, layer.padding)
        case BatchNorm2d():
            return nn.BatchNorm2d(shape[0])
        case Activation(function=function) if function in _ACTIVATIONS:
            return _ACTIVATIONS[function]()
        case MaxPool2d():
            return nn.MaxPool2d(layer.size, layer.stride)
        case Flatten():
            return nn.Flatten()
        case Dense():
            return nn.Linear(shape[0], layer.units)
        case Dropout():
            return nn.Dropout(layer.probability)
        case _:
            raise ValueError(f"no torch module for {layer}")


def load_weights(module: nn.Sequential, network: Network) -> None:
    """Give a module, built from the network's spec, the network's weights."""
    module.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in network.weights.items()})


def trained_network(spec: NetworkSpec, module: nn.Sequential, record: Mapping[str, Any] | None = None) -> Network:
    """Return the network of a trained module, without what matters only while training.

    Dropout is left out. Batch normalisation right after a convolution is folded into it: with mean m, variance v, scale
    g, shift h, each kernel is multiplied by g / √(v + ε) and its bias b becomes (b − m) · g / √(v + ε) + h.
    """
    layers: list[LayerSpec] = []
    weights: dict[str, FloatArray] = {}
    for number, layer in enumerate(spec.layers):
        part = module.get_submodule(str(number))
        if isinstance(part, nn.BatchNorm2d):
            if not layers or not isinstance(layers[-1], Conv2d):
                raise ValueError(f"layer {number + 1}: batch normalisation does not follow a convolution")
            _fold(part, weights, len(layers) - 1)
        elif not isinstance(layer, Dropout):
            weights |= {f"{len(layers)}.{name}": _array(tensor) for name, tensor in part.named_parameters()}
            layers.append(layer)
    plain = NetworkSpec(spec.name, spec.input_shape, tuple(layers), spec.class_names)
    return Network(plain, {name: array.astype(np.float32) for name, array in weights.items()}, record or {})


def _fold(norm: nn.BatchNorm2d, weights: dict[str, FloatArray], number: int) -> None:
    """Change the weights of the convolution with this number so that they do the normalisation too."""
    if norm.running_mean is None or norm.running_var is None:
        raise ValueError("batch normalisation without running statistics cannot be folded")
    factor = _array(norm.weight) / np.sqrt(_array(norm.running_var) + norm.eps)
    kernels, bias = f"{number}.weight", f"{number}.bias"
    weights[kernels] = weights[kernels] * factor[:, None, None, None]
    weights[bias] = (weights[bias] - _array(norm.running_mean)) * factor + _array(norm.bias)


def _array(tensor: torch.Tensor) -> FloatArray:
    """Return a copy in float64, so that folding rounds only once."""
    return np.ascontiguousarray(tensor.detach().numpy(), np.float64)
