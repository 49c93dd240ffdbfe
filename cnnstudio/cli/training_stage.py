"""The training lab in a window that nobody sees: a run to its end, and what is shown of it as JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnnstudio.cli.stage import wait_while
from cnnstudio.core.errors import UserError

if TYPE_CHECKING:
    from cnnstudio.labs.training.model import TrainingModel


def train_to_the_end(model: TrainingModel) -> None:
    """Start a run with the settings of the moment, and wait for it.

    Raises
    ------
    UserError
        If it cannot begin or failed: the reason, and what to try.

    """
    wait_while(lambda: model.test_set is None)
    if model.problem is not None:
        raise UserError(model.problem)
    model.start()
    wait_while(lambda: model.active_run is not None)
    if model.run is not None and model.run.problem is not None:
        raise UserError(model.run.problem)


def shown_training(model: TrainingModel) -> dict[str, Any]:
    """Return what is shown of the run, at the moment looked at; digit and probabilities only where one is drawn."""
    run, shares = model.run, model.probabilities
    assert run is not None
    batch = run.batches if model.moment is None else model.moment
    return {
        "batch": batch,
        "of": run.total_batches,
        "loss": float(run.losses[max(batch, 1) - 1]),
        "test_accuracy": run.test_accuracy_at(model.moment),
        "digit": None if shares is None else int(shares.argmax()),
        "probabilities": None if shares is None else [float(share) for share in shares],
    }
