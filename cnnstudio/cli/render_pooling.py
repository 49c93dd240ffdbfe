"""`cnnstudio render pooling`: the lab at a step of a pooling, or with its shift test."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cnnstudio.cli.conv_setting import read_choice, read_pair
from cnnstudio.cli.parser import Say
from cnnstudio.cli.pool import add_window_arguments
from cnnstudio.cli.pool_answer import read_params
from cnnstudio.cli.pooling_stage import shown_shift, shown_step, shown_strides
from cnnstudio.cli.stage import go_to_step, show_lab
from cnnstudio.core.errors import UserError
from cnnstudio.core.texts import text
from cnnstudio.data.grids import load_grid
from cnnstudio.labs.pooling.params import PoolingParams
from cnnstudio.labs.pooling.tabs import TABS
from cnnstudio.widgets.stage.window_words import TOO_MANY_TO_STEP_BACK

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.pooling.lab import PoolingLab
    from cnnstudio.labs.pooling.shift_view import ShiftView
    from cnnstudio.labs.pooling.stride_view import StrideView

_UNITS = ("cell", "term", "row")


def add_arguments(parser: argparse.ArgumentParser, say: Say) -> None:
    """Declare what is pooled, how, and which step is shown."""
    grid = text('numbers "1 0 1; 0 1 1", or a file: CSV, JSON, .npy or a picture; (H, W), (C, H, W) or (N, C, H, W)')
    parser.add_argument("--input", metavar="GRID", help=say(grid))
    parser.add_argument("--colour", action="store_true", help=say(text("take a picture's three colours as channels")))
    parser.add_argument("--image", type=Path, metavar="FILE", help=say(text("picture of a digit to open")))
    parser.add_argument("--mnist", metavar="PART:N", help=say(text("digit of MNIST to show, such as test:30")))
    add_window_arguments(parser, say, "--window-size")
    view = text("the view: {names} (forward)", names=", ".join(tab.id for tab in TABS))
    parser.add_argument("--view", default="forward", metavar="NAME", help=say(view))
    parser.add_argument("--unit", choices=_UNITS, default="cell", help=say(text("what one step is (cell)")))
    parser.add_argument("--step", type=int, default=1, metavar="K", help=say(text("which step, from 1 (1)")))
    channel = text("the channel that is shown, counted from 0 (0)")
    parser.add_argument("--channel", metavar="C", help=say(channel))
    shift = text("in the view shift, pixels down,right from −5 to 5 by which the picture is moved (0,1)")
    parser.add_argument("--shift", default="0,1", metavar="DOWN,RIGHT", help=say(shift))


def prepare(window: MainWindow, arguments: argparse.Namespace) -> dict[str, Any]:
    """Set up input and window, go to the step, and return what the lab shows as JSON values."""
    read_choice("--view", arguments.view, tuple(tab.id for tab in TABS))
    lab = _lay_out_input(window, arguments)
    _pool(lab, _with_settings(lab, arguments))
    if arguments.view == "backward" and not lab.model.can_step_backward:
        raise UserError(TOO_MANY_TO_STEP_BACK)
    lab.view.show_tab(arguments.view)
    if arguments.view == "shift":
        return {"view": "shift", **_shown_shift(cast("ShiftView", lab.view.current), arguments.shift)}
    if arguments.view == "strided":
        return {"view": "strided", **shown_strides(cast("StrideView", lab.view.current).comparison)}
    lab.view.steps.use_unit(arguments.unit)
    go_to_step(lab.view.steps, arguments.step)
    return {"view": arguments.view, "unit": arguments.unit, **shown_step(lab)}


def _lay_out_input(window: MainWindow, arguments: argparse.Namespace) -> PoolingLab:
    """Show the lab with the input that is named: of a digit, the feature maps of the convolution lab."""
    from cnnstudio.cli.render_draw import find_source

    if sum(given is not None for given in (arguments.input, arguments.image, arguments.mnist)) > 1:
        raise UserError(text("Choose one of --input, --image and --mnist."))
    source = find_source(argparse.Namespace(strokes=None, image=arguments.image, mnist=arguments.mnist))
    if source is not None:
        window.draw_lab.model.put(source)
    lab = cast("PoolingLab", show_lab(window, "pooling"))
    if arguments.input is not None:
        grid = load_grid(arguments.input, colour=arguments.colour)
        first = grid[0] if grid.ndim == 4 else grid
        lab.model.put(PoolingParams(source="grid", grid=first.reshape(-1, *first.shape[-2:])))
    return lab


def _with_settings(lab: PoolingLab, arguments: argparse.Namespace) -> PoolingParams:
    """Return the lab's parameters with the window that is asked for."""
    asked, params = read_params(arguments), lab.model.params
    names = ("kind", "is_global", "size", "stride", "padding", "count_include_pad")
    params = replace(params, **{name: getattr(asked, name) for name in names})
    if arguments.channel is None:
        return params
    last = len(lab.model.input) - 1
    if arguments.channel not in map(str, range(last + 1)):
        raise UserError(
            text('--channel: "{value}" is none of the channels 0 to {last}.', value=arguments.channel, last=last)
        )
    return replace(params, channel=int(arguments.channel))


def _pool(lab: PoolingLab, params: PoolingParams) -> None:
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


def _shown_shift(view: ShiftView, written: str) -> dict[str, Any]:
    """Move the picture, and return how many cells of each map that changes."""
    shift = read_pair("--shift", written)
    view.move_to(shift)
    if view.test.shift != shift:
        raise UserError(text("--shift moves by up to 5 pixels either way, such as 0,1 or −2,3."))
    return shown_shift(view.test)
