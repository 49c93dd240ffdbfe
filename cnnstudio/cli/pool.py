"""`cnnstudio pool`: a pooling, forward and backward, and the hand calculation of any of its cells."""

from __future__ import annotations

import argparse
import json
import math

from cnnstudio.cli.conv import listed, traced
from cnnstudio.cli.parser import Say
from cnnstudio.cli.pool_answer import PoolAnswer, load_answer
from cnnstudio.cli.pool_words import print_answer
from cnnstudio.core.texts import Translator, system_language, text
from cnnstudio.ops.pooling2d import POOLINGS


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what the command takes."""
    grid = text('numbers "1 0 1; 0 1 1", or a file: CSV, JSON, .npy or a picture; (H, W), (C, H, W) or (N, C, H, W)')
    parser.add_argument("--input", metavar="GRID", help=say(grid))
    parser.add_argument("--colour", action="store_true", help=say(text("take a picture's three colours as channels")))
    add_window_arguments(parser, say)
    trace = text("show the hand calculation of this output cell of the first image, counted from 0")
    parser.add_argument("--trace", metavar="ROW,COL", help=say(trace))
    channel = text("the channel whose cell is shown, counted from 0 (0)")
    parser.add_argument("--channel", default="0", metavar="C", help=say(channel))
    parser.add_argument("--backward", action="store_true", help=say(text("also compute the gradient dx")))
    grad = text("gradient at the output, instead of ones")
    parser.add_argument("--grad", metavar="GRID", help=say(grad))
    shapes = text("The output has as many axes as the input, and as many channels; dx has the shape of the input.")
    parser.epilog = say(shapes)
    parser.add_argument("--json", action="store_true", help=say(text("print the answer as JSON")))


def add_window_arguments(parser: argparse.ArgumentParser, say: Say, size_option: str = "--size") -> None:
    """Declare how the input is pooled; where --size is that of a picture, that of the window has another name."""
    kind = text("what goes on of each window: {names} (max)", names=", ".join(POOLINGS))
    parser.add_argument("--kind", default="max", metavar="NAME", help=say(kind))
    size = text("size of the window, 2 or 2,3 for height,width (2)")
    parser.add_argument(size_option, dest="window_size", metavar="F", help=say(size))
    stride = text("cells from one place of the window to the next; one number or height,width (the size)")
    parser.add_argument("--stride", metavar="S", help=say(stride))
    padding = text("rings around the input; one number or height,width (0)")
    parser.add_argument("--padding", metavar="P", help=say(padding))
    include = text("whether an average counts the zeros of the padding (yes)")
    parser.add_argument("--count-include-pad", action=argparse.BooleanOptionalAction, default=True, help=say(include))
    whole = text("one window as large as the input")
    parser.add_argument("--global", dest="is_global", action="store_true", help=say(whole))


def run(arguments: argparse.Namespace) -> int:
    """Print the pooling that is asked for; returns 0.

    Raises
    ------
    UserError
        If something cannot be read, means nothing, or the window does not fit.

    """
    answer = load_answer(arguments)
    if arguments.json:
        print(json.dumps(as_json(answer), allow_nan=False))
    else:
        print_answer(answer, Translator(arguments.language or system_language()))
    return 0


def as_json(answer: PoolAnswer) -> dict[str, object]:
    """Return what `--json` prints; the −∞ of a maximum's padding is null."""
    size, stride = answer.window
    entries: dict[str, object] = {
        "output": listed(answer.output),
        "shape": list(answer.output.shape),
        "output_size": list(answer.output.shape[-2:]),
        "input_shape": list(answer.input.shape),
        "kind": answer.params.kind,
        "size": size,
        "stride": stride,
        "padding": [axis.padding for axis in answer.fits],
        "count_include_pad": answer.params.count_include_pad,
        "unused": [axis.unused for axis in answer.fits],
        "dropped": answer.dropped,
    }
    if answer.params.kind == "max":
        entries["winners"] = answer.winners.tolist()
    if answer.trace is not None:
        entries["trace"] = {"channel": answer.channel, **_finite(traced(answer.trace))}
    if answer.backward_trace is not None:
        entries["trace_backward"] = {"channel": answer.channel, **traced(answer.backward_trace)}
    if answer.dx is not None:
        entries["dx"] = listed(answer.dx)
    return entries


def _finite(entries: dict[str, object]) -> dict[str, object]:
    return {name: _without_infinity(value) for name, value in entries.items()}


def _without_infinity(value: object) -> object:
    if isinstance(value, list):
        return [_without_infinity(entry) for entry in value]
    return None if isinstance(value, float) and math.isinf(value) else value
