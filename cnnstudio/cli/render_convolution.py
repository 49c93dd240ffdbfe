"""`cnnstudio render convolution`: the lab at a step of a convolution, in any of its views."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cnnstudio.cli.convolution_settings import lab_params
from cnnstudio.cli.convolution_stage import go_to, show_lab, shown_step
from cnnstudio.cli.parser import Say
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.full_picture import load_full_picture
from cnnstudio.data.grids import is_picture, load_grid
from cnnstudio.data.kernel_presets import PRESETS
from cnnstudio.labs.convolution.params import ConvolutionParams
from cnnstudio.labs.convolution.tabs import TABS
from cnnstudio.ops.activations import ACTIVATIONS
from cnnstudio.widgets.stage.window_words import TOO_MANY_TO_STEP_BACK

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.convolution.lab import ConvolutionLab

_UNITS = ("cell", "product", "row")


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what is convolved, with what, and which step is shown."""
    _add_input_arguments(parser, say)
    _add_kernel_arguments(parser, say)
    view = text("the view: {names} (forward)", names=", ".join(tab.id for tab in TABS))
    parser.add_argument("--view", default="forward", metavar="NAME", help=say(view))
    parser.add_argument("--unit", choices=_UNITS, default="cell", help=say(text("what one step is (cell)")))
    parser.add_argument("--step", type=int, default=1, metavar="K", help=say(text("which step, from 1 (1)")))
    filter_ = text("the filter whose map is shown, counted from 0 (0)")
    parser.add_argument("--filter", default="0", metavar="K", help=say(filter_))


def _add_input_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    grid = text('numbers "1 0 1; 0 1 1", or a file: CSV, JSON, .npy, or a picture at its full size')
    parser.add_argument("--input", metavar="GRID", help=say(grid))
    parser.add_argument("--colour", action="store_true", help=say(text("take a picture's three colours as channels")))
    parser.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    parser.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))


def _add_kernel_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    kernel = text("weights likewise; (FH, FW) is laid on every channel, (C, FH, FW) or (K, C, FH, FW) has its own")
    parser.add_argument("--kernel", metavar="GRID", help=say(kernel))
    names = ", ".join(known.id for known in PRESETS)
    parser.add_argument("--preset", metavar="NAME", help=say(text("a kernel by its name: {names}", names=names)))
    size = text("size of the preset, 3 or 3,5 for height,width")
    parser.add_argument("--kernel-size", metavar="F", help=say(size))
    stride = text("cells from one place of the window to the next; one number or height,width (1)")
    parser.add_argument("--stride", metavar="S", help=say(stride))
    padding = text("rings around the input; one number, height,width, same or valid (1 around a digit, else 0)")
    parser.add_argument("--padding", metavar="P", help=say(padding))
    dilation = text("cells from one weight to the next; one number or height,width (1)")
    parser.add_argument("--dilation", metavar="D", help=say(dilation))
    bias = text("added to each map; one number or one a filter (−0.5 on a digit, else 0)")
    parser.add_argument("--bias", metavar="B", help=say(bias))
    mode = text("what the padding holds: zeros, reflect or replicate")
    parser.add_argument("--mode", metavar="MODE", help=say(mode))
    parser.add_argument(
        "--flip", action="store_true", help=say(text("turn the kernel by 180° first: true convolution"))
    )
    activation = text("applied to each sum: {names} (relu on a digit, else identity)", names=", ".join(ACTIVATIONS))
    parser.add_argument("--activation", metavar="NAME", help=say(activation))


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Set up input, kernel and window, go to the step, and return what the lab shows as JSON values."""
    views = [tab.id for tab in TABS]
    if arguments.view not in views:
        names = ", ".join(views)
        sentence = text('{option}: "{value}" is none of {names}.', option="--view", value=arguments.view, names=names)
        raise UserError(sentence)
    lab = _lay_out_input(window, arguments)
    _convolve(lab, lab_params(lab.model, arguments))
    if arguments.view == "backward" and not lab.model.can_step_backward:
        raise UserError(TOO_MANY_TO_STEP_BACK)
    lab.view.show_tab(arguments.view)
    lab.view.steps.use_unit(arguments.unit)
    go_to(lab, arguments.step)
    return {"view": arguments.view, "unit": arguments.unit, **shown_step(lab)}


def _lay_out_input(window: MainWindow, arguments: argparse.Namespace) -> ConvolutionLab:
    """Show the lab with the input that is named, a digit as in the window, anything else as the command conv does."""
    from cnnstudio.cli.render_draw import find_source

    written: str | None = arguments.input
    if sum(given is not None for given in (written, arguments.image, arguments.mnist)) > 1:
        raise UserError(text("Choose one of --input, --image and --mnist."))
    photo = Path(written) if written is not None and is_picture(written) else None
    source = find_source(argparse.Namespace(strokes=None, image=photo or arguments.image, mnist=arguments.mnist))
    if source is not None:
        window.draw_lab.model.put(source)
    lab = show_lab(window)
    if photo is not None:
        lab.model.use_photo(load_full_picture(photo).channels(in_colour=arguments.colour))
        lab.model.put(ConvolutionParams(source="photo"))
    elif written is not None:
        grid = load_grid(written)
        first = grid[0] if grid.ndim == 4 else grid
        lab.model.put(ConvolutionParams(source="grid", grid=first.reshape(-1, *first.shape[-2:])))
    return lab


def _convolve(lab: ConvolutionLab, params: ConvolutionParams) -> None:
    """Take over the settings and wait for the maps, which a large input gives only after a while."""
    from cnnstudio.cli.stage import wait_while

    failures: list[UserError] = []
    lab.view.failed.connect(failures.append)
    lab.model.put(params)
    wait_while(lambda: lab.model.pending and not failures)
    if failures:
        raise failures[0]
    if lab.model.problem is not None:
        raise UserError(lab.model.problem)
