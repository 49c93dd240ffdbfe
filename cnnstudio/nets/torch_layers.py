"""Each layer spec as a torch module."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import torch
from torch import Tensor, nn
from torch.nn import functional

from cnnstudio.nets.layer_shape import Shape
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
)
from cnnstudio.nets.windows import window_padding, window_size, window_stride
from cnnstudio.ops.activations import LEAKY_SLOPE
from cnnstudio.ops.window import Paddings, Pair

_ACTIVATIONS: Mapping[str, Callable[[], nn.Module]] = {
    "identity": nn.Identity,
    "relu": nn.ReLU,
    "leaky_relu": partial(nn.LeakyReLU, LEAKY_SLOPE),
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
}


def make_layer(layer: LayerSpec, shape: Shape) -> nn.Module:
    """Return the untrained module of a layer that is no block, for inputs of this shape.

    Torch pads both sides alike and pools with little padding only; for the rest there are the modules below.
    """
    match layer:
        case Conv2d():
            return _convolution(layer, shape)
        case Dense():
            return nn.Linear(shape[0], layer.units, layer.bias)
        case BatchNorm2d():
            return nn.BatchNorm2d(shape[0])
        case Activation():
            return _ACTIVATIONS[layer.function]()
        case MaxPool2d() | AveragePool2d():
            return _pooling(layer, shape)
        case GlobalAveragePool2d():
            return nn.AdaptiveAvgPool2d(1)
        case LocalResponseNorm():
            return nn.LocalResponseNorm(layer.size, layer.alpha, layer.beta, layer.k)
        case Normalise():
            return NormaliseLayer(layer)
        case Flatten():
            return nn.Flatten()
        case Dropout():
            return nn.Dropout(layer.probability)
        case _:
            raise ValueError(f"a {layer.kind} layer is made path by path")


def _convolution(layer: Conv2d, shape: Shape) -> nn.Conv2d:
    rings = window_padding(layer, (shape[1], shape[2]))
    kernel, stride = window_size(layer), window_stride(layer)
    even = _even(rings)
    if even is None:
        return PaddedConv2d(rings, shape[0], layer.filters, kernel, stride, bias=layer.bias)
    return nn.Conv2d(shape[0], layer.filters, kernel, stride, even, bias=layer.bias)


def _pooling(layer: MaxPool2d | AveragePool2d, shape: Shape) -> nn.Module:
    rings = window_padding(layer, (shape[1], shape[2]))
    size, stride = window_size(layer), window_stride(layer)
    even = _even(rings)
    if even is None or even[0] > size[0] // 2 or even[1] > size[1] // 2:
        if isinstance(layer, MaxPool2d):
            return MaxPool2dLayer(size, stride, rings)
        return AveragePool2dLayer(size, stride, rings, layer.count_padding)
    if isinstance(layer, MaxPool2d):
        return nn.MaxPool2d(size, stride, even)
    return nn.AvgPool2d(size, stride, even, count_include_pad=layer.count_padding)


def _even(rings: Paddings) -> Pair | None:
    """Return the padding in height and width where it is the same before and after."""
    (top, bottom), (left, right) = rings
    return (top, left) if (top, left) == (bottom, right) else None


def _sides(rings: Paddings) -> list[int]:
    """Return the padding in the order of `functional.pad`: the last axis first."""
    (top, bottom), (left, right) = rings
    return [left, right, top, bottom]


class PaddedConv2d(nn.Conv2d):
    """A convolution with more padding on one side than on the other."""

    def __init__(self, rings: Paddings, inputs: int, filters: int, kernel: Pair, stride: Pair, *, bias: bool) -> None:
        super().__init__(inputs, filters, kernel, stride, bias=bias)
        self.sides = _sides(rings)

    def forward(self, input: Tensor) -> Tensor:
        """Pad with zeros, then convolve."""
        return super().forward(functional.pad(input, self.sides))


class MaxPool2dLayer(nn.Module):
    """Max pooling with any padding, which never wins."""

    def __init__(self, size: Pair, stride: Pair, rings: Paddings) -> None:
        super().__init__()
        self.size, self.stride, self.sides = size, stride, _sides(rings)

    def forward(self, maps: Tensor) -> Tensor:
        """Pad with −∞, then pool."""
        return functional.max_pool2d(functional.pad(maps, self.sides, value=-torch.inf), self.size, self.stride)


class AveragePool2dLayer(nn.Module):
    """Average pooling with any padding, which counts or not."""

    def __init__(self, size: Pair, stride: Pair, rings: Paddings, count_padding: bool) -> None:
        super().__init__()
        self.size, self.stride, self.sides, self.count_padding = size, stride, _sides(rings), count_padding

    def forward(self, maps: Tensor) -> Tensor:
        """Take the mean of padded windows; where padding does not count, of the share of cells that do."""
        pooled = functional.avg_pool2d(functional.pad(maps, self.sides), self.size, self.stride)
        if self.count_padding:
            return pooled
        cells = functional.pad(torch.ones_like(maps[:1, :1]), self.sides)
        return pooled / functional.avg_pool2d(cells, self.size, self.stride)


class NormaliseLayer(nn.Module):
    """(x − mean) / deviation with the numbers of the spec, which are no weights and are not saved with them."""

    def __init__(self, layer: Normalise) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(layer.mean)[:, None, None], persistent=False)
        self.register_buffer("deviation", torch.tensor(layer.deviation)[:, None, None], persistent=False)
        self.mean: Tensor
        self.deviation: Tensor

    def forward(self, pictures: Tensor) -> Tensor:
        """Normalise channel by channel."""
        return (pictures - self.mean) / self.deviation


class ResidualLayer(nn.ModuleList):
    """The sum of what two paths make of the same input."""

    def __init__(self, paths: Iterable[nn.Module]) -> None:
        super().__init__(paths)

    def forward(self, x: Tensor) -> Tensor:
        """Run both paths and add."""
        inside, past = (path(x) for path in self)
        total: Tensor = inside + past
        return total


class ParallelLayer(nn.ModuleList):
    """What several paths make of the same input, map after map."""

    def __init__(self, paths: Iterable[nn.Module]) -> None:
        super().__init__(paths)

    def forward(self, x: Tensor) -> Tensor:
        """Run all paths and lay their maps one after another."""
        return torch.cat([path(x) for path in self], dim=1)
