"""One step of a lab, from the model's change to the screen, against a full repaint of the stage.

`python -m tests.benchmarks.step_latency [--lab convolution|pooling] [--view forward|backward] [--rounds N]`; both are
timed in turn, step by step, in one process: on a digit of 28×28, with a 5×5 kernel or a 2×2 window that overlaps, and
forward on a picture of 4000×3000 too. A full repaint draws every part of the stage from its numbers, as after a change
of its size.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from functools import partial
from typing import cast

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from cnnstudio.app.application import make_application, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.cli.stage import show_lab  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402
from cnnstudio.data.mnist import load_mnist  # noqa: E402
from cnnstudio.labs.convolution.kernels import with_size  # noqa: E402
from cnnstudio.labs.convolution.lab import ConvolutionLab  # noqa: E402
from cnnstudio.labs.draw.sources import SampleSource  # noqa: E402
from cnnstudio.labs.pooling.lab import PoolingLab  # noqa: E402
from cnnstudio.widgets.number_grid import NumberGrid  # noqa: E402

_STEPS = 200

SteppedLab = ConvolutionLab | PoolingLab
Rounds = list[tuple[np.ndarray, np.ndarray]]


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    make_application(["benchmark"])
    window = make_window(Settings(theme="light"), "en")
    window.resize(1440, 900)
    window.show()
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 30))
    lab = _open_lab(window, arguments.lab)
    lab.view.show_tab(arguments.view)
    small = _measure(lab, arguments.rounds)
    _report(f"{arguments.lab} {arguments.view}, 28×28", small)
    if arguments.view == "forward":
        _open_photo(lab)
        large = _measure(lab, arguments.rounds)
        _report(f"{arguments.lab} {arguments.view}, 4000×3000", large)
        ratios = [np.median(big[0]) / np.median(little[0]) for big, little in zip(large, small, strict=True)]
        print(f"step at 4000×3000 ÷ step at 28×28: {np.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})")
    window.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lab", choices=("convolution", "pooling"), default="convolution")
    parser.add_argument("--view", choices=("forward", "backward"), default="forward")
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


def _open_lab(window: MainWindow, name: str) -> SteppedLab:
    """Show a lab on the digit, at every place of which its window stands once."""
    lab = cast(SteppedLab, show_lab(window, name))
    if isinstance(lab, ConvolutionLab):
        lab.model.put(with_size(lab.model.params, (5, 5)))
    else:
        lab.model.update(source="specimen", stride=(1, 1))
    QApplication.processEvents()
    return lab


def _open_photo(lab: SteppedLab) -> None:
    photo = np.random.default_rng(0).random((1, 3000, 4000), np.float32)
    if isinstance(lab, ConvolutionLab):
        lab.model.use_photo(photo)
    else:
        lab.model.update(source="grid", grid=photo)
    while lab.model.pending:
        QApplication.processEvents()
        time.sleep(0.01)


def _measure(lab: SteppedLab, rounds: int) -> Rounds:
    """Return the times of some rounds; what is loaded on first use is loaded before."""
    _steps(lab, 20)
    return [_steps(lab, _STEPS) for _ in range(rounds)]


def _steps(lab: SteppedLab, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Step forward; return seconds for each step and for a full repaint after it."""
    steps = lab.view.steps
    steps.go_to(0)
    taken, repaints = np.empty(count), np.empty(count)
    for number in range(count):
        taken[number] = _timed(partial(steps.go_to, number + 1))
        repaints[number] = _timed(lambda: _repaint(lab.view.step_view))
    return taken, repaints


def _repaint(stage: QWidget) -> None:
    for part in (stage, *stage.findChildren(QWidget)):
        if isinstance(part, NumberGrid):
            part.forget_layers()
        part.update()


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    QApplication.processEvents()
    return time.perf_counter() - start


def _report(name: str, rounds: Rounds) -> None:
    taken, repaints = (np.concatenate(times) * 1e3 for times in zip(*rounds, strict=True))
    for what, times in (("step", taken), ("full repaint", repaints)):
        print(
            f"{name}, {what}: median {np.median(times):.2f} ms, p99 {np.percentile(times, 99):.2f} ms, n {len(times)}"
        )
    ratios = [float(np.median(step) / np.median(repaint)) for step, repaint in rounds]
    print(f"{name}, step ÷ full repaint: {np.median(ratios):.3f} (rounds from {min(ratios):.3f} to {max(ratios):.3f})")


if __name__ == "__main__":
    main()
