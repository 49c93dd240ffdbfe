"""What the learner sets in the training lab."""

from __future__ import annotations

from dataclasses import dataclass

from cnnstudio.nets.network import Network
from cnnstudio.nets.spec import NetworkSpec
from cnnstudio.ops.window import Pair
from cnnstudio.training.config import TrainingConfig
from cnnstudio.training.experiments import experiment

FIRST = "fast"
"""The experiment that the lab opens with."""


@dataclass(frozen=True)
class TrainingParams:
    """The settings of the next run, and where one looks.

    Attributes
    ----------
    experiment
        The name of the experiment that the settings come from; they may have been changed since.
    spec
        The network.
    config
        The settings of the training.
    base
        The network whose weights the next run starts from; None for random numbers.
    step_unit
        What "step" does: "batch" or "epoch".
    log_loss
        Whether the axis of the loss is logarithmic.
    by_epoch
        Whether curves are drawn over epochs; else over batches.
    of_validation
        Whether runs are compared by the digits kept back; else by the batches learned.
    cell
        The chosen cell of the confusion matrix: true class, answer.
    run
        The number of the run looked at; None for the newest.
    shown_runs
        The numbers of the other runs whose curves are shown beside it.
    moment
        After how many batches of that run one looks; None for its end, or for now while it goes on.
    deleted
        The numbers of the runs that were deleted, until that is undone.

    """

    experiment: str
    spec: NetworkSpec
    config: TrainingConfig
    base: Network | None = None
    step_unit: str = "batch"
    log_loss: bool = False
    by_epoch: bool = False
    of_validation: bool = False
    cell: Pair | None = None
    run: int | None = None
    shown_runs: tuple[int, ...] = ()
    moment: int | None = None
    deleted: tuple[int, ...] = ()


WALKING = frozenset({"step_unit", "log_loss", "by_epoch", "of_validation", "cell", "run", "shown_runs", "moment"})
"""Where one looks: not a step of undo."""


def first_params() -> TrainingParams:
    """Return the settings that the lab opens with."""
    first = experiment(FIRST)
    return TrainingParams(first.name, first.spec, first.config)
