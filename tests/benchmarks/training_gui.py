"""Training in the window with every live view on, against the bare loop; and how late the window's timer comes.

`python -m tests.benchmarks.training_gui [--preset fast] [--tab curves] [--rounds N]`. In each round, in turn: the
window is idle, then a run goes on in it, then the same run goes through the bare loop in a process without a window.
The rate is that of training alone, images a second; a tick is late by what lies between two of them above 16 ms; work
is the window's processor time between two moments at which it waits for events. A run is kept as in the app, so the
memory is that with so many runs.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from cnnstudio.app.application import make_application
from cnnstudio.labs.training.lab import TrainingLab
from cnnstudio.training.experiments import experiment
from cnnstudio.training.messages import Finished
from tests.benchmarks.training_window import (
    FirstPoint,
    Ticker,
    first_plot,
    open_window,
    resident,
    spin,
    spread,
    start_run,
)

_IDLE = 2.0


@dataclass(frozen=True, eq=False)
class Round:
    """What was seen of one run in the window."""

    rate: float
    late: np.ndarray
    work: np.ndarray
    first: float
    """Seconds from the start to the first point on the screen, or where no curve is shown to the first batch."""
    share: float
    """Of a core, that the window took."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", default="fast")
    parser.add_argument("--tab", default="curves")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    make_application(["benchmark"])
    with TemporaryDirectory() as folder:
        _measure(arguments.preset, arguments.tab, arguments.rounds, Path(folder))


def _measure(preset: str, tab: str, count: int, folder: Path) -> None:
    window, lab = open_window(preset, tab, folder)
    bare = _BareLoop(preset)
    before, ratios, idle, rounds = resident(), [], [], []
    for _ in range(count):
        idle.append(_idle())
        rounds.append(train(lab))
        ratios.append(rounds[-1].rate / bare.rate())
    print(f"rate with the view “{tab}” ÷ bare loop: {spread(ratios)}")
    _report("timer lateness, idle", idle)
    _report("timer lateness, training", [entry.late for entry in rounds])
    _report("work without a look at events", [entry.work for entry in rounds])
    print(f"share of a core that the window takes: {spread([entry.share for entry in rounds])}")
    print(f"Start pressed → first point on screen: {spread([entry.first * 1e3 for entry in rounds], 0)} ms")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"memory of the window's process: {before:.0f} MiB before the runs, {resident():.0f} after {len(rounds)} of "
        f"them, {most:.0f} at most"
    )
    bare.close()
    window.close()


def _idle() -> np.ndarray:
    ticker = Ticker()
    ticker.start()
    spin(_IDLE)
    return ticker.stop()[0]


def train(lab: TrainingLab) -> Round:
    """Let a run go on in the window, from start to end."""
    ticker, plot = Ticker(), first_plot(lab)
    spin(0.1)
    ticker.start()
    started, used, first = time.perf_counter(), time.thread_time(), 0.0
    run = start_run(lab)
    point = FirstPoint(plot, run) if plot is not None else None
    while run.is_active:
        spin(0.01)
        if not first and run.batches and (point is None or point.at is not None):
            first = (time.perf_counter() if point is None or point.at is None else point.at) - started
    spin(0.2)
    share = (time.thread_time() - used) / (time.perf_counter() - started)
    return Round(run.images_per_second, *ticker.stop(), first, share)


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


def _report(name: str, rounds: list[np.ndarray]) -> None:
    """Print median, p99 and most of all rounds together, and of the p99 what each round has."""
    every = np.concatenate(rounds)
    each = spread([float(np.percentile(entry, 99)) for entry in rounds], 1)
    print(
        f"{name}: median {np.median(every):.2f} ms, p99 {np.percentile(every, 99):.2f} ms, rounds {each}, "
        f"most {every.max():.1f} ms, n {len(every)}"
    )


if __name__ == "__main__":
    main()
