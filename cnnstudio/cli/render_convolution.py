"""`cnnstudio render convolution`: the lab at a step of a convolution, in any of its views."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.parser import Say
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.convolution.lab import ConvolutionLab
    from cnnstudio.labs.convolution.params import ConvolutionParams

_VIEWS = (
    *("forward", "backward", "pipeline", "columns", "unrolled"),
    *("receptive_field", "activation", "collapse", "gradient_check"),
)
_UNITS = ("cell", "product", "row")


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what is convolved, with what, and which step is shown."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--input", metavar="GRID", help=say(text("numbers as for the command conv")))
    what.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    what.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    kernel = parser.add_mutually_exclusive_group()
    kernel.add_argument("--kernel", metavar="GRID", help=say(text("weights as for the command conv")))
    kernel.add_argument("--preset", metavar="NAME", help=say(text("a kernel by its name, as for the command conv")))
    parser.add_argument("--kernel-size", metavar="F", help=say(text("size of the preset, 3 or 3,5 (3)")))
    number = say(text("one number or height,width"))
    for name in ("stride", "padding", "dilation"):
        parser.add_argument(f"--{name}", default=None, metavar="N", help=number)
    parser.add_argument("--bias", type=float, metavar="B", help=say(text("added to each output")))
    parser.add_argument("--activation", metavar="NAME", help=say(text("applied to each sum, as for the command conv")))
    parser.add_argument("--view", choices=_VIEWS, default="forward", help=say(text("which view (forward)")))
    parser.add_argument("--unit", choices=_UNITS, default="cell", help=say(text("what one step is (cell)")))
    parser.add_argument("--step", type=int, default=1, metavar="K", help=say(text("which step, from 1 (1)")))


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Set up input, kernel and window, go to the step, and return what the lab shows as JSON values."""
    from cnnstudio.cli.render_draw import find_source
    from cnnstudio.labs import LABS

    arguments.strokes = None
    source = find_source(arguments)
    if source is not None:
        window.draw_lab.model.put(source)
    window.show_lab([lab.id for lab in LABS].index("convolution"))
    lab = cast("ConvolutionLab", window.current_lab)
    lab.model.put(_params(lab.model.params, arguments))
    if lab.model.problem is not None:
        raise UserError(lab.model.problem)
    lab.view.show_tab(arguments.view)
    steps = lab.view.steps
    steps.use_unit(arguments.unit)
    if not 1 <= arguments.step <= steps.count:
        raise UserError(text("There are {count} steps; choose one from 1.", count=steps.count))
    steps.go_to(arguments.step - 1)
    trace = lab.model.trace
    return {"step": arguments.step, "of": steps.count, "row": trace.row, "column": trace.column, "output": trace.after}


def _params(params: ConvolutionParams, arguments: argparse.Namespace) -> ConvolutionParams:
    """Return the lab's settings with those that were given."""
    import numpy as np

    from cnnstudio.cli.conv_setting import read_pair
    from cnnstudio.data.grids import load_grid
    from cnnstudio.data.kernel_presets import PRESETS
    from cnnstudio.labs.convolution.kernels import with_preset, with_size
    from cnnstudio.labs.convolution.params import OWN
    from cnnstudio.ops.activations import ACTIVATIONS

    if arguments.input is not None:
        grid = load_grid(arguments.input)
        params = replace(params, source="grid", grid=grid.reshape((-1, *grid.shape[-2:])))
    if arguments.kernel is not None:
        kernel = load_grid(arguments.kernel)
        weight = kernel.reshape((-1,) * (kernel.ndim < 4) + kernel.shape) if kernel.ndim != 2 else kernel[None, None]
        params = replace(params, weight=weight, bias=np.zeros(len(weight)), presets=(OWN,) * len(weight))
    if arguments.preset is not None:
        if arguments.preset not in {entry.id for entry in PRESETS}:
            raise UserError(text("There is no kernel called {name}.", name=arguments.preset))
        size = read_pair("--kernel-size", arguments.kernel_size or "3")
        params = with_preset(with_size(params, size), arguments.preset)
    if arguments.bias is not None:
        params = replace(params, bias=np.full(len(params.weight), arguments.bias))
    if arguments.activation is not None:
        if arguments.activation not in ACTIVATIONS:
            raise UserError(text("There is no activation called {name}.", name=arguments.activation))
        params = replace(params, activation=arguments.activation)
    for name in ("stride", "padding", "dilation"):
        written = getattr(arguments, name)
        if written is not None:
            params = replace(params, **{name: _window_setting(written, name)})
    return params


def _window_setting(written: str, name: str) -> Any:
    from cnnstudio.cli.conv_setting import read_pair

    if name == "padding" and written in ("same", "valid"):
        return "same" if written == "same" else (0, 0)
    return read_pair(f"--{name}", written)
