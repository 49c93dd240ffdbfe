"""The path lab in a window that nobody sees: what it shows, as JSON values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cnnstudio.labs.path.model import PathModel


def shown_path(model: PathModel) -> dict[str, Any]:
    """Return the numbers of the path: rows and columns count from 0, stages from 1."""
    result = model.result
    assert result is not None
    step, following = result.step, result.following
    return {
        "stage": model.position + 1,
        "of": len(model.walk),
        "target": step.before.target,
        "probabilities": step.before.probabilities.tolist(),
        "loss": step.before.loss,
        "kernel": following.kernel,
        "cell": list(following.cell[1:]),
        "weight": step.weight,
        "gradient": step.gradient,
        "learning_rate": step.rate,
        "new_weight": step.new_weight,
        "loss_after": None if step.after is None else step.after.loss,
    }
