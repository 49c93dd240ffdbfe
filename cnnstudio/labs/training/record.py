"""How a run's network came about, as its file remembers it."""

from __future__ import annotations

from dataclasses import replace

from cnnstudio.labs.training.run import Run
from cnnstudio.nets.network import Network
from cnnstudio.nets.training_record import TrainingRecord, added_record


def recorded(run: Run, network: Network, moment: int | None = None) -> Network:
    """Return a network of a run with the record of its training up to a moment."""
    rows = [row for row in run.epoch_rows if moment is None or row.epoch * run.per_epoch <= moment]
    record = TrainingRecord(
        dataset=run.config.dataset,
        epochs=len(rows),
        train_seconds=rows[-1].train_seconds if rows else 0.0,
        test_accuracy=run.test_accuracy_at(moment),
        config=run.config.to_json(),
        history=tuple(
            {
                "epoch": row.epoch,
                "loss": row.loss,
                "accuracy": row.accuracy,
                "validation_loss": row.validation_loss,
                "validation_accuracy": row.validation_accuracy,
            }
            for row in rows
        ),
    )
    if run.past is not None:
        record = added_record(run.past, record)
    return replace(network, record=record.to_json())
