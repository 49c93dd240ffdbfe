"""How long each experiment's short demonstration takes, as in the training lab: from Start to the finished network.

`python -m tests.benchmarks.training_demos [--rounds 3] [--json FILE] [NAME …]`. The process that trains is warm, and it
is asked by the lab's own model for all that the lab shows: moments to come back to, looks into batches, and a test
after the epoch. The goal is at most 3 s for every experiment, as the median of the rounds, on a quiet machine. On a
busy one, the seconds of the processor that the training process uses are about what it would take there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from pathlib import Path
from typing import Any

from cnnstudio.core.specimen import Specimen
from cnnstudio.data.mnist import load_mnist
from cnnstudio.labs.training.model import TrainingModel
from cnnstudio.nets.network import ActiveNetwork
from cnnstudio.training.experiments import EXPERIMENTS
from cnnstudio.training.worker import Worker

GOAL = 3.0
"""Seconds."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", default=list(EXPERIMENTS))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE")
    arguments = parser.parse_args()
    worker = Worker()
    model = TrainingModel(Specimen(), ActiveNetwork(), worker)
    model.use_test_set(load_mnist("test"))
    while not worker.is_ready:
        time.sleep(0.05)
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}")
    print(
        f"{'experiment':<16}{'pictures':>9}{'seconds':>9}{'of them training':>18}{'processor':>11}{'read rightly':>14}"
    )
    rows = []
    for name in arguments.names:
        rows.append(_measure(model, worker, name, arguments.rounds))
        print(_line(rows[-1]), flush=True)
    worker.close()
    if arguments.json:
        arguments.json.write_text(json.dumps({"goal": GOAL, "rows": rows}, indent=1) + "\n", encoding="utf-8")
    slow = [row["name"] for row in rows if row["seconds"] > GOAL]
    print(f"longer than {GOAL:g} s: {', '.join(slow) or 'none'}")


def _measure(model: TrainingModel, worker: Worker, name: str, rounds: int) -> dict[str, Any]:
    """Return the medians of a demonstration."""
    worked = _processor_seconds(worker)
    seconds = [_run(model, worker, name) for _ in range(rounds)]
    worked = (_processor_seconds(worker) - worked) / rounds
    run = model.run
    assert run is not None
    return {
        "name": name,
        "images": run.images,
        "seconds": round(statistics.median(seconds), 2),
        "all_seconds": [round(one, 2) for one in seconds],
        "train_seconds": round(run.train_seconds, 2),
        "processor_seconds": round(worked, 2),
        "test_accuracy": run.test_accuracy,
    }


def _run(model: TrainingModel, worker: Worker, name: str) -> float:
    """Return seconds from Start to the end."""
    model.choose_experiment(name, is_demo=True)
    started = time.perf_counter()
    model.start()
    while model.active_run is not None:
        time.sleep(0.005)
        model.take(worker.poll())
    seconds = time.perf_counter() - started
    if model.run is None or model.run.state != "finished":
        raise SystemExit(f"{name} did not finish")
    return seconds


def _processor_seconds(worker: Worker) -> float:
    """Return what the process that trains has used of the processor since its start; 0 where Linux does not tell."""
    told = Path(f"/proc/{worker.process_id}/stat")
    if not told.exists():
        return 0.0
    user, system = told.read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _line(row: dict[str, Any]) -> str:
    return (
        f"{row['name']:<16}{row['images']:>9}{row['seconds']:>9.2f}{row['train_seconds']:>18.2f}{row['processor_seconds']:>11.2f}"
        f"{row['test_accuracy']:>14.1%}"
    )


if __name__ == "__main__":
    main()
