"""Training in the window with every live view on, against the bare loop; and how late the window's timer comes.

`python -m tests.benchmarks.training_gui [--preset fast] [--tab curves] [--rounds N]`. In each round, in turn: the
window is idle, then a run goes on in it, then the same run goes through the bare loop in a process without a window.
The rate is that of training alone, images a second; a tick is late by what lies between two of them above 16 ms.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import time
from multiprocessing.connection import Connection
from typing import cast

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402

from cnnstudio.app.application import make_application, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.cli.stage import show_lab  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402
from cnnstudio.data.mnist import load_mnist  # noqa: E402
from cnnstudio.labs.draw.sources import SampleSource  # noqa: E402
from cnnstudio.labs.training.lab import TrainingLab  # noqa: E402
from cnnstudio.training.experiments import experiment  # noqa: E402
from cnnstudio.training.messages import Finished  # noqa: E402

_TICK = 16
_IDLE = 2.0


class Ticker:
    """Measures how late each tick of a timer comes."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(lambda: self._times.append(time.perf_counter()))

    def start(self) -> None:
        """Count from now on."""
        self._times.clear()
        self._timer.start()

    def stop(self) -> np.ndarray:
        """Return milliseconds beyond the interval, of each tick."""
        self._timer.stop()
        return np.maximum(np.diff(self._times) * 1e3 - _TICK, 0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preset", default="fast")
    parser.add_argument("--tab", default="curves")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    make_application(["benchmark"])
    window, lab = _open(arguments.preset, arguments.tab)
    bare = _BareLoop(arguments.preset)
    ratios, idle, busy, firsts = [], [], [], []
    for _ in range(arguments.rounds):
        idle.append(_idle())
        rate, late, first = _train(lab)
        busy.append(late)
        firsts.append(first)
        ratios.append(rate / bare.rate())
    print(f"rate with the view “{arguments.tab}” ÷ bare loop: {_spread(ratios)}")
    _report("idle", np.concatenate(idle))
    _report("training", np.concatenate(busy))
    print(f"Start pressed → first batch on screen: {_spread([first * 1e3 for first in firsts], 0)} ms")
    print(
        f"memory of the window's process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most"
    )
    bare.close()
    window.close()


def _open(preset: str, tab: str) -> tuple[MainWindow, TrainingLab]:
    window = make_window(Settings(theme="light"), "en")
    window.resize(1440, 900)
    window.show()
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 4))
    lab = cast(TrainingLab, show_lab(window, "training"))
    lab.model.choose_experiment(preset)
    lab.view.show_tab(tab)
    while not lab.trainer.is_ready:
        _spin(0.05)
    return window, lab


def _idle() -> np.ndarray:
    ticker = Ticker()
    ticker.start()
    _spin(_IDLE)
    return ticker.stop()


def _train(lab: TrainingLab) -> tuple[float, np.ndarray, float]:
    """Return images a second, lateness of the ticks, and seconds up to the first batch."""
    ticker, started, first = Ticker(), time.perf_counter(), 0.0
    ticker.start()
    lab.model.start()
    run = lab.model.run
    assert run is not None
    while run.is_active:
        _spin(0.01)
        if not first and run.batches:
            first = time.perf_counter() - started
    _spin(0.2)
    return run.images_per_second, ticker.stop(), first


def _spin(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1e3), loop.quit)
    loop.exec()


class _BareLoop:
    """Another process that has loaded torch and the pictures, and trains without telling."""

    def __init__(self, preset: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, preset), daemon=True)
        self._process.start()
        self.rate()  # the first run of a process is slower

    def rate(self) -> float:
        """Return images a second of a whole run."""
        self._ours.send(True)
        return float(self._ours.recv())

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.join()


def _serve(connection: Connection, preset: str) -> None:
    from cnnstudio.training.pictures import load_pictures
    from cnnstudio.training.trainer import train

    chosen = experiment(preset)
    pictures = load_pictures(chosen.config)
    while connection.recv():
        finished = [m for m in train(chosen.spec, chosen.config, pictures) if isinstance(m, Finished)]
        connection.send(finished[0].images_per_second)


def _report(name: str, late: np.ndarray) -> None:
    print(
        f"timer lateness, {name}: median {np.median(late):.2f} ms, p99 {np.percentile(late, 99):.2f} ms, "
        f"most {late.max():.1f} ms, n {len(late)}"
    )


def _spread(values: list[float], decimals: int = 2) -> str:
    return f"{np.median(values):.{decimals}f} ({min(values):.{decimals}f} to {max(values):.{decimals}f})"


if __name__ == "__main__":
    main()
