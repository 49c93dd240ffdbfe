"""The pooling of the moment as a program to take away: NumPy with every loop to be seen, and PyTorch.

The programs stand alone. What a setting does not use is left out of them.
"""

from __future__ import annotations

from cnnstudio.core.array_literal import array_literal
from cnnstudio.labs.pooling.params import PoolingResult
from cnnstudio.ops.window import Pair
from cnnstudio.widgets.stage.programs import Programs

LARGEST_WRITTEN = 40 * 40
"""Cells of a map up to which it is written into the program; larger ones it loads from `INPUT_FILE`."""

INPUT_FILE = "input.npy"


def programs(result: PoolingResult) -> Programs:
    """Return the programs that compute a result of the lab; both leave the (C, OH, OW) maps in `output`."""
    loads = result.input[0].size > LARGEST_WRITTEN
    return Programs(_numpy_code(result, loads), _torch_code(result, loads), {INPUT_FILE: result.input} if loads else {})


def _input_lines(result: PoolingResult, loads: bool, loaded: str, maker: str, dtype: str) -> list[str]:
    shape = f"# The maps: (channels, height, width) = {result.input.shape}."
    return [shape, f"x = {loaded}" if loads else array_literal(f"x = {maker}", result.input, dtype)]


def _window(result: PoolingResult) -> tuple[Pair, Pair, Pair]:
    """Return size, stride and padding, in height and width."""
    height, width = result.fits
    size = height.kernel_size, width.kernel_size
    return size, (height.stride, width.stride), (height.padding[0], width.padding[0])


def _numpy_code(result: PoolingResult, loads: bool) -> str:
    size, stride, padding = _window(result)
    kind = result.params.kind
    lines = [
        "import numpy as np",
        "",
        *_input_lines(result, loads, f'np.load("{INPUT_FILE}")', "np.array(", "dtype=float"),
        f"window_height, window_width = {size}",
        f"stride = {stride}  # rows down, columns across",
    ]
    if padding != (0, 0):
        fill = {"max": "-np.inf"}.get(kind, "0" if _counts_padding(result) else "np.nan")
        down, across = padding
        lines.append(f"x = np.pad(x, ((0, 0), ({down}, {down}), ({across}, {across})), constant_values={fill})")
    pooled = {
        "max": ["# The largest goes on.", "window.max()"],
        "average": ["# The mean goes on.", "window.mean()" if _counts_padding(result) else "np.nanmean(window)"],
        "l2": ["# The root of the squares goes on.", "np.sqrt(np.sum(window**2))"],
    }[kind]
    lines += [
        "",
        "channels = len(x)",
        "output_height = (x.shape[1] - window_height) // stride[0] + 1",
        "output_width = (x.shape[2] - window_width) // stride[1] + 1",
        "output = np.zeros((channels, output_height, output_width))",
        "for channel in range(channels):",
        "    for row in range(output_height):",
        "        for column in range(output_width):",
        "            top, left = row * stride[0], column * stride[1]",
        "            window = x[channel, top : top + window_height, left : left + window_width]",
        f"            {pooled[0]}",
        f"            output[channel, row, column] = {pooled[1]}",
        "",
        "print(output)",
    ]
    return "\n".join(lines) + "\n"


def _torch_code(result: PoolingResult, loads: bool) -> str:
    size, stride, padding = _window(result)
    kind = result.params.kind
    loaded = f'torch.from_numpy(np.load("{INPUT_FILE}")).double()'
    down, across = padding
    arguments = [f"{size}", f"stride={stride}"]
    lines = [
        *(["import numpy as np"] if loads else []),
        "import torch",
        "import torch.nn.functional as F",
        "",
        *_input_lines(result, loads, loaded, "torch.tensor(", "dtype=torch.float64"),
    ]
    if padding != (0, 0):  # PyTorch itself pads by no more than half a window
        fill = 'float("-inf")' if kind == "max" else "0.0"
        lines.append(f"padded = F.pad(x[None], ({across}, {across}, {down}, {down}), value={fill})")
    source = "x[None]" if padding == (0, 0) else "padded"
    call = {
        "max": f"F.max_pool2d({source}, {', '.join(arguments)})",
        "average": f"F.avg_pool2d({source}, {', '.join(arguments)})",
        "l2": f"F.lp_pool2d({source}, 2, {', '.join(arguments)})",
    }[kind]
    lines += ["", f"output = {call}[0]"]
    if padding != (0, 0) and not _counts_padding(result) and kind == "average":
        lines += [
            "# The mean of the cells inside the map alone: divide by the share that they are of each window.",
            f"inside = F.pad(torch.ones_like(x[None]), ({across}, {across}, {down}, {down}))",
            f"output = output / F.avg_pool2d(inside, {', '.join(arguments)})[0]",
        ]
    return "\n".join([*lines, "", "print(output)"]) + "\n"


def _counts_padding(result: PoolingResult) -> bool:
    return result.params.kind != "average" or result.params.count_include_pad
