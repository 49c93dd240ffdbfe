"""`cnnstudio conv`: a convolution, forward and backward, and the hand calculation of any of its cells."""

from __future__ import annotations

import argparse
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cnnstudio.cli.conv_answer import ConvAnswer, compute
from cnnstudio.cli.conv_setting import fit_setting
from cnnstudio.cli.conv_words import print_answer
from cnnstudio.cli.parser import Say
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import Translator, system_language, text
from cnnstudio.data.grids import load_grid
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.ops.activations import ACTIVATIONS


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    grid = text('numbers "1 0 1; 0 1 1", or a file: CSV, JSON, .npy or a picture; (H, W), (C, H, W) or (N, C, H, W)')
    parser.add_argument("--input", metavar="GRID", help=say(grid))
    parser.add_argument("--colour", action="store_true", help=say(text("take a picture's three colours as channels")))
    kernel = text("weights likewise; (FH, FW) is laid on every channel, (C, FH, FW) or (K, C, FH, FW) has its own")
    parser.add_argument("--kernel", metavar="GRID", help=say(kernel))
    names = ", ".join(known.id for known in PRESETS)
    parser.add_argument("--preset", metavar="NAME", help=say(text("a kernel by its name: {names}", names=names)))
    parser.add_argument("--size", metavar="F", help=say(text("size of the preset, 3 or 3,5 for height,width")))
    stride = text("cells from one place of the window to the next; one number or height,width (1)")
    parser.add_argument("--stride", default="1", metavar="S", help=say(stride))
    padding = text("rings around the input; one number, height,width, same or valid (0)")
    parser.add_argument("--padding", default="0", metavar="P", help=say(padding))
    dilation = text("cells from one weight to the next; one number or height,width (1)")
    parser.add_argument("--dilation", default="1", metavar="D", help=say(dilation))
    parser.add_argument(
        "--bias", default="0", metavar="B", help=say(text("added to each map; one number or one a filter"))
    )
    mode = text("what the padding holds: zeros, reflect or replicate")
    parser.add_argument("--mode", default="zeros", metavar="MODE", help=say(mode))
    parser.add_argument(
        "--flip", action="store_true", help=say(text("turn the kernel by 180° first: true convolution"))
    )
    activations = text("applied to each sum: {names}", names=", ".join(ACTIVATIONS))
    parser.add_argument("--activation", default="identity", metavar="NAME", help=say(activations))
    trace = text("show the hand calculation of this output cell of the first image, counted from 0")
    parser.add_argument("--trace", metavar="ROW,COL", help=say(trace))
    filter_ = text("the filter whose cell is shown, counted from 0 (0)")
    parser.add_argument("--filter", default="0", metavar="K", help=say(filter_))
    parser.add_argument("--backward", action="store_true", help=say(text("also compute the gradients dx, dw and db")))
    grad = text("gradient at the output, instead of ones")
    parser.add_argument("--grad", metavar="GRID", help=say(grad))
    shapes = text(
        "The output has as many axes as the input, dx and dw have the shapes of input and kernel; several kernels on "
        "(H, W) give (K, OH, OW)."
    )
    parser.epilog = say(shapes)
    parser.add_argument("--json", action="store_true", help=say(text("print the answer as JSON")))


def run(arguments: argparse.Namespace) -> int:
    """Print the convolution that is asked for; returns 0.

    Raises
    ------
    UserError
        If something cannot be read, means nothing, or the kernel does not fit.

    """
    if arguments.input is None:
        raise UserError(text('Name the input with --input: numbers such as "1 0 1; 0 1 1", or a file.'))
    if arguments.grad is not None and not arguments.backward:
        raise UserError(text("--grad goes with --backward."))
    given = load_grid(arguments.input, colour=arguments.colour)
    answer = compute(fit_setting(given, arguments), arguments)
    if arguments.json:
        print(json.dumps(as_json(answer), allow_nan=False))
    else:
        print_answer(answer, Translator(arguments.language or system_language()))
    return 0


def as_json(answer: ConvAnswer) -> dict[str, object]:
    """Return what `--json` prints."""
    setting = answer.setting
    output = setting.like_input(answer.maps)
    entries: dict[str, object] = {
        "output": listed(output),
        "shape": list(output.shape),
        "input_shape": list(setting.input.shape),
        "kernel_shape": list(setting.kernel.shape),
        "bias": listed(setting.bias),
        **setting.keywords,
        "activation": setting.activation,
    }
    if answer.trace is not None:
        entries["trace"] = {"filter": answer.filter, **traced(answer.trace)}
    if answer.backward_trace is not None:
        entries["trace_backward"] = {"filter": answer.filter, **traced(answer.backward_trace)}
    if answer.gradients is not None:
        entries["dx"] = listed(answer.gradients.dx.reshape(setting.input.shape))
        entries["dw"] = listed(setting.like_kernel(answer.gradients.dw))
        entries["db"] = listed(answer.gradients.db)
    return entries


def traced(trace: object) -> dict[str, object]:
    """Return the entries of a trace under their names; "sum" is the total."""
    return {
        "sum" if name == "total" else name: listed(value) if isinstance(value, np.ndarray) else value
        for name, value in vars(trace).items()
    }


def listed(numbers: NDArray[Any]) -> object:
    """Return nested lists, without the zeros below zero that rounding leaves."""
    return numbers.tolist() if numbers.dtype == bool else (numbers + 0.0).tolist()
