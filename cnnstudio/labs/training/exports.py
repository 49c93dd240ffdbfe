"""Runs as a table for other programs: a line for each batch or validation that was seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from cnnstudio.labs.training.run import Run
from cnnstudio.nets.file_saving import save_with_backup

COLUMNS = (
    "run",
    "name",
    "network",
    "optimizer",
    "learning_rate",
    "batch",
    "epoch",
    "training_loss",
    "training_accuracy",
    "validation_loss",
    "validation_accuracy",
)


def runs_csv(runs: Sequence[Run]) -> str:
    """Return the curves of runs; of a very long one, means over some batches."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for run in runs:
        writer.writerows(_rows(run))
    return table.getvalue()


def save_runs(runs: Sequence[Run], path: Path) -> None:
    """Write the table; raises `UserError` where it cannot be written, and a file of that name stays as it was."""
    save_with_backup(path, runs_csv(runs).encode("utf-8"))


def _rows(run: Run) -> Iterator[tuple[object, ...]]:
    about = run.number, run.name, run.spec.name, run.config.optimizer
    learned = {
        int(step): (f"{rate:.6g}", f"{loss:.6g}", f"{accuracy:.6g}")
        for step, rate, loss, accuracy in zip(run.steps, run.learning_rates, run.losses, run.accuracies, strict=True)
    }
    kept = {entry.step: (f"{entry.loss:.6g}", f"{entry.accuracy:.6g}") for entry in run.validations}
    for step in sorted({*learned, *kept}):
        rate, *seen = learned.get(step, ("", "", ""))
        yield *about, rate, step, -(-step // run.per_epoch), *seen, *kept.get(step, ("", ""))
