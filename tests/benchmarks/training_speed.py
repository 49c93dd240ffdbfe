"""How fast training is, as ratios: each peer and we take turns in one process, one thread each.

`python -m tests.benchmarks.training_speed ROW … [--seeds 5]`, rows:
  pytorch, keras, recipe   seconds to 99.0 % of MNIST's test digits, the preset `fast` against each
  textbook                 seconds to 98 %, the preset `blink` against the book's NumPy
  rates                    images a second of the identical network, PyTorch's example and Keras' against our loop
  busy                     our rate while another process keeps a core busy, against quiet
  memory                   of the process that trains, against a process that has imported torch
Keras must be installed for its rows. A peer that does not get there within `--limit` seconds is reported so.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

# Before NumPy and torch are imported: they read the environment once.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import torch

from cnnstudio.data.mnist import MnistSplit, load_mnist
from cnnstudio.nets.presets import CNN
from cnnstudio.nets.spec import Activation, Conv2d, Dense, Dropout, Flatten, MaxPool2d, NetworkSpec
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.evaluation import network_accuracy
from cnnstudio.training.experiments import experiment
from cnnstudio.training.messages import Finished
from cnnstudio.training.pictures import choose_pictures
from cnnstudio.training.trainer import train
from tests.benchmarks.textbook_convnet import TextbookConvnet
from tests.benchmarks.training_peers import FastestRecipe, KerasConvnet, Peer, PytorchExample

Parts = tuple[MnistSplit, MnistSplit]

_TURN = 15.0
"""So many seconds a peer learns between two of our runs."""

KERAS_NET = NetworkSpec(
    "mnist-convnet",
    (1, 28, 28),
    (
        *(Conv2d(32, 3), Activation("relu"), MaxPool2d(2), Conv2d(64, 3), Activation("relu"), MaxPool2d(2)),
        *(Flatten(), Dropout(0.5), Dense(10)),
    ),
)


def learn(spec: NetworkSpec, config: TrainingConfig, parts: Parts) -> tuple[float, Finished]:
    """Train; return the share of the test digits read as labelled, and how it ended."""
    pictures = choose_pictures(config, *parts)
    last = list(train(spec, config, pictures))[-1]
    assert isinstance(last, Finished)
    assert pictures.test is not None
    return network_accuracy(last.network, pictures.test), last


def race(
    name: str, make: Callable[[MnistSplit], Peer], goal: float, parts: Parts, seeds: list[int], limit: float
) -> None:
    """Let a preset run once a seed, and the peer until it reads as many, by turns."""
    chosen = experiment(name)
    taken: list[float] = []
    accuracies: list[float] = []
    theirs: list[float] = []
    peer, seconds, learned, last_turn, accuracy = make(parts[0]), 0.0, 0, -_TURN, 0.0
    while (not theirs and seconds < limit) or len(taken) < len(seeds):
        if seconds - last_turn >= _TURN or seconds >= limit:  # what slows one of us down slows the other as well
            seed = seeds[0] + len(taken)
            ours, last = learn(chosen.spec, replace(chosen.config, seed=seed), parts)
            taken.append(last.train_seconds)
            accuracies.append(ours)
            last_turn = seconds
        if seconds < limit:
            seconds += peer.learn()
            learned += peer.images
            accuracy = peer.accuracy(parts[1])
        if seconds < limit and accuracy >= goal:
            theirs.append(seconds)
            rate, read = learned / seconds, accuracy
            print(f"  peer: {seconds:.1f} s, {learned} images, {rate:.0f} a second, {read:.2%}", flush=True)
            peer, seconds, learned, last_turn = make(parts[0]), 0.0, 0, -_TURN
    needed = float(np.median(theirs)) if theirs else seconds
    print(f"{name}: {', '.join(f'{s:.2f} s {a:.2%}' for s, a in zip(taken, accuracies, strict=True))}")
    print(f"  median {np.median(taken):.2f} s, the worst reads {min(accuracies):.2%}")
    is_there = "" if theirs else f" at least: the peer reads {accuracy:.2%} after {seconds:.0f} s"
    print(f"  ratio {needed / np.median(taken):.1f}{is_there}", flush=True)


def compare_rates(parts: Parts, rounds: int = 5) -> None:
    """Train identical networks by our loop and by others, by turns."""
    example = TrainingConfig(train_size=6_400, batch_size=64, optimizer="adam", learning_rate=0.001, weight_decay=0.0)
    keras = replace(example, train_size=12_800, batch_size=128)
    rows: Mapping[str, tuple[Callable[[MnistSplit], Peer], NetworkSpec, TrainingConfig]] = {
        "PyTorch's example": (PytorchExample, CNN, example),
        "Keras' mnist_convnet": (KerasConvnet, KERAS_NET, keras),
    }
    for title, (make, spec, config) in rows.items():
        try:
            peer = make(parts[0])
        except ImportError:
            print(f"{title}: not installed")
            continue
        theirs, ours = [], []
        for _ in range(rounds):
            theirs.append(peer.images / peer.learn())
            ours.append(learn(spec, config, (parts[0], _first(parts[1])))[1].images_per_second)
        ratios = np.array(ours) / np.array(theirs)
        print(f"{title}: {np.median(theirs):.0f} images/s, our loop {np.median(ours):.0f}")
        print(f"  ratio {np.median(ratios):.2f}, rounds {', '.join(f'{ratio:.2f}' for ratio in ratios)}", flush=True)


def _first(split: MnistSplit) -> MnistSplit:
    return MnistSplit(split.part, split.images[:100], split.labels[:100])


def _keep_busy() -> None:
    while True:
        sum(range(100_000))


def measure_busy(parts: Parts, rounds: int = 5) -> None:
    """Train quietly, and while another process keeps a core busy, by turns."""
    chosen = experiment("fast")
    small = replace(chosen.config, train_size=6_400)
    quiet, busy = [], []
    for _ in range(rounds):
        quiet.append(learn(chosen.spec, small, (parts[0], _first(parts[1])))[1].images_per_second)
        other = multiprocessing.get_context("spawn").Process(target=_keep_busy, daemon=True)
        other.start()
        time.sleep(1.0)
        busy.append(learn(chosen.spec, small, (parts[0], _first(parts[1])))[1].images_per_second)
        other.kill()
        other.join()
    ratios = np.array(busy) / np.array(quiet)
    print(f"quiet {np.median(quiet):.0f} images/s, beside a busy process {np.median(busy):.0f}")
    print(f"  ratio {np.median(ratios):.2f}, rounds {', '.join(f'{ratio:.2f}' for ratio in ratios)}")


def measure_memory() -> None:
    """Compare what lies in memory of the process that trains with `import torch` alone."""
    from cnnstudio.training.worker import Worker

    show = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmRSS')))"
    alone = int(subprocess.run([sys.executable, "-c", f"import torch; {show}"], capture_output=True, check=True).stdout)
    worker, chosen = Worker(), experiment("fast")
    worker.start(chosen.spec, chosen.config)
    while not any(isinstance(message, Finished) for message in worker.poll()):
        time.sleep(0.02)
    with open(f"/proc/{worker.process_id}/status", encoding="ascii") as status:
        ours = int(next(line.split()[1] for line in status if line.startswith("VmRSS")))
    worker.close()
    print(f"import torch {alone / 1024:.0f} MB, after a run {ours / 1024:.0f} MB, ratio {ours / alone:.2f}")


def main() -> None:
    """Measure what is asked for, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    rows = ["pytorch", "keras", "recipe", "textbook", "rates", "busy", "memory"]
    parser.add_argument("rows", nargs="+", choices=rows)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first-seed", type=int, default=int(time.time()) % 100_000, help="fresh ones by default")
    parser.add_argument("--limit", type=float, default=900.0)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    seeds = [arguments.first_seed + number for number in range(arguments.seeds)]
    parts = load_mnist("train"), load_mnist("test")
    learn(experiment("blink").spec, experiment("blink").demo, parts)  # to warm up
    races: Mapping[str, tuple[str, Callable[[MnistSplit], Peer], float]] = {
        "pytorch": ("fast", PytorchExample, 0.99),
        "keras": ("fast", KerasConvnet, 0.99),
        "recipe": ("fast", FastestRecipe, 0.0),  # one epoch is what it is
        "textbook": ("blink", TextbookConvnet, 0.98),
    }
    for row in arguments.rows:
        if row in races:
            name, make, goal = races[row]
            race(name, make, goal, parts, seeds, arguments.limit)
        elif row == "rates":
            compare_rates(parts)
        elif row == "busy":
            measure_busy(parts)
        else:
            measure_memory()


if __name__ == "__main__":
    main()
