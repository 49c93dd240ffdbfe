"""The convolution of the moment as a program to take away: NumPy with every loop to be seen, and PyTorch.

The programs stand alone. What a setting does not use (padding of 0, dilation of 1 …) is left out of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.core.array_literal import array_literal
from cnnstudio.core.arrays import FloatArray
from cnnstudio.labs.convolution.params import ConvolutionResult
from cnnstudio.ops.activations import LEAKY_SLOPE
from cnnstudio.ops.window import Paddings, Pair
from cnnstudio.widgets.stage.programs import Programs

LARGEST_WRITTEN = 40 * 40
"""Cells of a channel up to which an input is written into the program; a larger one it loads from `INPUT_FILE`."""

INPUT_FILE = "input.npy"
"""Where the programs look for an input that is too large to be written out."""


@dataclass(frozen=True, eq=False)
class CodeSetting:
    """A convolution of one picture, which is known to fit.

    Attributes
    ----------
    input
        (C, H, W) picture.
    weight, bias
        (K, C, FH, FW) kernels and the (K,) numbers added to each map.
    stride, padding, dilation, padding_mode, flip
        As for `ops.conv2d`; the padding as ((top, bottom), (left, right)).
    activation
        A name in `ops.activations.ACTIVATIONS`.

    """

    input: FloatArray
    weight: FloatArray
    bias: FloatArray
    stride: Pair = (1, 1)
    padding: Paddings = ((0, 0), (0, 0))
    dilation: Pair = (1, 1)
    padding_mode: str = "zeros"
    flip: bool = False
    activation: str = "identity"

    @property
    def loads_input(self) -> bool:
        """Whether the programs load the input, because it is too large to be written out."""
        return int(self.input[0].size) > LARGEST_WRITTEN

    @property
    def is_padded(self) -> bool:
        """Whether anything is laid around the input."""
        return self.padding != ((0, 0), (0, 0))


def programs(result: ConvolutionResult) -> Programs:
    """Return the programs that compute a result of the lab."""
    params = result.params
    size = result.input.shape[1], result.input.shape[2]
    keywords = params.keywords(size)
    setting = CodeSetting(result.input, params.weight, params.bias, activation=params.activation, **keywords)
    arrays = {INPUT_FILE: setting.input} if setting.loads_input else {}
    return Programs(numpy_code(setting), torch_code(setting), arrays)


def numpy_code(setting: CodeSetting) -> str:
    """Return a program that slides the window in plain loops; it leaves the (K, OH, OW) maps in `output`."""
    lines = [
        "import numpy as np",
        "",
        *_array_lines(setting, f'np.load("{INPUT_FILE}")', "np.array(", "dtype=float"),
        f"stride = {setting.stride}  # rows down, columns across",
        *_numpy_preparations(setting),
        "",
        *_numpy_sizes(setting),
        "",
        *_numpy_loops(setting),
        *_NUMPY_ACTIVATIONS[setting.activation],
        "",
        "print(output)",
    ]
    return "\n".join(lines) + "\n"


def torch_code(setting: CodeSetting) -> str:
    """Return a program that asks PyTorch; it leaves the (K, OH, OW) maps in `output`."""
    loaded = f'torch.from_numpy(np.load("{INPUT_FILE}")).double()'
    lines = [
        *(["import numpy as np"] if setting.loads_input else []),
        "import torch",
        "import torch.nn.functional as F",
        "",
        *_array_lines(setting, loaded, "torch.tensor(", "dtype=torch.float64"),
        "",
        *_torch_call(setting),
        *_TORCH_ACTIVATIONS[setting.activation],
        "",
        "print(output)",
    ]
    return "\n".join(lines) + "\n"


def _array_lines(setting: CodeSetting, loaded: str, maker: str, dtype: str) -> list[str]:
    """Return the lines that define input, weights and bias; `loaded` loads the input where it is not written out."""
    if setting.loads_input:
        comment = f"# The input: (channels, height, width) = {setting.input.shape}, saved beside this program."
        x = f"x = {loaded}"
    else:
        comment = "# The input: (channels, height, width)."
        x = array_literal(f"x = {maker}", setting.input, dtype)
    return [
        comment,
        x,
        "# One kernel a filter, one slice a channel: (filters, channels, height, width).",
        array_literal(f"weight = {maker}", setting.weight, dtype),
        array_literal(f"bias = {maker}", setting.bias, dtype),
    ]


def _numpy_preparations(setting: CodeSetting) -> list[str]:
    """Return the lines for dilation, padding and flip, as far as they are used."""
    lines = []
    if setting.dilation != (1, 1):
        lines.append(f"dilation = {setting.dilation}  # cells from one weight to the next, down and across")
    if setting.is_padded:
        mode = {"zeros": "constant", "replicate": "edge"}.get(setting.padding_mode, setting.padding_mode)
        above, left = setting.padding
        lines += ["", "# Lay the padding around every channel: (above, below), (left, right)."]
        lines.append(f'x = np.pad(x, ((0, 0), {above}, {left}), mode="{mode}")')
    if setting.flip:
        lines.append("weight = weight[:, :, ::-1, ::-1]  # by 180 degrees: convolution as mathematics has it")
    return lines


def _numpy_sizes(setting: CodeSetting) -> list[str]:
    """Return the lines that work out how many places the window has."""
    spread = [
        "# With the cells between its weights, the window is larger than the kernel.",
        "window_height = dilation[0] * (window_height - 1) + 1",
        "window_width = dilation[1] * (window_width - 1) + 1",
    ]
    return [
        "filters, channels, window_height, window_width = weight.shape",
        *(spread if setting.dilation != (1, 1) else []),
        "output_height = (x.shape[1] - window_height) // stride[0] + 1",
        "output_width = (x.shape[2] - window_width) // stride[1] + 1",
        "output = np.zeros((filters, output_height, output_width))",
    ]


def _numpy_loops(setting: CodeSetting) -> list[str]:
    """Return the loops over all places of the window."""
    down, across = ("", "") if setting.dilation == (1, 1) else (" : dilation[0]", " : dilation[1]")
    return [
        "for k in range(filters):",
        "    for row in range(output_height):",
        "        for column in range(output_width):",
        "            top, left = row * stride[0], column * stride[1]",
        f"            window = x[:, top : top + window_height{down}, left : left + window_width{across}]",
        "            # Each number times the weight that lies on it, all added up.",
        "            output[k, row, column] = np.sum(window * weight[k]) + bias[k]",
    ]


_NUMPY_ACTIVATIONS = {
    "identity": [],
    "relu": ["output = np.maximum(output, 0)  # ReLU"],
    "leaky_relu": [f"output = np.where(output > 0, output, {LEAKY_SLOPE} * output)  # leaky ReLU"],
    "sigmoid": ["output = (1 + np.tanh(output / 2)) / 2  # sigmoid: 1 / (1 + exp(-z)), but never overflows"],
    "tanh": ["output = np.tanh(output)"],
}


def _torch_call(setting: CodeSetting) -> list[str]:
    """Return the lines for padding and flip, as far as they are used, and the call."""
    lines = []
    (above, below), (left, right) = setting.padding
    arguments = [] if setting.stride == (1, 1) else [f"stride={setting.stride}"]
    if setting.is_padded and setting.padding_mode == "zeros" and (above, left) == (below, right):
        arguments.append(f"padding={(above, left)}")
    elif setting.is_padded:
        mode = "constant" if setting.padding_mode == "zeros" else setting.padding_mode
        lines += [
            "# Lay the padding around every channel: left, right, above, below.",
            f'x = F.pad(x[None], {(left, right, above, below)}, mode="{mode}")[0]',
        ]
    if setting.flip:
        lines.append("weight = weight.flip(2, 3)  # by 180 degrees: convolution as mathematics has it")
    if setting.dilation != (1, 1):
        arguments.append(f"dilation={setting.dilation}")
    return [*lines, f"output = F.conv2d({', '.join(['x[None]', 'weight', 'bias', *arguments])})[0]"]


_TORCH_ACTIVATIONS = {
    "identity": [],
    "relu": ["output = F.relu(output)"],
    "leaky_relu": [f"output = F.leaky_relu(output, {LEAKY_SLOPE})"],
    "sigmoid": ["output = torch.sigmoid(output)"],
    "tanh": ["output = torch.tanh(output)"],
}
