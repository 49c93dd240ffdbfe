"""What `cnnstudio selftest` checks of the labs: known numbers, steps that agree with them, and pictures that are saved.

Each lab is opened on a digit that is drawn here, in a window that nobody sees.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from cnnstudio.cli.stage import StageOptions, offscreen_window, settle, show_lab
from cnnstudio.core.arrays import FloatArray
from cnnstudio.core.errors import UserError

if TYPE_CHECKING:
    from cnnstudio.app.main_window import MainWindow
    from cnnstudio.labs.convolution.lab import ConvolutionLab
    from cnnstudio.labs.lab import Lab
    from cnnstudio.labs.path.computation import PathResult
    from cnnstudio.labs.path.lab import PathLab
    from cnnstudio.labs.path.model import PathModel
    from cnnstudio.labs.pooling.lab import PoolingLab
    from cnnstudio.labs.softmax.lab import SoftmaxLab

_FOUR_WINNERS = ((1, 0, 1, 0), (0, 4, 2, 0), (0, 1, 6, 1), (0, 0, 1, 0))
_WINNERS = [[4, 2], [1, 6]]

_SCORES, _SHARES = (2.2, 1.39, 0.85), (0.587, 0.261, 0.152)

_NUDGE = 1e-5
"""How far a weight is moved to either side to measure its gradient."""


def check_convolution() -> str:
    """Step through a convolution forward and back; each sum is that of the whole convolution."""
    from cnnstudio.ops.conv2d import conv2d

    with _drawn_five() as window:
        lab = cast("ConvolutionLab", show_lab(window, "convolution"))
        params, steps = lab.model.params, lab.view.steps
        expected = conv2d(lab.model.input[None], params.weight, params.bias, **params.keywords((28, 28)))[0, 0]
        for cell in (*range(250, 280), *range(278, 249, -1)):  # through the ink and back
            steps.go_to(cell)
            _agree(f"cell {cell}", lab.model.trace.before, float(expected.flat[cell]))
        _save(lab)
    return "a drawn 5 stepped forward and back: each sum agrees; its PDF has text"


def check_pooling() -> str:
    """Pool known numbers, then step through the maps of the convolution lab forward and back."""
    from cnnstudio.ops.max_pool2d import max_pool2d

    known = max_pool2d(np.array(_FOUR_WINNERS, float)[None, None], 2)[0, 0]
    if known.tolist() != _WINNERS:
        raise ValueError(f"{known.tolist()} instead of {_WINNERS}")
    with _drawn_five() as window:
        lab = cast("PoolingLab", show_lab(window, "pooling"))
        lab.model.update(source="convolution")
        maps, steps = lab.model.input, lab.view.steps
        if not maps.any():
            raise ValueError("the convolution lab handed no maps over")
        expected = max_pool2d(maps[None], 2)[0, lab.model.params.channel]
        for cell in (*range(steps.count), *range(steps.count - 2, -1, -1)):
            steps.go_to(cell)
            _agree(f"cell {cell}", lab.model.trace.output, float(expected.flat[cell]))
        _save(lab)
    return f"largest of known windows {known.tolist()}; the maps of a drawn 5 stepped forward and back"


def check_softmax() -> str:
    """Let the lab turn known scores into probabilities, and large ones too."""
    with _drawn_five() as window:
        lab = cast("SoftmaxLab", show_lab(window, "softmax"))
        if lab.model.result.winner != 5:
            raise ValueError(f"the scores of a drawn five are highest at {lab.model.result.winner}")
        lab.model.show_own((1000.0, 999.0, 998.0))
        if not np.isfinite(lab.model.result.probabilities).all():
            raise ValueError("large scores have no probabilities")
        lab.model.show_own(_SCORES)
        shares = lab.model.result.probabilities
        for score, share, expected in zip(_SCORES, shares, _SHARES, strict=True):
            _agree(f"the probability of score {score}", float(share), expected, within=5e-4)
        _agree("the loss", lab.model.result.cross_entropy, -float(np.log(shares[0])))
        _save(lab)
    return f"{', '.join(map(str, _SCORES))} become {', '.join(f'{share:.3f}' for share in shares)}"


def check_path() -> str:
    """Measure the gradient of one weight of the network by nudging it, then let it take its step."""
    with _drawn_five() as window:
        lab = cast("PathLab", show_lab(window, "path"))
        lab.model.update(target=3)  # a wrong class: of a sure answer hardly any gradient comes back
        result = lab.model.result
        if result is None:
            raise UserError(lab.headline())
        slope = _measured_slope(lab.model, result)
        difference = abs(slope - result.step.gradient) / abs(slope)
        if difference > 1e-6:
            raise ValueError(f"the gradient is {result.step.gradient:g}, measured {slope:g}")
        lab.model.take_step()
        if lab.model.result is None or not lab.model.result.shown.loss < result.shown.loss:
            raise ValueError("the step does not lower the loss")
        _save(lab)
    return f"gradient of one weight differs from nudging it by {difference:.1e}; its step lowers the loss"


def _measured_slope(model: PathModel, result: PathResult) -> float:
    """Return the gradient of the followed weight by central differences."""
    from cnnstudio.labs.path.passes import run
    from cnnstudio.labs.path.weight_step import place_of
    from cnnstudio.nets.network import with_weight
    from cnnstudio.ops.numerical_gradient import numerical_gradient

    passes, followed = result.shown, model.followed
    assert followed is not None
    index = place_of(passes.network, followed, result.following)

    def loss(weight: FloatArray) -> float:
        nudged = with_weight(passes.network, followed.name, index, float(weight))
        return run(nudged, passes.picture, passes.target).loss

    return float(numerical_gradient(loss, np.array(result.step.weight), _NUDGE))


@contextmanager
def _drawn_five() -> Iterator[MainWindow]:
    """Open a window that nobody sees, with a five drawn in it."""
    from cnnstudio.cli.tour_drawing import FIVE
    from cnnstudio.labs.draw.sources import DrawnSource

    with offscreen_window(StageOptions("en")) as window:
        window.draw_lab.model.put(DrawnSource(FIVE))
        yield window


def _agree(what: str, here: float, expected: float, within: float = 1e-9) -> None:
    """Raise where a number is not the expected one."""
    if not abs(here - expected) <= within:
        raise ValueError(f"{what} is {here:g} instead of {expected:g}")


def _save(lab: Lab) -> None:
    """Save the picture of a lab; its text is to be text."""
    from cnnstudio.widgets.picture_file import save_picture

    settle()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lab.pdf"
        save_picture(lab.picture, path)
        if b"/ToUnicode" not in path.read_bytes():
            raise ValueError("the pdf has no text in it")
