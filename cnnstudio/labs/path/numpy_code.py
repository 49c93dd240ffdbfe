"""The layers of a network as lines of a NumPy program."""

from __future__ import annotations

from collections.abc import Sequence

from cnnstudio.labs.path.numpy_layers import FUNCTIONS, GO, WINDOWED, WINDOWS
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
    Windowed,
)
from cnnstudio.nets.shapes import PlacedLayer, placed_layers
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.nets.windows import window_padding, window_size, window_stride
from cnnstudio.ops.window import Paddings


def numpy_layers(spec: NetworkSpec) -> str:
    """Return the functions that a network needs, and the list of its layers."""
    placed = placed_layers(spec)
    lines = _list_lines(placed, 1)
    called = {name for name in FUNCTIONS if any(_calls(line, name) for line in lines)}
    parts = [WINDOWS] if called & WINDOWED else []
    parts += [source for name, source in FUNCTIONS.items() if name in called]
    return "\n".join([*parts, GO, "", "layers = [", *lines, "]", ""])


def placed_padding(placed: PlacedLayer, layer: Windowed) -> Paddings:
    """Return what is laid around a layer's maps where it stands: ((top, bottom), (left, right))."""
    _, height, width = placed.input_shape
    return window_padding(layer, (height, width))


def _calls(line: str, name: str) -> bool:
    words = line.strip().rstrip(",[")
    return words == name or words.startswith((f"partial({name},", f"partial({name}"))


def _list_lines(placed: Sequence[PlacedLayer], depth: int) -> list[str]:
    """Return a line a layer, those of a block deeper; dropout only acts while training."""
    lines = []
    for layer in placed:
        if not isinstance(layer.layer, Dropout):
            lines += _layer_lines(layer, "    " * depth, depth)
    return lines


def _layer_lines(placed: PlacedLayer, indent: str, depth: int) -> list[str]:
    layer = placed.layer
    if not isinstance(layer, Residual | Parallel):
        return [f"{indent}{_call(placed)},"]
    paths = []
    for path in placed.paths:
        inside = _list_lines(path, depth + 2)
        paths += [f"{indent}    [", *inside, f"{indent}    ],"]
    if isinstance(layer, Residual):
        return [f"{indent}partial(", f"{indent}    residual,", *paths, f"{indent}),"]
    branches = [f"    {line}" for line in paths]
    return [
        f"{indent}partial(",
        f"{indent}    parallel,",
        f"{indent}    [",
        *branches,
        f"{indent}    ],",
        f"{indent}),",
    ]


def _call(placed: PlacedLayer) -> str:
    """Return what stands for a layer in the list: a function of one argument, its input."""
    layer, name = placed.layer, f'"{placed.name}."'
    match layer:
        case Conv2d():
            padding = placed_padding(placed, layer)
            return f"partial(convolution, {name}, stride={window_stride(layer)}, padding={padding})"
        case MaxPool2d() | AveragePool2d():
            window = f"size={window_size(layer)}, stride={window_stride(layer)}"
            window += f", padding={placed_padding(placed, layer)}"
            if isinstance(layer, MaxPool2d):
                return f"partial(max_pooling, {window})"
            return f"partial(average_pooling, {window}, counts_padding={layer.count_padding})"
        case Dense():
            return f"partial(dense, {name})"
        case BatchNorm2d():
            return f"partial(batch_norm, {name})"
        case LocalResponseNorm():
            numbers = ", ".join(f"{key}={getattr(layer, key)!r}" for key in ("size", "alpha", "beta", "k"))
            return f"partial(local_response_norm, {numbers})"
        case Normalise():
            return f"partial(normalised, mean={layer.mean}, deviation={layer.deviation})"
        case Activation():
            return layer.function
        case GlobalAveragePool2d():
            return "mean_of_each_map"
        case Flatten():
            return "flatten"
        case _:
            raise ValueError(f"a {layer.kind} layer is not written out")
