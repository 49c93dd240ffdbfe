"""What the window's memory does while a run goes on and on, while runs are kept, and what an image costs.

`python -m tests.benchmarks.training_memory [--minutes 10] [--runs 20] [--rounds 3]`:
  growth  a run without end goes on in the window; the memory that is not swapped out is noted every second, and after
          a first tenth a straight line is laid through it: its slope in MB an hour, and those of its four quarters
  runs    short runs one after another, all kept; the memory after each
  images  microseconds an image of 1 000, 10 000 and 60 000 images, the bare loop, by turns
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from cnnstudio.app.application import make_application
from cnnstudio.labs.training.lab import TrainingLab
from cnnstudio.training.experiments import experiment
from tests.benchmarks.training_window import open_window, resident, spin, spread, start_run

_SIZES = (1_000, 10_000, 60_000)
_EPOCHS = 10_000
"""More than anyone waits for."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    make_application(["benchmark"])
    with TemporaryDirectory() as folder:
        window, lab = open_window("blink", "curves", Path(folder))
        if arguments.runs:
            keep_runs(lab, arguments.runs)
        if arguments.minutes:
            train_on(lab, arguments.minutes)
        window.close()
    if arguments.rounds:
        compare_sizes(arguments.rounds)


def train_on(lab: TrainingLab, minutes: float) -> None:
    """Let one run go on, with every view on, and print how the memory grows."""
    lab.model.choose_experiment("blink")
    lab.model.configure(epochs=_EPOCHS)
    run = start_run(lab)
    seconds, memory, start = [], [], time.monotonic()
    while time.monotonic() - start < 60 * minutes and run.is_active:
        spin(1.0)
        seconds.append(time.monotonic() - start)
        memory.append(resident())
    print(
        f"{run.batches} batches in {minutes:g} min, {run.epoch} epochs; memory {memory[0]:.1f} → {memory[-1]:.1f} MiB"
    )
    lab.model.stop()
    settled = len(seconds) // 10
    at, sizes = np.array(seconds[settled:]) / 3600, np.array(memory[settled:]) * 1024**2 / 1e6
    quarters = [_slope(*part) for part in zip(np.array_split(at, 4), np.array_split(sizes, 4), strict=True)]
    print(f"growth: {_slope(at, sizes):.1f} MB an hour, its quarters {', '.join(f'{slope:.1f}' for slope in quarters)}")


def _slope(hours: np.ndarray, sizes: np.ndarray) -> float:
    return float(np.polyfit(hours, sizes, 1)[0])


def keep_runs(lab: TrainingLab, count: int) -> None:
    """Let short runs pass, and print the memory after each."""
    memory = []
    lab.model.choose_experiment("blink", is_demo=True)
    for _ in range(count):
        run = start_run(lab)
        while run.is_active:
            spin(0.05)
        spin(1.0)  # until it has been written
        memory.append(resident())
    print(f"memory after each of {count} runs kept: {', '.join(f'{size:.0f}' for size in memory)} MiB")
    if count > 2:
        slope = float(np.polyfit(np.arange(1, count), memory[1:], 1)[0])
        print(f"  {slope:.2f} MiB a run after the first")


def compare_sizes(rounds: int) -> None:
    """Train with few and with many images, by turns, and print what an image costs."""
    from cnnstudio.training.messages import Finished
    from cnnstudio.training.pictures import load_pictures
    from cnnstudio.training.trainer import train

    chosen = experiment("blink")
    costs: dict[int, list[float]] = {size: [] for size in _SIZES}
    for _ in range(rounds):
        for size in _SIZES:
            epochs = max(1, 10_000 // size)
            config = replace(chosen.config, train_size=size, validation_size=0, epochs=epochs)
            last = list(train(chosen.spec, config, load_pictures(config)))[-1]
            assert isinstance(last, Finished)
            costs[size].append(1e6 / last.images_per_second)
    for size, cost in costs.items():
        ratios = [here / least for here, least in zip(cost, costs[_SIZES[0]], strict=True)]
        print(f"{size} images: {spread(cost, 1)} µs an image, ÷ that of {_SIZES[0]}: {spread(ratios)}")


if __name__ == "__main__":
    main()
