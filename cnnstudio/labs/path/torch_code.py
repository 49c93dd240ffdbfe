"""The layers of a network as lines of a PyTorch program."""

from __future__ import annotations

from collections.abc import Sequence

from cnnstudio.labs.path.numpy_code import placed_padding
from cnnstudio.nets.layers import (
    Activation,
    AveragePool2d,
    BatchNorm2d,
    Conv2d,
    Dense,
    Dropout,
    Flatten,
    GlobalAveragePool2d,
    LocalResponseNorm,
    MaxPool2d,
    Normalise,
    Parallel,
    Residual,
)
from cnnstudio.nets.shapes import PlacedLayer, placed_layers
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.windows import window_size, window_stride
from cnnstudio.ops.activations import LEAKY_SLOPE
from cnnstudio.ops.window import Paddings

_ACTIVATIONS = {
    "identity": "{x}",
    "relu": "F.relu({x})",
    "leaky_relu": f"F.leaky_relu({{x}}, {LEAKY_SLOPE})",
    "sigmoid": "torch.sigmoid({x})",
    "tanh": "torch.tanh({x})",
}


def torch_layers(spec: NetworkSpec) -> str:
    """Return the network as a function of (N, C, H, W) pictures; its way back is PyTorch's own."""
    return "\n".join(["def network(x):", *_lines(placed_layers(spec), "x"), "    return x"])


def _lines(placed: Sequence[PlacedLayer], x: str) -> list[str]:
    """Return a line a layer, each of which changes the variable `x`."""
    lines = []
    for layer in placed:
        if isinstance(layer.layer, Residual | Parallel):
            lines += _block(layer, x)
        elif not isinstance(layer.layer, Dropout):  # it only acts while training
            lines.append(f"    {x} = {_call(layer, x)}")
    return lines


def _block(placed: PlacedLayer, x: str) -> list[str]:
    lines, ends = [], [f"{x}_{number}" for number in range(1, len(placed.paths) + 1)]
    for end, path in zip(ends, placed.paths, strict=True):
        lines += [f"    {end} = {x}", *_lines(path, end)]
    joined = " + ".join(ends) if isinstance(placed.layer, Residual) else f"torch.cat([{', '.join(ends)}], dim=1)"
    return [*lines, f"    {x} = {joined}"]


def _call(placed: PlacedLayer, x: str) -> str:
    layer, name = placed.layer, placed.name
    bias = f'weights.get("{name}.bias")'
    match layer:
        case Conv2d():
            inside = _padded(x, placed_padding(placed, layer))
            return f'F.conv2d({inside}, weights["{name}.weight"], {bias}, stride={window_stride(layer)})'
        case MaxPool2d():
            inside = _padded(x, placed_padding(placed, layer), 'float("-inf")')
            return f"F.max_pool2d({inside}, {window_size(layer)}, {window_stride(layer)})"
        case AveragePool2d():
            return _average(layer, x, placed_padding(placed, layer))
        case Dense():
            return f'F.linear({x}, weights["{name}.weight"], {bias})'
        case BatchNorm2d():
            arrays = ("running_mean", "running_var", "weight", "bias")
            return f"F.batch_norm({x}, {', '.join(_weights(name, array) for array in arrays)})"
        case LocalResponseNorm():
            return f"F.local_response_norm({x}, {layer.size}, {layer.alpha!r}, {layer.beta!r}, {layer.k!r})"
        case Normalise():
            return f"({x} - {_by_channel(layer.mean)}) / {_by_channel(layer.deviation)}"
        case Activation():
            return _ACTIVATIONS[layer.function].format(x=x)
        case GlobalAveragePool2d():
            return f"{x}.mean(dim=(2, 3), keepdim=True)"
        case Flatten():
            return f"{x}.flatten(1)"
        case _:
            raise ValueError(f"a {layer.kind} layer is not written out")


def _weights(name: str, array: str) -> str:
    return f'weights["{name}.{array}"]'


def _by_channel(numbers: tuple[float, ...]) -> str:
    return f"torch.tensor({list(numbers)}, dtype=torch.float64)[:, None, None]"


def _padded(x: str, padding: Paddings, filling: str = "0.0") -> str:
    (top, bottom), (left, right) = padding
    if not (top or bottom or left or right):
        return x
    return f"F.pad({x}, {(left, right, top, bottom)}, value={filling})"


def _average(layer: AveragePool2d, x: str, padding: Paddings) -> str:
    window = f"{window_size(layer)}, {window_stride(layer)}"
    mean = f"F.avg_pool2d({_padded(x, padding)}, {window})"
    if layer.count_padding or _padded(x, padding) == x:
        return mean
    return f"{mean} / F.avg_pool2d({_padded(f'torch.ones_like({x})', padding)}, {window})"
