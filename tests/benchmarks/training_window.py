"""A window in which a network learns, as the benchmarks drive it."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import cast

import numpy as np

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, Qt, QTimer  # noqa: E402

from cnnstudio.app.application import make_context, make_window  # noqa: E402
from cnnstudio.app.main_window import MainWindow  # noqa: E402
from cnnstudio.cli.stage import show_lab  # noqa: E402
from cnnstudio.core.settings import Settings  # noqa: E402
from cnnstudio.data.mnist import load_mnist  # noqa: E402
from cnnstudio.labs.draw.sources import SampleSource  # noqa: E402
from cnnstudio.labs.training.lab import TrainingLab  # noqa: E402
from cnnstudio.labs.training.run import Run  # noqa: E402
from cnnstudio.labs.training.run_view import RunView  # noqa: E402
from cnnstudio.nets.network import ActiveNetwork  # noqa: E402
from cnnstudio.widgets.curve_plot import CurvePlot  # noqa: E402

TICK = 16
"""Milliseconds of a timer that ought to come in time."""


class Ticker:
    """Measures how late each tick of a timer comes, and how long the window works without a look at its events.

    The second is processor time between two moments at which the window waits: it says the same on a busy machine.
    """

    def __init__(self) -> None:
        self._times: list[float] = []
        self._work: list[float] = []
        self._before = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)
        self._dispatcher = QAbstractEventDispatcher.instance()

    def start(self) -> None:
        """Count from now on."""
        self._times.clear()
        self._work.clear()
        self._before = time.thread_time()
        self._dispatcher.aboutToBlock.connect(self._on_wait)
        self._timer.start()

    def stop(self) -> tuple[np.ndarray, np.ndarray]:
        """Return milliseconds beyond the interval, of each tick, and those of each stretch of work."""
        self._timer.stop()
        self._dispatcher.aboutToBlock.disconnect(self._on_wait)
        return np.maximum(np.diff(self._times) * 1e3 - TICK, 0), np.array(self._work) * 1e3

    def _on_tick(self) -> None:
        self._times.append(time.perf_counter())

    def _on_wait(self) -> None:
        now = time.thread_time()
        self._work.append(now - self._before)
        self._before = now


class FirstPoint(QObject):
    """Notes when a plot has painted the first point of a run."""

    def __init__(self, plot: CurvePlot, run: Run) -> None:
        super().__init__()
        self.at: float | None = None
        self._plot, self._run = plot, run
        plot.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._run.batches and self._plot.picture.live:
            self._plot.removeEventFilter(self)
            QTimer.singleShot(0, self._note)  # when it has been painted
        return False

    def _note(self) -> None:
        self.at = time.perf_counter()


def open_window(preset: str, tab: str, runs_folder: Path) -> tuple[MainWindow, TrainingLab]:
    """Return a window with a digit drawn, in the training lab, whose process is ready; it keeps its runs."""
    settings = Settings(theme="light")
    context = replace(make_context(settings, "en", ActiveNetwork()), runs_folder=runs_folder)
    window = make_window(settings, "en", context)
    window.resize(1440, 900)
    window.show()
    window.draw_lab.model.put(SampleSource.of(load_mnist("test"), 4))
    lab = cast(TrainingLab, show_lab(window, "training"))
    lab.model.choose_experiment(preset)
    lab.view.show_tab(tab)
    while not lab.trainer.is_ready:
        spin(0.05)
    return window, lab


def start_run(lab: TrainingLab) -> Run:
    """Press start."""
    lab.model.start()
    assert lab.model.run is not None
    return lab.model.run


def first_plot(lab: TrainingLab) -> CurvePlot | None:
    """Return the plot of the loss, where the curves are shown."""
    view = lab.view.current
    return view.loss if isinstance(view, RunView) else None


def spin(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1e3), loop.quit)
    loop.exec()


def resident() -> float:
    """Return the memory of this process that is not swapped out, MiB."""
    with open("/proc/self/status", encoding="ascii") as status:
        return int(next(line.split()[1] for line in status if line.startswith("VmRSS"))) / 1024


def spread(values: list[float], decimals: int = 2) -> str:
    """Return the median of values, and the least and the most."""
    return f"{np.median(values):.{decimals}f} ({min(values):.{decimals}f} to {max(values):.{decimals}f})"
