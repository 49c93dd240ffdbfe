"""The path lab in a window that nobody sees: what it shows, as JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnnstudio.labs.path.model import PathModel


def shown_path(model: PathModel) -> dict[str, Any]:
    """Return the numbers of the path: rows and columns count from 0, kernels and stages from 1.

    Probabilities and loss are those on the stage: at the last one, after the step.
    """
    result = model.result
    assert result is not None
    shown, step, following = result.shown, result.step, result.following
    return {
        "stage": model.position + 1,
        "of": len(model.walk),
        "target": shown.target,
        "probabilities": shown.probabilities.tolist(),
        "loss": shown.loss,
        "kernel": following.kernel + 1,
        "cell": list(following.cell[1:]),
        "weight": step.weight,
        "gradient": step.gradient,
        "learning_rate": step.rate,
        "new_weight": step.new_weight,
        "loss_before": step.before.loss,
        "loss_after": None if step.after is None else step.after.loss,
    }
